import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net, { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parseOptions } from './main';

const BIN = path.join(__dirname, '..', '..', 'bin', 'aws-sandbox.js');

describe('the options of the command', () => {
  it('have defaults', () => {
    expect(parseOptions([], '/scenarios')).toEqual({
      port: 7010,
      host: '127.0.0.1',
      scenarios: '/scenarios',
      clock: undefined,
      limits: true,
    });
  });

  it('are read', () => {
    const args = ['--port', '0', '--clock', '2026-11-21T10:00:00Z'];
    expect(
      parseOptions([...args, '--scenarios', '/mine', '--no-limits'], '/x'),
    ).toMatchObject({
      port: 0,
      scenarios: '/mine',
      clock: Date.parse('2026-11-21T10:00:00Z'),
      limits: false,
    });
  });

  it.each([
    [['--port', 'http'], /--port http is not a port/],
    [['--port', '70000'], /--port 70000 is not a port/],
    [['--clock', 'noon'], /--clock noon is not a time/],
    [['--prot', '1'], /--prot/],
    [['7010'], /7010/],
  ])('%j are refused with the usage', (args, message) => {
    const read = () => parseOptions(args, '/x');
    expect(read).toThrow(message);
    expect(read).toThrow(/Usage: aws-sandbox/);
  });
});

describe('the command', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'scenarios-'));
  });

  afterEach(async () => {
    child?.kill('SIGKILL');
    await fs.rm(folder, { recursive: true });
  });

  function start(port: number) {
    const started = spawn(
      process.execPath,
      [BIN, '--port', String(port), '--scenarios', folder],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    child = started;
    return started;
  }

  it('says where it listens, serves, and goes when it is told to', async () => {
    const process = start(0);
    const [line] = await once(process.stdout, 'data');
    const [, url] = /^aws-sandbox ready: (\S+) \(0 scenarios/.exec(line)!;
    const health = await fetch(`${url}/_sandbox/health`);
    expect(health.status).toBe(200);
    process.kill('SIGTERM');
    expect(await once(process, 'exit')).toEqual([0, null]);
  }, 60_000);

  it('names a port that is taken, in one line', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const process = start(port);
    const lines: Buffer[] = [];
    process.stderr.on('data', line => lines.push(line));
    const [code] = await once(process, 'close');
    other.close();
    expect(code).toBe(1);
    expect(Buffer.concat(lines).toString()).toBe(
      `aws-sandbox: port ${port} is in use. Stop what listens there, or choose another one with --port.\n`,
    );
  }, 60_000);
});
