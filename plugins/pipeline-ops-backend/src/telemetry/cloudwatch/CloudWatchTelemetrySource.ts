import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand as ListAlarmTagsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  ListTagsForResourceCommand as ListLogTagsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InputError } from '@backstage/errors';
import type {
  CallOptions,
  CloudAlarm,
  CloudAlarmTransition,
  CloudLogEvent,
  CloudLogGroup,
  KnownMetric,
  MetricResult,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { sourceState } from '../sourceStates';
import { CloudCaller } from './CloudCaller';
import { toCompositeAlarm, toMetricAlarm, toTransition } from './alarmMapping';
import { readMetricData } from './metricData';
import { readPages } from './pages';
import type { SourceClients } from './SourceClients';
import type { SourceFailure } from './sourceFailure';

/** Reads Amazon CloudWatch and CloudWatch Logs. No error of the SDK leaves it: what failed is told by the state. */
export class CloudWatchTelemetrySource implements TelemetrySource {
  private constructor(
    private readonly caller: CloudCaller,
    private readonly now: () => number,
  ) {}

  static create(options: {
    clients: SourceClients;
    /** Milliseconds for one request with its retries. Default 8000. */
    deadlineMs?: number;
    /** Unix milliseconds. */
    now?: () => number;
  }): CloudWatchTelemetrySource {
    return new CloudWatchTelemetrySource(
      CloudCaller.create(options),
      options.now ?? Date.now,
    );
  }

  async listAlarms(
    request: Parameters<TelemetrySource['listAlarms']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudAlarm[]>> {
    const { source } = request;
    const byName = new Map<string, CloudAlarm>();
    let failure: SourceFailure | undefined;
    for (const prefix of withoutCovered(request.prefixes)) {
      const read = await readPages(
        token =>
          this.caller.call(
            { source, service: 'cloudwatch', api: 'DescribeAlarms' },
            options,
            ({ cloudwatch }, http) =>
              cloudwatch.send(
                new DescribeAlarmsCommand({
                  // Left out, composite alarms would be missing.
                  AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
                  AlarmNamePrefix: prefix || undefined,
                  MaxRecords: 100,
                  NextToken: token,
                }),
                http,
              ),
          ),
        page => page.NextToken,
        { limit: 100, what: 'alarms' },
      );
      for (const page of read.pages) {
        [
          ...(page.MetricAlarms ?? []).map(toMetricAlarm),
          ...(page.CompositeAlarms ?? []).map(toCompositeAlarm),
        ].forEach(alarm => alarm && byName.set(alarm.name, alarm));
      }
      failure ??= read.failure;
    }
    return this.#answer(source, [...byName.values()], failure, byName.size > 0);
  }

  async alarmHistory(
    request: Parameters<TelemetrySource['alarmHistory']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudAlarmTransition[]>> {
    const { source, alarmName, from, to } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'cloudwatch', api: 'DescribeAlarmHistory' },
          options,
          ({ cloudwatch }, http) =>
            cloudwatch.send(
              new DescribeAlarmHistoryCommand({
                AlarmName: alarmName,
                AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
                StartDate: from,
                EndDate: to,
                ScanBy: 'TimestampDescending',
                MaxRecords: 100,
                NextToken: token,
              }),
              http,
            ),
        ),
      page => page.NextToken,
      { limit: 10, what: 'entries in the history' },
    );
    const transitions = read.pages
      .flatMap(page => page.AlarmHistoryItems ?? [])
      .map(toTransition)
      .filter(transition => transition !== undefined)
      .sort((a, b) => (a.at < b.at ? 1 : -1));
    return this.#answer(
      source,
      transitions,
      read.failure,
      transitions.length > 0,
    );
  }

  async listMetrics(
    request: Parameters<TelemetrySource['listMetrics']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<KnownMetric[]>> {
    const { source, namespace, metricName, dimensions } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'cloudwatch', api: 'ListMetrics' },
          options,
          ({ cloudwatch }, http) =>
            cloudwatch.send(
              new ListMetricsCommand({
                Namespace: namespace,
                MetricName: metricName,
                Dimensions: dimensions?.map(({ name, value }) => ({
                  Name: name,
                  Value: value,
                })),
                NextToken: token,
              }),
              http,
            ),
        ),
      page => page.NextToken,
      { limit: 20, what: 'metrics' },
    );
    const metrics = read.pages
      .flatMap(page => page.Metrics ?? [])
      .map(metric => ({
        namespace: metric.Namespace ?? namespace,
        metricName: metric.MetricName ?? '',
        dimensions: Object.fromEntries(
          (metric.Dimensions ?? []).map(({ Name, Value }) => [
            Name ?? '',
            Value ?? '',
          ]),
        ),
      }));
    return this.#answer(source, metrics, read.failure, metrics.length > 0);
  }

  async metricData(
    request: Parameters<TelemetrySource['metricData']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<MetricResult[]>> {
    if (request.queries.length === 0) {
      return this.#answer(request.source, []);
    }
    const { results, failure } = await readMetricData(
      this.caller,
      request,
      options,
    );
    const usable = results.some(({ status }) => status !== 'failed');
    const incomplete = results.find(({ status }) => status !== 'complete');
    if (!failure && incomplete) {
      return {
        data: results,
        state: sourceState(request.source, this.now(), 'partial', {
          message: incomplete.message,
        }),
      };
    }
    return this.#answer(request.source, results, failure, usable);
  }

  async listLogGroups(
    request: Parameters<TelemetrySource['listLogGroups']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudLogGroup[]>> {
    const { source, prefix } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'logs', api: 'DescribeLogGroups' },
          options,
          ({ logs }, http) =>
            logs.send(
              new DescribeLogGroupsCommand({
                logGroupNamePrefix: prefix || undefined,
                limit: 50,
                nextToken: token,
              }),
              http,
            ),
        ),
      page => page.nextToken,
      { limit: 20, what: 'log groups' },
    );
    const groups = read.pages
      .flatMap(page => page.logGroups ?? [])
      .filter(group => group.logGroupName !== undefined)
      .map(group => ({
        name: group.logGroupName ?? '',
        arn: group.logGroupArn ?? group.arn?.replace(/:\*$/, '') ?? '',
        retentionDays: group.retentionInDays,
        storedBytes: group.storedBytes,
      }));
    return this.#answer(source, groups, read.failure, groups.length > 0);
  }

  async filterLogEvents(
    request: Parameters<TelemetrySource['filterLogEvents']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<{ events: CloudLogEvent[]; cursor?: string }>> {
    const { source, logGroup, from, to, pattern, limit, cursor } = request;
    const result = await this.caller.call(
      { source, service: 'logs', api: 'FilterLogEvents' },
      options,
      ({ logs }, http) =>
        logs.send(
          // `unmask` stays out: what AWS masks stays masked.
          new FilterLogEventsCommand({
            logGroupName: logGroup,
            startTime: from,
            endTime: to,
            filterPattern: pattern,
            limit,
            nextToken: cursor,
          }),
          http,
        ),
    );
    if (!result.ok) {
      if (result.failure.kind === 'invalid-request') {
        throw new InputError(
          `CloudWatch Logs did not accept the filter or the cursor: ${result.failure.message}`,
        );
      }
      return this.#answer(source, { events: [] }, result.failure, false);
    }
    const events = (result.value.events ?? []).map((event, index) => ({
      id: event.eventId ?? `${event.timestamp ?? from}-${index}`,
      timestamp: event.timestamp ?? from,
      stream: event.logStreamName ?? '',
      message: event.message ?? '',
    }));
    const { nextToken } = result.value;
    // A token that comes back unchanged would never end.
    const repeated = nextToken !== undefined && nextToken === cursor;
    return this.#answer(
      source,
      { events, cursor: repeated ? undefined : nextToken },
      repeated
        ? {
            kind: 'unavailable',
            message: `CloudWatch repeated a page of the events of ${logGroup}; some may be missing.`,
          }
        : undefined,
      events.length > 0,
    );
  }

  async listTags(
    request: Parameters<TelemetrySource['listTags']>[0],
    options?: CallOptions,
  ): Promise<SourceAnswer<Record<string, string>>> {
    const { source, arn } = request;
    const api = 'ListTagsForResource';
    const result = /^arn:[^:]+:logs:/.test(arn)
      ? await this.caller.call(
          { source, service: 'logs', api },
          options,
          async ({ logs }, http) => {
            const answer = await logs.send(
              new ListLogTagsCommand({ resourceArn: arn }),
              http,
            );
            return answer.tags ?? {};
          },
        )
      : await this.caller.call(
          { source, service: 'cloudwatch', api },
          options,
          async ({ cloudwatch }, http) => {
            const answer = await cloudwatch.send(
              new ListAlarmTagsCommand({ ResourceARN: arn }),
              http,
            );
            return Object.fromEntries(
              (answer.Tags ?? []).map(({ Key, Value }) => [
                Key ?? '',
                Value ?? '',
              ]),
            );
          },
        );
    return result.ok
      ? this.#answer(source, result.value)
      : this.#answer(source, {}, result.failure, false);
  }

  #answer<T>(
    source: SourceRef,
    data: T,
    failure?: SourceFailure,
    hasData = true,
  ): SourceAnswer<T> {
    return { data, state: this.#state(source, failure, hasData) };
  }

  #state(source: SourceRef, failure?: SourceFailure, hasData = true) {
    if (!failure) {
      return sourceState(source, this.now());
    }
    const { kind, message, missingAction } = failure;
    if (kind === 'denied' || kind === 'throttled') {
      return sourceState(source, this.now(), kind, { message, missingAction });
    }
    const status =
      hasData || kind === 'not-found' || kind === 'invalid-request'
        ? 'partial'
        : 'unavailable';
    return sourceState(source, this.now(), status, { message });
  }
}

/** Prefixes that no shorter prefix of the list already covers. */
function withoutCovered(prefixes: readonly string[]): string[] {
  const unique = [...new Set(prefixes)];
  return unique.filter(
    prefix =>
      !unique.some(other => other !== prefix && prefix.startsWith(other)),
  );
}
