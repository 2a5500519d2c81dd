import {
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InputError } from '@backstage/errors';
import type {
  CallOptions,
  CloudLogEvent,
  CloudLogGroup,
  CloudMetricFilter,
  CloudSubscriptionFilter,
  SourceAnswer,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { CloudReader, type RequestOf } from './CloudReader';
import { toLogGroup, toMetricFilter, toSubscriptionFilter } from './logMapping';
import { readPages } from './pages';

/** Log groups, their filters, and their events. */
export class LogReader
  extends CloudReader
  implements
    Pick<
      TelemetrySource,
      | 'listLogGroups'
      | 'filterLogEvents'
      | 'listMetricFilters'
      | 'listSubscriptionFilters'
    >
{
  async listLogGroups(
    request: RequestOf<'listLogGroups'>,
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
      .flatMap(group => toLogGroup(group) ?? []);
    return this.answer(source, groups, read.failure, groups.length > 0);
  }

  async filterLogEvents(
    request: RequestOf<'filterLogEvents'>,
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
      return this.answer(source, { events: [] }, result.failure, false);
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
    return this.answer(
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

  async listMetricFilters(
    request: RequestOf<'listMetricFilters'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudMetricFilter[]>> {
    const { source, logGroup } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'logs', api: 'DescribeMetricFilters' },
          options,
          ({ logs }, http) =>
            logs.send(
              new DescribeMetricFiltersCommand({
                logGroupName: logGroup,
                limit: 50,
                nextToken: token,
              }),
              http,
            ),
        ),
      page => page.nextToken,
      // AWS allows 100 a log group.
      { limit: 4, what: 'metric filters' },
    );
    const filters = read.pages
      .flatMap(page => page.metricFilters ?? [])
      .map(toMetricFilter);
    return this.answer(source, filters, read.failure, filters.length > 0);
  }

  async listSubscriptionFilters(
    request: RequestOf<'listSubscriptionFilters'>,
    options?: CallOptions,
  ): Promise<SourceAnswer<CloudSubscriptionFilter[]>> {
    const { source, logGroup } = request;
    const read = await readPages(
      token =>
        this.caller.call(
          { source, service: 'logs', api: 'DescribeSubscriptionFilters' },
          options,
          ({ logs }, http) =>
            logs.send(
              new DescribeSubscriptionFiltersCommand({
                logGroupName: logGroup,
                limit: 50,
                nextToken: token,
              }),
              http,
            ),
        ),
      page => page.nextToken,
      // AWS allows 2 a log group.
      { limit: 2, what: 'subscription filters' },
    );
    const filters = read.pages
      .flatMap(page => page.subscriptionFilters ?? [])
      .map(toSubscriptionFilter);
    return this.answer(source, filters, read.failure, filters.length > 0);
  }
}
