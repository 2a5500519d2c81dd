/**
 * `./yarnw verify`: everything that must hold. Ends with one line `N passed, N failed`.
 * Each check that is no test counts as one; a check that could not run, and a skipped test, count as failed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './local/install.mjs';
import { browser } from './verify/browser.mjs';
import { jest } from './verify/jest.mjs';
import { run } from './verify/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = path.join(root, '.data', 'reports');
fs.mkdirSync(reports, { recursive: true });

const yarn =
  (...args) =>
  async () => {
    const code = await run('yarn', args, { cwd: root });
    return code === 0
      ? { passed: 1, failed: 0, notes: [] }
      : { passed: 0, failed: 1, notes: [`exit code ${code}`] };
  };

const checks = {
  install: async () => {
    const problem = await install(root);
    return {
      passed: problem ? 0 : 1,
      failed: problem ? 1 : 0,
      notes: problem ? [problem] : [],
    };
  },
  types: yarn('tsc'),
  lint: yarn('lint'),
  formatting: yarn('format:check'),
  configuration: yarn('backstage-cli', 'config:check', '--lax'),
  tests: () => jest(root, reports),
  build: yarn('build'),
  browser: () => browser(root, reports),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find(name => !(name in checks));
if (unknown) {
  console.error(
    `verify: ${unknown} is not a check. Checks: ${Object.keys(checks).join(', ')}`,
  );
  process.exit(1);
}

const rows = [];
for (const [name, check] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n━━ ${name}`);
  const started = Date.now();
  let result;
  try {
    result = await check();
  } catch (error) {
    result = { passed: 0, failed: 1, notes: [error.message] };
  }
  rows.push({ name, ...result, seconds: (Date.now() - started) / 1000 });
  if (name === 'install' && result.failed > 0) break;
}

console.log('\n━━ result');
for (const { name, passed, failed, seconds, notes } of rows) {
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(14)} ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`,
  );
  for (const note of notes) console.log(`    ${note}`);
}
const total = key => rows.reduce((sum, row) => sum + row[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
// Said outright: a hook of the embedded PostgreSQL would otherwise end the process with 0.
process.exit(total('failed') > 0 ? 1 : 0);
