import type {
  CallOptions,
  MetricQuery,
  MetricResult,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { hasFailed, mergeStates } from '../sourceStates';
import { TelemetrySourceDecorator } from '../TelemetrySourceDecorator';
import { relabelled } from './labels';
import { planCalls, type PlannedCall } from './plan';

type MetricDataRequest = Parameters<TelemetrySource['metricData']>[0];

interface Waiting {
  queries: MetricQuery[];
  signal?: AbortSignal;
  resolve(answer: SourceAnswer<MetricResult[]>): void;
  reject(reason: unknown): void;
}

interface Collection {
  request: MetricDataRequest;
  waiting: Waiting[];
}

/** Collects what is asked for within a moment, over the same source and window, and asks for it in the fewest calls. */
export class PlanningTelemetrySource extends TelemetrySourceDecorator {
  readonly #collections = new Map<string, Collection>();

  private constructor(
    inner: TelemetrySource,
    private readonly collectMs: number,
  ) {
    super(inner);
  }

  static create(
    inner: TelemetrySource,
    options: {
      /** Milliseconds that requests are collected for. Default 5. */
      collectMs?: number;
    } = {},
  ): PlanningTelemetrySource {
    return new PlanningTelemetrySource(inner, options.collectMs ?? 5);
  }

  metricData(
    request: MetricDataRequest,
    options?: CallOptions,
  ): Promise<SourceAnswer<MetricResult[]>> {
    const { source, from, to, period, queries } = request;
    const key = JSON.stringify([
      source.id,
      source.accountId,
      source.region,
      from,
      to,
      period,
    ]);
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const waiting = { queries, signal, resolve, reject };
      const open = this.#collections.get(key);
      if (open) {
        open.waiting.push(waiting);
        return;
      }
      this.#collections.set(key, { request, waiting: [waiting] });
      setTimeout(() => {
        const collection = this.#collections.get(key);
        this.#collections.delete(key);
        if (collection) {
          void this.#run(collection);
        }
      }, this.collectMs);
    });
  }

  async #run({ request, waiting }: Collection): Promise<void> {
    const present = waiting.filter(({ signal, reject }) => {
      if (signal?.aborted) {
        reject(signal.reason);
      }
      return !signal?.aborted;
    });
    if (present.length === 0) {
      return;
    }
    const { from, to, period } = request;
    const { signal, release } = whenAllLeft(present);
    try {
      const calls = planCalls(
        present.map(({ queries }) => queries),
        Math.ceil((to - from) / shortestPeriod(period, present)),
      );
      const answers = await Promise.all(
        calls.map(async call => ({
          call,
          answer: await this.inner.metricData(
            { ...request, queries: call.queries },
            { signal },
          ),
        })),
      );
      const shares = share(answers, present);
      present.forEach((one, index) => one.resolve(shares[index]));
    } catch (error) {
      present.forEach(({ reject }) => reject(error));
    } finally {
      release();
    }
  }
}

/** Seconds: what decides how many points come back at most. */
function shortestPeriod(period: number, waiting: readonly Waiting[]): number {
  return waiting.reduce(
    (shortest, { queries }) =>
      queries.reduce(
        (least, query) => Math.min(least, query.period ?? least),
        shortest,
      ),
    period,
  );
}

/** Aborted when every caller has left: one who stays keeps the call alive. */
function whenAllLeft(present: Waiting[]): {
  signal?: AbortSignal;
  release(): void;
} {
  if (present.some(({ signal }) => !signal)) {
    return { release: () => {} };
  }
  const controller = new AbortController();
  let left = 0;
  const onAbort = () => {
    left += 1;
    if (left === present.length) {
      controller.abort(present[0].signal?.reason);
    }
  };
  present.forEach(({ signal }) => signal?.addEventListener('abort', onAbort));
  return {
    signal: controller.signal,
    release: () =>
      present.forEach(({ signal }) =>
        signal?.removeEventListener('abort', onAbort),
      ),
  };
}

/** Hands every caller its own results, under its own ids, with a state that only its own results decide. */
function share(
  answers: { call: PlannedCall; answer: SourceAnswer<MetricResult[]> }[],
  callers: readonly Waiting[],
): SourceAnswer<MetricResult[]>[] {
  const results = callers.map(() => [] as MetricResult[]);
  const states = callers.map(() => [] as SourceState[]);
  const asked = callers.map(
    ({ queries }) => new Map(queries.map(query => [query.id, query])),
  );
  for (const { call, answer } of answers) {
    for (const result of answer.data) {
      for (const { request, id } of call.routes.get(result.id) ?? []) {
        results[request].push(
          relabelled(result, asked[request].get(id) ?? { id }),
        );
        states[request].push(stateFor(answer.state, result));
      }
    }
    for (const routes of call.routes.values()) {
      routes.forEach(({ request }) => {
        if (states[request].length === 0 || hasFailed(answer.state)) {
          states[request].push(answer.state);
        }
      });
    }
  }
  const [first] = answers;
  return results.map((data, index) => ({
    data,
    state:
      states[index].length > 0
        ? mergeStates(states[index])
        : first.answer.state,
  }));
}

/** A call may be partial because of somebody else's series. */
function stateFor(state: SourceState, result: MetricResult): SourceState {
  if (hasFailed(state) || result.status !== 'complete') {
    return state;
  }
  const {
    message: _message,
    missingAction: _action,
    retryAt: _retryAt,
    ...rest
  } = state;
  return { ...rest, status: 'ok' };
}
