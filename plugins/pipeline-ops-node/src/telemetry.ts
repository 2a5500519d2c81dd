import type {
  AlarmState,
  SeriesData,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { MetricRef, SourceRef } from './pipeline';

/** What one call said, together with how the source is. Partial data and a state, never an exception for one source. */
export interface SourceAnswer<T> {
  data: T;
  state: SourceState;
}

/** One request as it went over the wire: a page or a retry counts as one of its own. */
export interface CloudRequest {
  source: SourceRef;
  /** The cloud's name of the operation, such as `DescribeAlarms`. */
  api: string;
  outcome: 'ok' | 'failed';
  seconds: number;
  /** Metrics that the cloud bills this request for; five statistics of one metric are one. 0 for other operations. */
  billedMetrics: number;
}

export interface CallOptions {
  /** Aborted when the caller leaves; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /**
   * Awaited before every request to the cloud, pages and retries included, so that limits hold for what really goes
   * over the wire. A rejection with {@link RequestRefused} keeps the request from being made.
   */
  beforeRequest?(source: SourceRef, api: string): Promise<void>;
  /** Told after every request to the cloud. */
  afterRequest?(request: CloudRequest): void;
}

/** Thrown by `beforeRequest`: the source answers with this state instead of making the request. */
export class RequestRefused extends Error {
  readonly name = 'RequestRefused';
  constructor(
    readonly status: 'throttled' | 'unavailable',
    message: string,
  ) {
    super(message);
  }
}

export interface CloudAlarm {
  name: string;
  arn: string;
  type: 'metric' | 'composite';
  state: AlarmState;
  stateReason: string;
  /** JSON as CloudWatch gives it. */
  stateReasonData?: string;
  /** When the state last changed. ISO 8601, UTC. */
  stateSince?: string;
  description?: string;
  actionsEnabled: boolean;
  alarmActions: string[];
  okActions: string[];
  insufficientDataActions: string[];
  metric?: MetricRef & { period: number };
  /** Metric math, when the alarm is on an expression. */
  expression?: string;
  /** What the alarm's author calls the expression. */
  expressionLabel?: string;
  threshold?: number;
  comparisonOperator?: string;
  evaluationPeriods?: number;
  datapointsToAlarm?: number;
  treatMissingData?: string;
  /** CloudWatch unit name, where the alarm asks for data of one unit only. */
  unit?: string;
  /**
   * What a metric alarm watches, as GetMetricData takes it: the metric, or the metric math with everything that it
   * reads. Absent where one of them is in another account.
   */
  queries?: MetricQuery[];
  /** Id of the query that gives an anomaly alarm's band; the alarm then has no threshold of its own. */
  thresholdMetricId?: string;
  /** Rule of a composite alarm, as text. */
  rule?: string;
  /** Set while a suppressor keeps a composite alarm's actions back. */
  suppressedBy?: string;
  /** Name or ARN of the alarm that may suppress the actions of a composite alarm. */
  suppressor?: string;
}

export interface CloudAlarmTransition {
  at: string;
  kind: 'state' | 'configuration' | 'action';
  summary: string;
  from?: AlarmState;
  to?: AlarmState;
}

/** A rule that keeps the actions of alarms back for a time. Source: ListAlarmMuteRules, GetAlarmMuteRule. */
export interface CloudMuteRule {
  name: string;
  description?: string;
  status: 'scheduled' | 'active' | 'expired';
  alarmNames: string[];
  /** Cron or `at` expression, as written. */
  schedule?: string;
  /** ISO 8601 duration of one mute. */
  duration?: string;
  /** IANA zone of the schedule. */
  timeZone?: string;
  /** When the rule ends for good. ISO 8601, UTC. */
  expires?: string;
}

export interface CloudDashboard {
  name: string;
  /** ISO 8601, UTC. */
  modifiedAt?: string;
  bytes?: number;
}

export interface MetricQuery {
  /** Unique in the request; a lower-case letter, then letters, digits, underscores. */
  id: string;
  /** How the result is to be called; may hold CloudWatch's dynamic labels (`${LAST}`). */
  label?: string;
  metric?: MetricRef;
  expression?: string;
  /** Seconds; the request's when absent. Points then lie on multiples of it, the first before the request's start. */
  period?: number;
  /** False for an input of an expression. Defaults to true. */
  returnData?: boolean;
}

export interface MetricResult extends SeriesData {
  id: string;
  label: string;
  status: 'complete' | 'partial' | 'failed';
  message?: string;
}

export interface KnownMetric {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
}

export interface CloudLogGroup {
  name: string;
  arn: string;
  retentionDays?: number;
  storedBytes?: number;
  /** `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`. */
  logGroupClass?: string;
  metricFilterCount?: number;
}

/** A filter that turns log lines into a metric. */
export interface CloudMetricFilter {
  name: string;
  pattern: string;
  metrics: { namespace: string; metricName: string; value: string }[];
}

/** A filter that sends log lines on. */
export interface CloudSubscriptionFilter {
  name: string;
  pattern: string;
  destinationArn: string;
}

export type LogQueryStatus =
  | 'scheduled'
  | 'running'
  | 'complete'
  | 'failed'
  | 'cancelled'
  | 'timeout'
  | 'unknown';

/** A Logs Insights query as far as it got; rows grow while it runs. */
export interface CloudLogQueryRun {
  status: LogQueryStatus;
  /** In the order of the query; the hidden `@ptr` is left out. */
  columns: string[];
  /** One value for each column; `null` where a row has none. */
  rows: (string | null)[][];
  /** Bytes and records so far. */
  bytesScanned: number;
  recordsScanned: number;
  recordsMatched: number;
}

export interface CloudLogEvent {
  id: string;
  /** Unix milliseconds. */
  timestamp: number;
  stream: string;
  message: string;
}

/**
 * The cloud behind the product, in the product's words. CloudWatch implements it; cache, limits and metering decorate
 * it; another implementation can be added through {@link telemetrySourceExtensionPoint}.
 */
export interface TelemetrySource {
  /** Every alarm, metric and composite, whose name begins with one of the prefixes. `['']` means all. */
  listAlarms(
    request: { source: SourceRef; prefixes: string[] },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudAlarm[]>>;

  alarmHistory(
    request: { source: SourceRef; alarmName: string; from: Date; to: Date },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudAlarmTransition[]>>;

  /** Metrics that were active within the last two weeks. */
  listMetrics(
    request: {
      source: SourceRef;
      namespace: string;
      metricName?: string;
      /** A dimension without a value matches every value. */
      dimensions?: { name: string; value?: string }[];
      /** Pages of 500 metrics that are read at most; when there are more, the answer is `partial`. Default 20. */
      mostPages?: number;
    },
    options?: CallOptions,
  ): Promise<SourceAnswer<KnownMetric[]>>;

  /** `from` and `to` in Unix seconds on boundaries of `period` (seconds); the end is exclusive. */
  metricData(
    request: {
      source: SourceRef;
      queries: MetricQuery[];
      from: number;
      to: number;
      period: number;
    },
    options?: CallOptions,
  ): Promise<SourceAnswer<MetricResult[]>>;

  listLogGroups(
    request: { source: SourceRef; prefix: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudLogGroup[]>>;

  /** One page of events, oldest first. `pattern` is CloudWatch Logs' filter pattern. Times in Unix milliseconds. */
  filterLogEvents(
    request: {
      source: SourceRef;
      logGroup: string;
      from: number;
      to: number;
      pattern?: string;
      limit: number;
      cursor?: string;
    },
    options?: CallOptions,
  ): Promise<SourceAnswer<{ events: CloudLogEvent[]; cursor?: string }>>;

  /** Mute rules that target the alarm. */
  listMuteRules(
    request: { source: SourceRef; alarmName: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudMuteRule[]>>;

  /** Dashboards whose name begins with the prefix. */
  listDashboards(
    request: { source: SourceRef; prefix: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudDashboard[]>>;

  /** The body of a dashboard, as JSON text; undefined when there is no such dashboard. */
  dashboardBody(
    request: { source: SourceRef; name: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<string | undefined>>;

  listMetricFilters(
    request: { source: SourceRef; logGroup: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudMetricFilter[]>>;

  listSubscriptionFilters(
    request: { source: SourceRef; logGroup: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudSubscriptionFilter[]>>;

  /**
   * Starts a Logs Insights query; its id is undefined when it could not be started, and the state says why. Times in
   * Unix seconds. Costs money by bytes scanned: callers decide who may.
   *
   * @throws InputError when the cloud does not understand the query, with the cloud's reason
   */
  startLogQuery(
    request: {
      source: SourceRef;
      logGroups: string[];
      query: string;
      from: number;
      to: number;
      limit: number;
    },
    options?: CallOptions,
  ): Promise<SourceAnswer<string | undefined>>;

  logQueryResults(
    request: { source: SourceRef; queryId: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudLogQueryRun>>;

  stopLogQuery(
    request: { source: SourceRef; queryId: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<boolean>>;

  /** Tags of an alarm or log group, by ARN. */
  listTags(
    request: { source: SourceRef; arn: string },
    options?: CallOptions,
  ): Promise<SourceAnswer<Record<string, string>>>;
}
