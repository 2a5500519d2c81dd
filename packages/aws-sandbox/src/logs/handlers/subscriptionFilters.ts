import {
  DeleteSubscriptionFilterRequest,
  DescribeSubscriptionFiltersRequest,
  PutSubscriptionFilterRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Handlers } from '../../model';
import * as constraint from '../constraints';
import { invalidParameter, limitExceeded, resourceNotFound } from '../errors';
import { parseFilterPattern } from '../filterPattern';
import { compareText, LogStore } from '../store';
import { pageByName } from '../tokens';

const MAX_FILTERS = 2;

/** PutSubscriptionFilter, DeleteSubscriptionFilter and DescribeSubscriptionFilters; nothing is delivered. */
export function createSubscriptionFilterHandlers(store: LogStore): Handlers {
  return {
    PutSubscriptionFilter(
      input: PutSubscriptionFilterRequest,
      { place, clock },
    ) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.filterName(input.filterName, 'filterName');
      constraint.required(input.filterPattern, 'filterPattern');
      constraint.required(input.destinationArn, 'destinationArn');
      constraint.oneOf(input.distribution, 'distribution', [
        'Random',
        'ByLogStream',
      ]);
      parseFilterPattern(input.filterPattern);
      const vendor = /^arn:aws[a-z-]*:([a-z0-9-]+):/.exec(
        input.destinationArn,
      )?.[1];
      if (
        !vendor ||
        !['lambda', 'kinesis', 'firehose', 'logs'].includes(vendor)
      ) {
        throw invalidParameter('Could not parse the destinationArn.');
      }
      if (['kinesis', 'firehose'].includes(vendor) && !input.roleArn) {
        throw invalidParameter(
          `destinationArn for vendor ${vendor} cannot be used without roleArn`,
        );
      }
      const { subscriptionFilters } = store.get(place, input.logGroupName!);
      const name = input.filterName!;
      if (
        !subscriptionFilters.has(name) &&
        subscriptionFilters.size >= MAX_FILTERS
      ) {
        throw limitExceeded('Resource limit exceeded.');
      }
      subscriptionFilters.set(name, {
        name,
        patternText: input.filterPattern.trim(),
        destinationArn: input.destinationArn,
        roleArn: input.roleArn,
        distribution: input.distribution ?? 'ByLogStream',
        creationTime: clock.now(),
      });
      return {};
    },

    DeleteSubscriptionFilter(
      input: DeleteSubscriptionFilterRequest,
      { place },
    ) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.filterName(input.filterName, 'filterName');
      const group = store.get(place, input.logGroupName!);
      if (!group.subscriptionFilters.delete(input.filterName!)) {
        throw resourceNotFound(
          'The specified subscription filter does not exist.',
        );
      }
      return {};
    },

    DescribeSubscriptionFilters(
      input: DescribeSubscriptionFiltersRequest,
      { place },
    ) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.inRange(input.limit, 'limit', 1, 50);
      constraint.hasLength(input.filterNamePrefix, 'filterNamePrefix', 1, 512);
      const group = store.get(place, input.logGroupName!);
      const filters = [...group.subscriptionFilters.values()]
        .filter(({ name }) => name.startsWith(input.filterNamePrefix ?? ''))
        .sort((a, b) => compareText(a.name, b.name));
      const { page, nextToken } = pageByName(filters, filter => filter.name, {
        request: [place, group.name, input.filterNamePrefix],
        nextToken: input.nextToken,
        limit: input.limit ?? 50,
      });
      return {
        subscriptionFilters: page.map(filter => ({
          filterName: filter.name,
          logGroupName: group.name,
          filterPattern: filter.patternText,
          destinationArn: filter.destinationArn,
          roleArn: filter.roleArn,
          distribution: filter.distribution,
          applyOnTransformedLogs: false,
          creationTime: filter.creationTime,
        })),
        nextToken,
      };
    },
  };
}
