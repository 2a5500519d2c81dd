import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CloudLogQueryRun,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { hasFailed, isWhole, sourceState } from '../../telemetry/sourceStates';
import { noRun } from '../../telemetry/TelemetrySourceDecorator';
import type { Payer, QueryBudget } from './QueryBudget';
import { TooManyQueriesError } from './TooManyQueriesError';

/** What is asked of AWS. Two of the same are one query. */
export interface QueryRequest {
  source: SourceRef;
  logGroups: string[];
  text: string;
  /** Unix seconds, on whole minutes. */
  from: number;
  to: number;
  mostRows: number;
}

/** A query in the cloud, as far as it is known. */
export interface CloudQuery {
  request: QueryRequest;
  payer: Payer;
  /** Unix milliseconds. */
  startedAt: number;
  run: CloudLogQueryRun;
  /** Of the newest read. */
  state: SourceState;
  ended: boolean;
  /** Why it ended before it was complete. */
  message?: string;
}

/** Milliseconds within which the same question is answered by the same query. */
const SHARED_FOR = 60_000;

/** Milliseconds between two looks at a query: GetQueryResults allows 10 a second for all of an account. */
const LOOK_EVERY = 500;

/** Attempts to stop a query before it is left to AWS, which ends each after an hour. */
const STOP_ATTEMPTS = 5;

interface Tracked extends CloudQuery {
  key: string;
  /** AWS's id; undefined until it is started. */
  queryId?: string;
  started: Promise<void>;
  looking?: Promise<void>;
  lookedAt: number;
  chargedBytes: number;
  stopAttempts: number;
}

