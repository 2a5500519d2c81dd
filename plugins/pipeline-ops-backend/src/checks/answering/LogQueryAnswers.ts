import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  logsReadPermission,
  type CheckCondition,
  type QueryRun,
  type SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryService } from '../../logs/queries/QueryService';
import { assertUncontested } from '../../logs/existingGroups';
import type { CallingUsers } from '../../users/CallingUsers';
import type { Answered } from './ChartAnswers';
import { compares } from '../../telemetry/compares';
import { iso, unknown, type Verdict } from './verdict';

type LogQueryCondition = Extract<CheckCondition, { type: 'log-query' }>;

/** Milliseconds that a run's result answers for. */
const KEPT_FOR = 10 * 60_000;

/** Milliseconds after which a run that failed may be tried again. */
const FAILED_FOR = 60_000;

/** Milliseconds that a run may take. */
const DEADLINE = 25_000;

/** Milliseconds between two looks at a run. */
const LOOK_EVERY = 600;

const MOST_KEPT = 2_000;

/** Who asks what, where. */
export interface LogQueryRequest {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  condition: LogQueryCondition;
  credentials: BackstageCredentials;
  /** Whether a query may be started. */
  run: boolean;
}

/** What a run came to. Of a pipeline, not of a reader. */
interface Ran {
  run?: QueryRun;
  /** Why there is no result. */
  failure?: string;
  states: SourceState[];
  /** Unix milliseconds. */
  at: number;
}

/**
 * Answers of log queries, which cost money: a query of a pipeline runs at most once in ten minutes, for all who may read
 * its logs, on the budget of whoever asked first.
 */
export class LogQueryAnswers {
  readonly #ran: LRUCache<string, Ran>;
  readonly #running = new Map<string, Promise<Ran>>();

  private constructor(
    private readonly parts: {
      queries: Pick<QueryService, 'start' | 'run' | 'stop'>;
      permissions: PermissionsService;
      users: Pick<CallingUsers, 'refOf'>;
      now: () => number;
    },
  ) {
    this.#ran = new LRUCache({
      max: MOST_KEPT,
      ttl: KEPT_FOR,
      perf: { now: parts.now },
    });
  }

  static create(options: {
    queries: Pick<QueryService, 'start' | 'run' | 'stop'>;
    permissions: PermissionsService;
    users: Pick<CallingUsers, 'refOf'>;
    /** Unix milliseconds. */
    now?: () => number;
  }): LogQueryAnswers {
    return new LogQueryAnswers({ ...options, now: options.now ?? Date.now });
  }

  async answer(
    request: LogQueryRequest,
    signal?: AbortSignal,
  ): Promise<Answered> {
    const { condition } = request;
    const to = this.parts.now() / 1_000;
    const window = { from: to - condition.windowSeconds, to };
    const refusal = await this.#refusal(request);
    if (refusal) {
      return { verdict: unknown(refusal, window), states: [] };
    }
    const key = keyOf(request);
    const kept = this.#ran.get(key);
    if (!kept && !request.run) {
      return {
        verdict: unknown(
          'Not asked in the last ten minutes, since a log query costs money. Ask for this answer by itself',
          window,
        ),
        states: [],
      };
    }
    const ran =
      kept ?? (await untilAborted(this.#shared(key, request), signal));
    return {
      verdict: ran.run
        ? judgeRun(condition, ran.run, ran.at)
        : unknown(ran.failure ?? 'The query was not run', window),
      states: ran.states,
    };
  }

  async #refusal({
    pipeline,
    credentials,
  }: LogQueryRequest): Promise<string | undefined> {
    const [decision] = await this.parts.permissions.authorize(
      [{ permission: logsReadPermission, resourceRef: pipeline.entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      return `Asking the logs of ${pipeline.entityRef} needs the permission ${logsReadPermission.name}`;
    }
    try {
      assertUncontested(pipeline);
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Runs for everybody who asks meanwhile, so that the first one's leaving does not end it. */
  #shared(key: string, request: LogQueryRequest): Promise<Ran> {
    const running =
      this.#running.get(key) ??
      this.#run(request)
        .catch((error): Ran => ({
          failure: messageOf(error),
          states: [],
          at: this.parts.now(),
        }))
        .then(ran => {
          this.#ran.set(key, ran, { ttl: ran.run ? KEPT_FOR : FAILED_FOR });
          return ran;
        })
        .finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  async #run({
    pipeline,
    environment,
    condition,
    credentials,
  }: LogQueryRequest): Promise<Ran> {
    const { queries, users } = this.parts;
    const user = await users.refOf(credentials);
    const to = Math.floor(this.parts.now() / 1_000);
    const scope = { pipeline, environment };
    let answer = await queries.start({
      ...scope,
      range: { from: to - condition.windowSeconds, to },
      user,
      query: { id: condition.queryId },
    });
    // The wall clock: a run takes real time, whatever the clock of the data says.
    const deadline = Date.now() + DEADLINE;
    while (answer.data.status === 'running' && Date.now() < deadline) {
      await sleep(LOOK_EVERY);
      answer = await queries.run(scope, answer.data.id);
    }
    const at = this.parts.now();
    const { data, sources } = answer;
    if (data.status === 'running') {
      await queries.stop(scope, data.id);
      return {
        failure: `The query took longer than ${DEADLINE / 1_000} seconds and was stopped. Run it under Logs, or let it look at less`,
        states: sources,
        at,
      };
    }
    return data.status === 'complete'
      ? { run: data, states: sources, at }
      : {
          failure:
            data.message ??
            sources.find(({ message }) => message)?.message ??
            `The query ended as ${data.status}`,
          states: sources,
          at,
        };
  }
}

function keyOf({ pipeline, environment, condition }: LogQueryRequest): string {
  return JSON.stringify([
    pipeline.entityRef,
    pipeline.pipelineId,
    environment.name,
    condition.queryId,
    condition.windowSeconds,
  ]);
}

/** Columns whose numbers are times, not results. */
const TIMES = /^(?:@timestamp|@ingestionTime|bin\()/;

function judgeRun(
  { comparison, value: limit }: LogQueryCondition,
  run: QueryRun,
  at: number,
): Verdict {
  const { value, what } = resultOf(run);
  return {
    verdict: compares(value, comparison, limit) ? 'holds' : 'fails',
    summary: `${what}, limit ${limit}`,
    value,
    from: iso(run.from),
    to: iso(run.to),
    asOf: new Date(at).toISOString(),
    limit,
  };
}

/** The only number of the result, else its number of rows. */
function resultOf({ columns, rows }: QueryRun): {
  value: number;
  what: string;
} {
  const [only, ...others] = rows;
  const numbers =
    only && others.length === 0
      ? only.flatMap((text, index) =>
          text !== null &&
          text.trim() !== '' &&
          !TIMES.test(columns[index] ?? '') &&
          Number.isFinite(Number(text))
            ? [{ value: Number(text), column: columns[index] }]
            : [],
        )
      : [];
  if (numbers.length === 1 && only.length === 1) {
    const [{ value, column }] = numbers;
    return { value, what: `${column} is ${value}` };
  }
  return {
    value: rows.length,
    what: rows.length === 1 ? '1 row' : `${rows.length} rows`,
  };
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}

async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
