import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Starts processes, each in a group of its own so that what they start can be stopped with them, and stops all of them
 * when this process is told to end, ends, or one of them ends by itself.
 */
export class Processes {
  #children = new Map();
  #logs;
  #stopping = false;

  /** @param {string} logs folder for one log file a process */
  constructor(logs) {
    this.#logs = logs;
    fs.mkdirSync(logs, { recursive: true });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => this.stop().then(() => process.exit(0)));
    }
    process.once('exit', () => this.#signalAll('SIGKILL'));
  }

  start(name, command, args, { cwd, env, onEnd }) {
    const log = path.join(this.#logs, `${name}.log`);
    const out = fs.openSync(log, 'w');
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', out, out],
    });
    fs.closeSync(out);
    this.#children.set(name, child);
    const ended = reason => {
      this.#children.delete(name);
      if (!this.#stopping) onEnd?.(`${name} ${reason}`, this.tail(name));
    };
    child.once('error', error => ended(`could not start: ${error.message}`));
    child.once('exit', (code, signal) => ended(`ended (${signal ?? code})`));
  }

  /** The last lines a process wrote. */
  tail(name, lines = 15) {
    const log = path.join(this.#logs, `${name}.log`);
    return fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines);
  }

  async stop() {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#signalAll('SIGTERM');
    const deadline = Date.now() + 5000;
    while (this.#children.size > 0 && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    this.#signalAll('SIGKILL');
  }

  #signalAll(signal) {
    for (const child of this.#children.values()) {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // The group is gone already.
      }
    }
  }
}

/** Asks until `probe` answers true; false when `timeoutMs` has passed or `isOver` says so. */
export async function until(probe, timeoutMs, isOver = () => false) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !isOver()) {
    try {
      if (await probe()) return true;
    } catch {
      // Not there yet.
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  return false;
}
