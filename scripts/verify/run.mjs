import { spawn } from 'node:child_process';

/** Runs a command, shows what it prints, and tells its exit code (127 when it could not be started). */
export function run(command, args, { cwd, env } = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', error => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(signal ? 128 : code));
  });
}
