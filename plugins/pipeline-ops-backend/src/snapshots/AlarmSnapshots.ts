import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmConfig } from '../config/configSchema';
import { AlarmRefresher } from './AlarmRefresher';
import type { AlarmSnapshotStore } from './AlarmSnapshotStore';
import { AlarmSurvey } from './AlarmSurvey';
import { DatabaseAlarmSnapshotStore } from './DatabaseAlarmSnapshotStore';
import { SnapshotTelemetrySource } from './SnapshotTelemetrySource';

/** A snapshot counts this long beyond the interval of the task: the time that the task itself takes. */
const GRACE_MS = 15_000;

/** Alarms that all replicas share: one reads, in a task of the cluster or on demand; all serve. */
export class AlarmSnapshots {
  private constructor(
    private readonly store: AlarmSnapshotStore,
    private readonly logger: LoggerService,
    private readonly scheduler: SchedulerService,
    private readonly config: AlarmConfig,
    private readonly isDeclared: (source: SourceRef) => boolean,
    private readonly now: () => number,
  ) {}

  static async create(options: {
    database: DatabaseService;
    logger: LoggerService;
    scheduler: SchedulerService;
    config: AlarmConfig;
    isDeclared(source: SourceRef): boolean;
    /** Unix milliseconds. */
    now?: () => number;
  }): Promise<AlarmSnapshots> {
    return new AlarmSnapshots(
      await DatabaseAlarmSnapshotStore.create(options),
      options.logger,
      options.scheduler,
      options.config,
      options.isDeclared,
      options.now ?? Date.now,
    );
  }

  /** The source with its alarms shared, and the task that reads them, unless the operator switched it off. */
  over(source: TelemetrySource): TelemetrySource {
    const { store, logger, config, isDeclared, now } = this;
    const survey = new AlarmSurvey(source, now);
    const interval = config.refreshSeconds * 1_000;
    if (config.refresh) {
      const { historyDays } = config;
      const refresher = new AlarmRefresher({
        ...{ store, survey, isDeclared, historyDays, now },
      });
      this.scheduler
        .scheduleTask({
          id: 'pipeline-ops-alarm-snapshots',
          frequency: { seconds: config.refreshSeconds },
          timeout: { minutes: 2 },
          scope: 'global',
          fn: signal => refresher.refresh(signal),
        })
        .catch(error =>
          logger.warn(
            'Pipeline Ops could not schedule the task that reads alarms; pages read them themselves.',
            error,
          ),
        );
    }
    return new SnapshotTelemetrySource(source, {
      ...{ store, survey, logger, now },
      freshMs: config.refresh ? interval + GRACE_MS : interval,
    });
  }
}
