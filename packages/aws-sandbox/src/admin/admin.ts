import { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { readBody } from '../http/body';
import { WireResponse } from '../http/protocol';
import { ServiceError } from '../model';
import { scenarioSchema } from '../scenario/schema';
import { Sandbox } from '../sandbox';
import { faultSchema } from '../faults/fault';
import {
  applyClockChange,
  clockChangeSchema,
  describeClock,
} from './clockChange';
import { isLocal } from './locality';

type Action = (sandbox: Sandbox, body: unknown) => unknown;

/** What a body holds one or a list of. Throws ZodError. */
function oneOrSeveral<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.output<T>[] {
  return z.array(schema).parse(Array.isArray(body) ? body : [body]);
}

/** Method and path under `/_sandbox/`. */
const ACTIONS: Record<string, Action> = {
  'GET health': sandbox => ({
    status: 'ok',
    clock: describeClock(sandbox.clock),
    anchor: new Date(sandbox.anchor).toISOString(),
  }),
  'GET counters': sandbox => sandbox.counters.read(),
  'DELETE counters': sandbox => sandbox.counters.clear(),
  'GET faults': sandbox => sandbox.faults.list(),
  'POST faults': (sandbox, body) =>
    oneOrSeveral(faultSchema, body).map(fault => sandbox.faults.add(fault)),
  'DELETE faults': sandbox => sandbox.faults.clear(),
  'GET clock': sandbox => describeClock(sandbox.clock),
  'POST clock': (sandbox, body) => {
    applyClockChange(sandbox.clock, clockChangeSchema.parse(body));
    return describeClock(sandbox.clock);
  },
  'POST reset': sandbox => sandbox.reset(),
  'POST scenarios': async (sandbox, body) => {
    const scenarios = oneOrSeveral(scenarioSchema, body);
    for (const scenario of scenarios) await sandbox.addScenario(scenario);
    return { added: scenarios.map(({ name }) => name) };
  },
};

/** The API that tests and developers steer the sandbox with. Answers requests from this machine only. */
export class Admin {
  static create(sandbox: Sandbox): Admin {
    return new Admin(sandbox);
  }

  private constructor(private readonly sandbox: Sandbox) {}

  async answer(request: IncomingMessage, path: string): Promise<WireResponse> {
    if (!isLocal(request)) {
      return problem(
        403,
        'The admin API answers programs on this machine only, at localhost or 127.0.0.1.',
      );
    }
    const name = `${request.method} ${path.slice('/_sandbox/'.length)}`;
    if (!Object.hasOwn(ACTIONS, name)) {
      return problem(
        404,
        `There is no ${request.method} ${path}. There are: ${Object.keys(ACTIONS).join(', ')}.`,
      );
    }
    try {
      const body = await jsonBody(request);
      const result = await ACTIONS[name](this.sandbox, body);
      return json(200, result ?? { status: 'ok' });
    } catch (error) {
      if (error instanceof z.ZodError) {
        return problem(400, `${name}: ${z.prettifyError(error)}`);
      }
      return problem(
        400,
        `${name}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const { content } = await readBody(request).catch((error: unknown) => {
    if (error instanceof ServiceError) throw new Error(error.message);
    throw error;
  });
  return content.length === 0 ? undefined : JSON.parse(content.toString());
}

function json(status: number, value: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(value)),
  };
}

function problem(status: number, message: string): WireResponse {
  return json(status, { error: message });
}
