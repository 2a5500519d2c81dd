import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Whether node_modules is older than what describes it. */
function isInstalled(root) {
  const state = path.join(root, 'node_modules', '.yarn-state.yml');
  if (!fs.existsSync(state)) return false;
  const installedAt = fs.statSync(state).mtimeMs;
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    fs
      .readdirSync(path.join(root, folder))
      .map(name => path.join(root, folder, name, 'package.json'))
      .filter(file => fs.existsSync(file)),
  );
  return [
    path.join(root, 'yarn.lock'),
    path.join(root, 'package.json'),
    ...manifests,
  ].every(file => fs.statSync(file).mtimeMs <= installedAt);
}

/** One line for people out of what Yarn said when it failed, where the reason is a known one. */
function whyInstallFailed(output) {
  if (
    /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ECONNRESET|RequestError|YN0001.*Error: (connect|getaddrinfo)/.test(
      output,
    )
  ) {
    const host = output.match(/https?:\/\/[^/\s'")]+/)?.[0];
    return `the npm registry${host ? ` at ${host}` : ''} could not be reached. Check the network or npm's registry setting and try again.`;
  }
  if (output.includes('YN0028')) {
    return 'yarn.lock does not fit the package.json files. Run ./yarnw install and commit the changed yarn.lock.';
  }
  return undefined;
}

/**
 * Installs what yarn.lock names, unless it is there already, and shows Yarn's steps meanwhile.
 *
 * @returns {Promise<string | undefined>} one line about what went wrong, if anything
 */
export async function install(root) {
  if (!fs.existsSync(path.join(root, 'yarn.lock'))) {
    return 'yarn.lock is missing, so the versions to install are not known. Restore it with: git checkout yarn.lock';
  }
  if (isInstalled(root)) return undefined;

  console.log('Installing dependencies (about a minute the first time) …');
  const started = Date.now();
  const child = spawn('yarn', ['install', '--immutable'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      YARN_ENABLE_PROGRESS_BARS: 'false',
      FORCE_COLOR: '0',
    },
  });
  let output = '';
  const take = chunk => {
    output += chunk;
    for (const [, step] of String(chunk).matchAll(/YN0000: ┌ (.+ step)/g)) {
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(`  ${step.toLowerCase()} (${seconds} s)`);
    }
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const code = await new Promise(resolve => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  if (code !== 0) {
    const why = whyInstallFailed(output);
    if (why) return why;
    const telling = output
      .split('\n')
      .filter(line => line && !/YN0060|YN0002|YN0086|YN0013/.test(line));
    console.error(telling.slice(-8).join('\n'));
    return 'Yarn could not install the dependencies; its last lines are above.';
  }
  // Yarn leaves its state file alone when nothing changed, and the next start would ask again.
  const now = new Date();
  fs.utimesSync(path.join(root, 'node_modules', '.yarn-state.yml'), now, now);
  console.log(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
  return undefined;
}
