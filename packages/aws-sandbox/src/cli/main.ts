import path from 'node:path';
import { parseArgs } from 'node:util';
import { SandboxClock } from '../clock/sandboxClock';
import { readScenarios } from '../scenario/loader';
import { RunningSandbox, startSandbox } from '../startSandbox';

export const USAGE = `Usage: aws-sandbox [--port 7010] [--host 127.0.0.1] [--scenarios DIR] [--clock ISO] [--no-limits]
  --port       where to listen; 0 for any port that is free
  --host       address to listen on
  --scenarios  folder of YAML files
  --clock      time to start at, such as 2026-11-21T10:00:00Z; it goes on from there
  --no-limits  do without AWS's request rates`;

interface Options {
  port: number;
  host: string;
  scenarios: string;
  /** Unix milliseconds. */
  clock?: number;
  limits: boolean;
}

/**
 * Throws an Error with the usage for arguments that are none.
 *
 * @param scenarios folder where none is named
 */
export function parseOptions(
  args: readonly string[],
  scenarios: string,
): Options {
  const { values } = readFlags(args);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port ${values.port} is not a port.\n${USAGE}`);
  }
  const clock =
    values.clock === undefined ? undefined : Date.parse(values.clock);
  if (Number.isNaN(clock)) {
    throw new Error(
      `--clock ${values.clock} is not a time such as 2026-11-21T10:00:00Z.\n${USAGE}`,
    );
  }
  return {
    port,
    host: values.host,
    scenarios: path.resolve(values.scenarios ?? scenarios),
    clock,
    limits: !values['no-limits'],
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '7010' },
        host: { type: 'string', default: '127.0.0.1' },
        scenarios: { type: 'string' },
        clock: { type: 'string' },
        'no-limits': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${USAGE}`,
      { cause: error },
    );
  }
}

/**
 * Starts the sandbox and keeps it until SIGTERM or SIGINT. Throws an Error whose message is meant to be read.
 *
 * @param folder the scenarios, where the arguments name no others
 */
export async function main(
  args: readonly string[],
  folder: string,
): Promise<void> {
  const { clock: start, ...options } = parseOptions(args, folder);
  const clock = SandboxClock.create();
  if (start !== undefined) clock.set(start);
  const scenarios = await readScenarios(options.scenarios);
  const running = await listen({ ...options, clock, scenarios });
  process.stdout.write(
    `aws-sandbox ready: ${running.url} (${scenarios.length} scenarios, ${new Date(clock.now()).toISOString()})\n`,
  );
  const stop = () => {
    running.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function listen(
  options: Parameters<typeof startSandbox>[0] & { port: number },
): Promise<RunningSandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `port ${options.port} is in use. Stop what listens there, or choose another one with --port.`,
      { cause: error },
    );
  }
}
