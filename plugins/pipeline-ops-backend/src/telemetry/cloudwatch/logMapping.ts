import type {
  GetQueryResultsResponse,
  LogGroup,
  MetricFilter,
  QueryStatus,
  SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import type {
  CloudLogGroup,
  CloudLogQueryRun,
  CloudMetricFilter,
  CloudSubscriptionFilter,
  LogQueryStatus,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** A log group in the product's words; undefined when CloudWatch Logs left out its name. */
export function toLogGroup(group: LogGroup): CloudLogGroup | undefined {
  if (!group.logGroupName) {
    return undefined;
  }
  return {
    name: group.logGroupName,
    arn: group.logGroupArn ?? group.arn?.replace(/:\*$/, '') ?? '',
    retentionDays: group.retentionInDays,
    storedBytes: group.storedBytes,
    logGroupClass: group.logGroupClass,
    metricFilterCount: group.metricFilterCount,
  };
}

export function toMetricFilter(filter: MetricFilter): CloudMetricFilter {
  return {
    name: filter.filterName ?? '',
    pattern: filter.filterPattern ?? '',
    metrics: (filter.metricTransformations ?? []).map(transformation => ({
      namespace: transformation.metricNamespace ?? '',
      metricName: transformation.metricName ?? '',
      value: transformation.metricValue ?? '',
    })),
  };
}

export function toSubscriptionFilter(
  filter: SubscriptionFilter,
): CloudSubscriptionFilter {
  return {
    name: filter.filterName ?? '',
    pattern: filter.filterPattern ?? '',
    destinationArn: filter.destinationArn ?? '',
  };
}

const STATUS: Record<QueryStatus, LogQueryStatus> = {
  Scheduled: 'scheduled',
  Running: 'running',
  Complete: 'complete',
  Failed: 'failed',
  Cancelled: 'cancelled',
  Timeout: 'timeout',
  Unknown: 'unknown',
};

/** Which record a row came from: of use to the AWS console only. */
const POINTER = '@ptr';

/**
 * Results of a query as a table. Each row names its own fields and leaves out the ones it has no value for, so the
 * columns are all fields in the order in which they first appear.
 */
export function toQueryRun(
  pages: readonly GetQueryResultsResponse[],
): CloudLogQueryRun {
  const records = pages
    .flatMap(page => page.results ?? [])
    .map(
      fields =>
        new Map(
          fields
            .filter(({ field }) => field !== undefined && field !== POINTER)
            .map(({ field, value }) => [field as string, value ?? null]),
        ),
    );
  const columns = [...new Set(records.flatMap(record => [...record.keys()]))];
  const last = pages.at(-1);
  return {
    status: (last?.status && STATUS[last.status]) ?? 'unknown',
    columns,
    rows: records.map(record =>
      columns.map(column => record.get(column) ?? null),
    ),
    bytesScanned: last?.statistics?.bytesScanned ?? 0,
    recordsScanned: last?.statistics?.recordsScanned ?? 0,
    recordsMatched: last?.statistics?.recordsMatched ?? 0,
  };
}
