import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const data = path.join(root, '.data/e2e');

const BACKEND = 'http://localhost:7107';
const SANDBOX = 'http://127.0.0.1:7110';
const EXAMPLES = 'http://127.0.0.1:7111';

/** What signing in as the colleague answered; pages of a second person answer their sign-in with it. */
const COLLEAGUE_FILE = path.join(data, 'colleague.json');

/** Written by the first process, so that a test worker can stop and start the backend that global set-up started. */
const PID_FILE = path.join(data, 'backend.pid');

function run(
  name: string,
  args: string[],
  options: { cwd: string; env?: Record<string, string> },
): ChildProcess {
  const log = fs.openSync(path.join(data, `${name}.log`), 'a');
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  fs.closeSync(log);
  return child;
}

async function until(what: string, probe: () => Promise<boolean>) {
  const deadline = Date.now() + 180_000;
  let last = '';
  while (Date.now() < deadline) {
    try {
      if (await probe()) return;
      last = 'it answers, but is not ready';
    } catch (error) {
      last = String(error);
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  throw new Error(
    `${what} did not become ready (${last}). Its log is in .data/e2e.`,
  );
}

async function gone(pid: number) {
  try {
    process.kill(-pid, 'SIGTERM');
    for (let i = 0; i < 100; i++) {
      process.kill(pid, 0);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

const isUp = async (url: string) => (await fetch(url)).ok;

async function signIn() {
  const answer = await fetch(`${BACKEND}/api/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}`);
  return answer.json();
}

async function catalogIsFilled(): Promise<boolean> {
  if (!(await isUp(`${BACKEND}/.backstage/health/v1/readiness`))) return false;
  const { backstageIdentity } = await signIn();
  const answer = await fetch(
    `${BACKEND}/api/catalog/entities/by-query?limit=0&filter=kind=component,metadata.annotations.pipeline-ops/pipeline-id`,
    { headers: { authorization: `Bearer ${backstageIdentity.token}` } },
  );
  return answer.ok && (await answer.json()).totalItems >= 5;
}

function runBackend(
  name: string,
  entry: string,
  options: { configs: string[]; aheadMs?: number },
): ChildProcess {
  const configs = ['app-config.yaml', 'app-config.e2e.yaml']
    .map(file => path.join(root, file))
    .concat(options.configs);
  return run(
    name,
    [
      '--no-warnings',
      '--require',
      require.resolve('./clock.cjs'),
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      entry,
      ...configs.flatMap(file => ['--config', file]),
    ],
    {
      cwd: path.join(root, 'packages/backend'),
      env: {
        NODE_ENV: 'production',
        LOG_LEVEL: 'info',
        PORTAL_AHEAD_MS: String(options.aheadMs ?? 0),
      },
    },
  );
}

function startBackend(aheadMs?: number) {
  const child = runBackend('backend', 'src/index.ts', { configs: [], aheadMs });
  fs.writeFileSync(PID_FILE, String(child.pid));
}

const stopBackend = () => gone(Number(fs.readFileSync(PID_FILE, 'utf8')));

/** Signs the colleague in, once for all tests: the portal's guest is somebody else. */
async function signColleagueIn() {
  const config = path.join(data, 'colleague.yaml');
  fs.writeFileSync(
    config,
    'auth: { providers: { guest: { userEntityRef: user:development/colleague, ownershipEntityRefs: [user:development/colleague] } } }\n',
  );
  const child = runBackend('sign-in', path.join(__dirname, 'signIn.ts'), {
    configs: [config],
  });
  await until('signing in', () =>
    isUp(`${BACKEND}/.backstage/health/v1/readiness`),
  );
  fs.writeFileSync(COLLEAGUE_FILE, JSON.stringify(await signIn()));
  await gone(child.pid!);
}

const helpers: ChildProcess[] = [];

/** The portal under test: production frontend, backend, local AWS and the host of the examples. */
export const portal = {
  root,
  url: BACKEND,
  sandboxUrl: SANDBOX,

  async start() {
    fs.rmSync(data, { recursive: true, force: true });
    fs.mkdirSync(path.join(data, 'db'), { recursive: true });
    helpers.push(
      run('sandbox', ['bin/aws-sandbox.js', '--port', '7110'], {
        cwd: path.join(root, 'packages/aws-sandbox'),
      }),
      run('examples', ['examples-host.mjs'], {
        cwd: path.join(root, 'scripts/local'),
        env: { EXAMPLES_PORT: '7111' },
      }),
    );
    await signColleagueIn();
    await until('the sandbox', () => isUp(`${SANDBOX}/_sandbox/health`));
    await until('the examples host', () => isUp(`${EXAMPLES}/all.yaml`));
    startBackend();
    await until('the portal', catalogIsFilled);
  },

  /**
   * Stops the backend as an operator would and starts it again on the same data.
   *
   * @param options - `aheadMs`: how far its clock, and that of the local AWS, run ahead of the machine's
   */
  async restartBackend(options: { aheadMs?: number } = {}) {
    const { aheadMs = 0 } = options;
    await stopBackend();
    const moved = await fetch(`${SANDBOX}/_sandbox/clock`, {
      method: 'POST',
      body: JSON.stringify({ set: new Date(Date.now() + aheadMs) }),
    });
    if (!moved.ok) throw new Error(await moved.text());
    startBackend(aheadMs);
    await until('the restarted portal', catalogIsFilled);
  },

  /** What the portal answers when the colleague signs in. */
  colleague(): string {
    return fs.readFileSync(COLLEAGUE_FILE, 'utf8');
  },

  async stop() {
    await stopBackend();
    for (const helper of helpers) {
      try {
        process.kill(-helper.pid!, 'SIGTERM');
      } catch {
        // It has ended.
      }
    }
  },
};
