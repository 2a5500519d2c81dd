import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { BudgetTelemetrySource } from './BudgetTelemetrySource';
import { DatabaseUsageStore } from './DatabaseUsageStore';
import type { UsageStore } from './UsageStore';

/** What the operator lets each source cost, counted by all replicas together. */
export class Budgets {
  private constructor(
    private readonly store: UsageStore,
    private readonly logger: LoggerService,
    private readonly lifecycle: LifecycleService,
    private readonly metricsPerDay: (source: SourceRef) => number | undefined,
  ) {}

  static async create(options: {
    database: DatabaseService;
    lifecycle: LifecycleService;
    logger: LoggerService;
    /** The budget of a source, when it has one. */
    metricsPerDay(source: SourceRef): number | undefined;
  }): Promise<Budgets> {
    return new Budgets(
      await DatabaseUsageStore.create(options),
      options.logger,
      options.lifecycle,
      options.metricsPerDay,
    );
  }

  /** The source, within its budget. */
  over(source: TelemetrySource): TelemetrySource {
    const { store, logger } = this;
    const budgeted = new BudgetTelemetrySource(source, {
      ...{ store, logger, now: Date.now },
      budgetOf: this.metricsPerDay,
    });
    this.lifecycle.addShutdownHook(() => budgeted.flush());
    return budgeted;
  }
}