/** The queries that run in the cloud: started within the limits, shared, charged for, and stopped. */
export class CloudQueries {
  readonly #tracked = new Set<Tracked>();

  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly budget: QueryBudget,
    private readonly limits: {
      runningPerSource: number;
      runningPerUser: number;
    },
    private readonly now: () => number,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    budget: QueryBudget;
    limits: { runningPerSource: number; runningPerUser: number };
    /** Unix milliseconds. */
    now: () => number;
  }): CloudQueries {
    const { telemetry, budget, limits, now } = options;
    return new CloudQueries(telemetry, budget, limits, now);
  }

  /**
   * Starts a query, or joins one that asks the same and was started within the last minute.
   *
   * @throws TooManyQueriesError when a limit of the user or the source is reached
   * @throws InputError when AWS does not accept the query
   */
  async start(request: QueryRequest, user: string): Promise<CloudQuery> {
    const key = keyOf(request);
    const shared = [...this.#tracked].find(
      each =>
        each.key === key &&
        this.now() - each.startedAt < SHARED_FOR &&
        each.stopAttempts === 0 &&
        (!each.ended || each.run.status === 'complete'),
    );
    if (shared) {
      await shared.started;
      return shared;
    }
    const payer = { sourceId: request.source.id, user };
    this.#assertWithinLimits(payer);
    const tracked: Tracked = {
      key,
      request,
      payer,
      startedAt: this.now(),
      run: { ...noRun(), status: 'running' },
      state: sourceState(request.source, this.now()),
      ended: false,
      started: Promise.resolve(),
      lookedAt: 0,
      chargedBytes: 0,
      stopAttempts: 0,
    };
    // Counted before AWS answers, so that many at once do not slip past the limits.
    this.#tracked.add(tracked);
    tracked.started = this.#startInCloud(tracked);
    try {
      await tracked.started;
    } catch (error) {
      this.#tracked.delete(tracked);
      throw error;
    }
    return tracked;
  }

  /** Brings a running query up to date, once for all who look within half a second. */
  async look(query: CloudQuery): Promise<void> {
    const tracked = this.#own(query);
    if (!tracked || tracked.ended || !tracked.queryId) {
      return;
    }
    if (!tracked.looking && this.now() - tracked.lookedAt >= LOOK_EVERY) {
      tracked.looking = this.#read(tracked).finally(() => {
        tracked.looking = undefined;
      });
    }
    await tracked.looking;
    const spent = tracked.ended
      ? undefined
      : this.budget.exhausted(tracked.payer);
    if (spent) {
      tracked.message = `Stopped: ${spent}.`;
      await this.stop(tracked);
    }
  }

  /** Stops a query that runs, and counts what it scanned. */
  async stop(query: CloudQuery): Promise<void> {
    const tracked = this.#own(query);
    if (!tracked) {
      return;
    }
    await tracked.started.catch(() => {});
    if (tracked.ended || !tracked.queryId) {
      return;
    }
    const { source } = tracked.request;
    tracked.stopAttempts += 1;
    const answer = await this.telemetry.stopLogQuery({
      source,
      queryId: tracked.queryId,
    });
    await tracked.looking;
    await this.#read(tracked);
    if (tracked.ended) {
      return;
    }
    if (hasFailed(answer.state)) {
      tracked.state = answer.state;
    }
    // One that cannot be stopped goes on scanning; it stays among the running ones until trying has no sense.
    if (!hasFailed(answer.state) || tracked.stopAttempts >= STOP_ATTEMPTS) {
      tracked.ended = true;
      tracked.run = { ...tracked.run, status: 'cancelled' };
    }
  }

  /** Nobody asks about this query any more. */
  forget(query: CloudQuery): void {
    this.#tracked.delete(query as Tracked);
  }

  running(): CloudQuery[] {
    return [...this.#tracked].filter(({ ended }) => !ended);
  }

  ended(): CloudQuery[] {
    return [...this.#tracked].filter(({ ended }) => ended);
  }

  #own(query: CloudQuery): Tracked | undefined {
    return this.#tracked.has(query as Tracked) ? (query as Tracked) : undefined;
  }

  #assertWithinLimits(payer: Payer): void {
    const running = this.running();
    const ofSource = running.filter(
      ({ payer: { sourceId } }) => sourceId === payer.sourceId,
    );
    const ofUser = running.filter(({ payer: { user } }) => user === payer.user);
    if (ofUser.length >= this.limits.runningPerUser) {
      throw new TooManyQueriesError(
        `You have ${ofUser.length} log queries running, and no more may run at a time. Stop one, or wait until one is complete.`,
      );
    }
    if (ofSource.length >= this.limits.runningPerSource) {
      throw new TooManyQueriesError(
        `${ofSource.length} log queries are running in source ${payer.sourceId}, and no more may run at a time. Try again in a moment.`,
      );
    }
    this.budget.assertLeft(payer);
  }

  async #startInCloud(tracked: Tracked): Promise<void> {
    const { source, logGroups, text, from, to, mostRows } = tracked.request;
    // Without the caller's signal: a query of which the id got lost could not be stopped.
    const { data, state } = await this.telemetry.startLogQuery({
      source,
      logGroups,
      query: text,
      from,
      // AWS takes the last second as part of the range.
      to: to - 1,
      limit: mostRows,
    });
    tracked.state = state;
    tracked.queryId = data;
    if (data === undefined) {
      if (isWhole(state)) {
        tracked.state = sourceState(source, this.now(), 'unavailable', {
          message:
            'CloudWatch answered StartQuery without the id of a query. Start it again.',
        });
      }
      tracked.ended = true;
      tracked.message = tracked.state.message;
      tracked.run = { ...tracked.run, status: 'failed' };
    }
  }

  async #read(tracked: Tracked): Promise<void> {
    const { data, state } = await this.telemetry.logQueryResults({
      source: tracked.request.source,
      queryId: tracked.queryId as string,
    });
    tracked.lookedAt = this.now();
    tracked.state = state;
    if (hasFailed(state)) {
      return;
    }
    tracked.run = data;
    tracked.ended = !['scheduled', 'running'].includes(data.status);
    const fresh = data.bytesScanned - tracked.chargedBytes;
    if (fresh > 0) {
      tracked.chargedBytes += fresh;
      this.budget.charge(tracked.payer, fresh);
    }
  }
}

function keyOf(request: QueryRequest): string {
  const { source, logGroups, text, from, to, mostRows } = request;
  return JSON.stringify([
    source.id,
    [...logGroups].sort(),
    text,
    from,
    to,
    mostRows,
  ]);
}
