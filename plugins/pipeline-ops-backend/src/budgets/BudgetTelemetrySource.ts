import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CallOptions,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { billedMetrics } from '../telemetry/billing';
import { keyOfSource } from '../telemetry/sourceKey';
import { sourceState } from '../telemetry/sourceStates';
import {
  failedSeries,
  TelemetrySourceDecorator,
} from '../telemetry/TelemetrySourceDecorator';
import { SourceUsage } from './SourceUsage';
import type { UsageStore } from './UsageStore';

/** Milliseconds between two looks at what the other replicas have spent. */
const SYNC_EVERY = 30_000;

const DAY = 86_400_000;

/** Days that usage is kept for the operator to look at. */
const KEPT_DAYS = 400;

/**
 * Keeps what GetMetricData is billed for within the operator's budget of a source: when it is used up, nothing is asked
 * until the next day (UTC), and the cache above shows what it last read. Replicas share the count; together they may go
 * beyond the budget by what the others spend within 30 s. Without its database each replica counts for itself.
 */
export class BudgetTelemetrySource extends TelemetrySourceDecorator {
  readonly #usage = new Map<string, SourceUsage>();
  #timer?: NodeJS.Timeout;

  constructor(
    inner: TelemetrySource,
    private readonly parts: {
      store: UsageStore;
      logger: Pick<LoggerService, 'warn'>;
      /** Metrics a day, or undefined for as many as are asked for. */
      budgetOf(source: SourceRef): number | undefined;
      /** Unix milliseconds. */
      now: () => number;
    },
  ) {
    super(inner);
  }

  async metricData(
    request: Parameters<TelemetrySource['metricData']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['metricData']> {
    const { source } = request;
    const budget = this.parts.budgetOf(source);
    if (budget === undefined) {
      return this.inner.metricData(request, options);
    }
    const usage = await this.#usageOf(source);
    const cost = billedMetrics(request.queries);
    if (usage.total + cost > budget) {
      return this.#refuse(request, budget);
    }
    let billed = 0;
    usage.reserve(cost);
    try {
      return await this.inner.metricData(request, {
        ...options,
        afterRequest: made => {
          billed += made.billedMetrics;
          options?.afterRequest?.(made);
        },
      });
    } finally {
      usage.settle(cost, billed);
      this.#syncLater();
    }
  }

  /** Tells the database what was spent since it was last told, as before the process ends. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const today = this.#today();
    for (const [key, usage] of this.#usage) {
      await this.#sync(usage);
      if (usage.day !== today) {
        this.#usage.delete(key);
      }
    }
    await this.#prune();
  }

  async #usageOf(source: SourceRef): Promise<SourceUsage> {
    const { store, now } = this.parts;
    const day = this.#today();
    const key = `${keyOfSource(source)}/${day}`;
    const usage = this.#usage.get(key) ?? new SourceUsage(store, source, day);
    this.#usage.set(key, usage);
    if (usage.isSyncing || now() >= usage.syncedAt + SYNC_EVERY) {
      await this.#sync(usage);
    }
    return usage;
  }

  #refuse(
    request: Parameters<TelemetrySource['metricData']>[0],
    budget: number,
  ): Awaited<ReturnType<TelemetrySource['metricData']>> {
    const { source } = request;
    const now = this.parts.now();
    const message = `The budget of ${budget} metrics a day for the source ${source.id} is used up. It renews at 00:00 UTC; the operator can raise it under pipelineOps.sources.${source.id}.budget.`;
    return {
      data: failedSeries(request, message),
      state: sourceState(source, now, 'throttled', {
        message,
        retryAt: (Math.floor(now / DAY) + 1) * DAY,
      }),
    };
  }

  async #sync(usage: SourceUsage): Promise<void> {
    try {
      await usage.sync(this.parts.now());
    } catch (error) {
      this.#warn('share what it spent', error);
    }
  }

  async #prune(): Promise<void> {
    try {
      await this.parts.store.prune(dayOf(this.parts.now() - KEPT_DAYS * DAY));
    } catch (error) {
      this.#warn('forget what was spent long ago', error);
    }
  }

  #syncLater(): void {
    this.#timer ??= setTimeout(() => void this.flush(), SYNC_EVERY).unref();
  }

  #today(): string {
    return dayOf(this.parts.now());
  }

  #warn(what: string, error: unknown): void {
    this.parts.logger.warn(
      `Pipeline Ops could not ${what} in its database; it goes on without.`,
      error instanceof Error ? error : { error: String(error) },
    );
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
