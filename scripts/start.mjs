/** `./yarnw start [--fresh]`: the local AWS, the backend and the frontend, installed if need be, stopped together. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './local/install.mjs';
import { PORTS, busyPort } from './local/ports.mjs';
import { Processes, until } from './local/processes.mjs';
import * as ready from './local/readiness.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = path.join(root, '.data');
const url = `http://localhost:${PORTS.frontend}`;
const MINUTE = 60_000;

function fail(message) {
  console.error(`start: ${message}`);
  process.exit(1);
}

const options = process.argv.slice(2);
const unknown = options.find(option => option !== '--fresh');
if (unknown) {
  fail(`${unknown} is not an option. Usage: ./yarnw start [--fresh]`);
}

const busy = await busyPort();
if (busy) fail(busy);
const notInstalled = await install(root);
if (notInstalled) fail(notInstalled);
if (options.includes('--fresh')) {
  fs.rmSync(path.join(data, 'db'), { recursive: true, force: true });
  console.log('Forgot the data of earlier starts.');
}
fs.mkdirSync(path.join(data, 'db'), { recursive: true });

const logs = path.join(data, 'logs');
const processes = new Processes(logs);
let over = false;
const onEnd = async (what, lastLines) => {
  if (over) return;
  over = true;
  console.error(lastLines.map(line => `  ${line}`).join('\n'));
  await processes.stop();
  fail(`${what}. Its log is in ${path.relative(process.cwd(), logs)}.`);
};

const started = Date.now();
async function wait(name, probe, timeoutMs) {
  if (await until(probe, timeoutMs, () => over)) {
    console.log(`  ${name} (${Math.round((Date.now() - started) / 1000)} s)`);
    return;
  }
  if (over) return new Promise(() => {});
  over = true;
  await processes.stop();
  fail(
    `${name} did not become ready within ${timeoutMs / MINUTE} minutes. The logs are in ${path.relative(process.cwd(), logs)}.`,
  );
}

console.log('Starting (half a minute to two, mostly compiling) …');
processes.start('sandbox', process.execPath, ['bin/aws-sandbox.js'], {
  cwd: path.join(root, 'packages/aws-sandbox'),
  onEnd,
});
processes.start('examples', process.execPath, ['local/examples-host.mjs'], {
  cwd: path.join(root, 'scripts'),
  onEnd,
});
await wait('local AWS', ready.sandboxIsReady, 2 * MINUTE);
await wait('examples', ready.examplesAreReady, MINUTE);
for (const name of ['backend', 'app']) {
  processes.start(
    name === 'app' ? 'frontend' : name,
    'yarn',
    ['workspace', name, 'start'],
    { cwd: root, env: { BROWSER: 'none' }, onEnd },
  );
}
await wait('backend, catalog filled', ready.portalIsReady, 5 * MINUTE);
await wait('frontend', () => ready.pageIsReady(url), 5 * MINUTE);
console.log(
  `Ready: ${url} (guest sign-in, this machine only; Ctrl-C stops everything)`,
);
