import type {
  CallOptions,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { AlarmReader } from './AlarmReader';
import { CloudCaller } from './CloudCaller';
import type { RequestOf } from './CloudReader';
import { DashboardReader } from './DashboardReader';
import { LogQueryRunner } from './LogQueryRunner';
import { LogReader } from './LogReader';
import { MetricReader } from './MetricReader';
import type { SourceClients } from './SourceClients';
import { TagReader } from './TagReader';

/** Reads Amazon CloudWatch and CloudWatch Logs. No error of the SDK leaves it: what failed is told by the state. */
export class CloudWatchTelemetrySource implements TelemetrySource {
  private constructor(
    private readonly alarms: AlarmReader,
    private readonly metrics: MetricReader,
    private readonly logs: LogReader,
    private readonly queries: LogQueryRunner,
    private readonly dashboards: DashboardReader,
    private readonly tags: TagReader,
  ) {}

  static create(options: {
    clients: SourceClients;
    /** Milliseconds for one request with its retries. Default 8000. */
    deadlineMs?: number;
    /** Unix milliseconds. */
    now?: () => number;
  }): CloudWatchTelemetrySource {
    const caller = CloudCaller.create(options);
    const now = options.now ?? Date.now;
    return new CloudWatchTelemetrySource(
      new AlarmReader(caller, now),
      new MetricReader(caller, now),
      new LogReader(caller, now),
      new LogQueryRunner(caller, now),
      new DashboardReader(caller, now),
      new TagReader(caller, now),
    );
  }

  listAlarms(request: RequestOf<'listAlarms'>, options?: CallOptions) {
    return this.alarms.listAlarms(request, options);
  }

  alarmHistory(request: RequestOf<'alarmHistory'>, options?: CallOptions) {
    return this.alarms.alarmHistory(request, options);
  }

  listMuteRules(request: RequestOf<'listMuteRules'>, options?: CallOptions) {
    return this.alarms.listMuteRules(request, options);
  }

  listMetrics(request: RequestOf<'listMetrics'>, options?: CallOptions) {
    return this.metrics.listMetrics(request, options);
  }

  metricData(request: RequestOf<'metricData'>, options?: CallOptions) {
    return this.metrics.metricData(request, options);
  }

  listLogGroups(request: RequestOf<'listLogGroups'>, options?: CallOptions) {
    return this.logs.listLogGroups(request, options);
  }

  filterLogEvents(
    request: RequestOf<'filterLogEvents'>,
    options?: CallOptions,
  ) {
    return this.logs.filterLogEvents(request, options);
  }

  listMetricFilters(
    request: RequestOf<'listMetricFilters'>,
    options?: CallOptions,
  ) {
    return this.logs.listMetricFilters(request, options);
  }

  listSubscriptionFilters(
    request: RequestOf<'listSubscriptionFilters'>,
    options?: CallOptions,
  ) {
    return this.logs.listSubscriptionFilters(request, options);
  }

  startLogQuery(request: RequestOf<'startLogQuery'>, options?: CallOptions) {
    return this.queries.startLogQuery(request, options);
  }

  logQueryResults(
    request: RequestOf<'logQueryResults'>,
    options?: CallOptions,
  ) {
    return this.queries.logQueryResults(request, options);
  }

  stopLogQuery(request: RequestOf<'stopLogQuery'>, options?: CallOptions) {
    return this.queries.stopLogQuery(request, options);
  }

  listDashboards(request: RequestOf<'listDashboards'>, options?: CallOptions) {
    return this.dashboards.listDashboards(request, options);
  }

  dashboardBody(request: RequestOf<'dashboardBody'>, options?: CallOptions) {
    return this.dashboards.dashboardBody(request, options);
  }

  listTags(request: RequestOf<'listTags'>, options?: CallOptions) {
    return this.tags.listTags(request, options);
  }
}
