import {
  DeleteMetricFilterRequest,
  DescribeMetricFiltersRequest,
  MetricTransformation as TransformationInput,
  PutMetricFilterRequest,
  TestMetricFilterRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { UNITS } from '../../cloudwatch/metrics/units';
import { Handlers, RequestContext } from '../../model';
import * as constraint from '../constraints';
import { invalidParameter, limitExceeded, resourceNotFound } from '../errors';
import { parseFilterPattern } from '../filterPattern';
import { MetricFeed } from '../metrics/metricFeed';
import { LogGroup, MetricFilter, MetricTransformation } from '../groups';
import { compareText, LogStore } from '../store';
import { pageByName } from '../tokens';

const MAX_FILTERS = 100;

/** PutMetricFilter, DeleteMetricFilter, DescribeMetricFilters and TestMetricFilter. */
export function createMetricFilterHandlers(
  store: LogStore,
  feed: MetricFeed,
): Handlers {
  return {
    PutMetricFilter(input: PutMetricFilterRequest, { place, clock }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.filterName(input.filterName, 'filterName');
      constraint.required(input.filterPattern, 'filterPattern');
      constraint.required(input.metricTransformations, 'metricTransformations');
      constraint.hasLength(
        input.metricTransformations,
        'metricTransformations',
        1,
        1,
      );
      const pattern = parseFilterPattern(input.filterPattern);
      const transformation = readTransformation(
        input.metricTransformations[0],
        pattern.kind,
      );
      const group = store.get(place, input.logGroupName!);
      const name = input.filterName!;
      if (
        !group.metricFilters.has(name) &&
        group.metricFilters.size >= MAX_FILTERS
      ) {
        throw limitExceeded('Resource limit exceeded.');
      }
      const filter: MetricFilter = {
        name,
        patternText: input.filterPattern.trim(),
        pattern,
        transformation,
        creationTime: clock.now(),
        appliesFrom: clock.now(),
      };
      group.metricFilters.set(name, filter);
      feed.follow(place, group, filter);
      return {};
    },

    DeleteMetricFilter(input: DeleteMetricFilterRequest, { place }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.filterName(input.filterName, 'filterName');
      const group = store.get(place, input.logGroupName!);
      if (!group.metricFilters.delete(input.filterName!)) {
        throw resourceNotFound('The specified metric filter does not exist.');
      }
      return {};
    },

    DescribeMetricFilters: (input: DescribeMetricFiltersRequest, context) =>
      describe(store, input, context),

    TestMetricFilter(input: TestMetricFilterRequest) {
      constraint.required(input.filterPattern, 'filterPattern');
      constraint.required(input.logEventMessages, 'logEventMessages');
      constraint.hasLength(input.logEventMessages, 'logEventMessages', 1, 50);
      const pattern = parseFilterPattern(input.filterPattern);
      return {
        matches: input.logEventMessages.flatMap((message, i) =>
          pattern.matches(message)
            ? [
                {
                  eventNumber: i + 1,
                  eventMessage: message,
                  extractedValues: pattern.extract(message),
                },
              ]
            : [],
        ),
      };
    },
  };
}

function readTransformation(
  input: TransformationInput,
  kind: MetricFilter['pattern']['kind'],
): MetricTransformation {
  const member = 'metricTransformations.1.member';
  const { metricName, metricNamespace, metricValue } = input;
  constraint.required(metricName, `${member}.metricName`);
  constraint.required(metricNamespace, `${member}.metricNamespace`);
  constraint.required(metricValue, `${member}.metricValue`);
  constraint.hasLength(metricName, `${member}.metricName`, 1, 255);
  constraint.hasLength(metricNamespace, `${member}.metricNamespace`, 1, 255);
  constraint.hasLength(metricValue, `${member}.metricValue`, 1, 100);
  for (const [text, name] of [
    [metricName, 'metricName'],
    [metricNamespace, 'metricNamespace'],
  ]) {
    constraint.matchesPattern(
      text,
      `${member}.${name}`,
      /^[^:*$]*$|^[^*$]*:[^*$]*$/,
      '[^:*$]*',
    );
  }
  constraint.oneOf(input.unit, `${member}.unit`, UNITS);
  const selector = kind === 'json' ? /^\$[.[]/ : /^\$[A-Za-z0-9_-]+$/;
  if (metricValue.startsWith('$')) {
    if (kind === 'terms' || !selector.test(metricValue)) {
      throw invalidParameter(
        `Invalid metric transformation: metricValue ${metricValue} does not name a field of the filter pattern.`,
      );
    }
  } else if (!Number.isFinite(Number(metricValue))) {
    throw invalidParameter(
      `Invalid metric transformation: metricValue ${metricValue} is neither a number nor a field of the filter pattern.`,
    );
  }
  const dimensions = Object.entries(input.dimensions ?? {});
  if (dimensions.length > 0) {
    if (input.defaultValue !== undefined) {
      throw invalidParameter(
        'Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
      );
    }
    if (
      dimensions.length > 3 ||
      kind === 'terms' ||
      dimensions.some(([, value]) => !selector.test(value))
    ) {
      throw invalidParameter(
        'Invalid metric transformation: at most three dimensions, each a field of a JSON or space-delimited filter pattern.',
      );
    }
  }
  return {
    metricName,
    metricNamespace,
    metricValue,
    defaultValue: input.defaultValue,
    dimensions: dimensions.length > 0 ? input.dimensions : undefined,
    unit: input.unit,
  };
}

function describe(
  store: LogStore,
  input: DescribeMetricFiltersRequest,
  { place }: RequestContext,
) {
  constraint.inRange(input.limit, 'limit', 1, 50);
  if (input.logGroupName !== undefined) {
    constraint.groupName(input.logGroupName, 'logGroupName');
  }
  constraint.hasLength(input.filterNamePrefix, 'filterNamePrefix', 1, 512);
  constraint.hasLength(input.metricName, 'metricName', 0, 255);
  constraint.hasLength(input.metricNamespace, 'metricNamespace', 0, 255);
  if (
    (input.metricName === undefined) !==
    (input.metricNamespace === undefined)
  ) {
    throw invalidParameter(
      'metricName and metricNamespace must be given together.',
    );
  }
  const groups =
    input.logGroupName === undefined
      ? store.groups(place)
      : [store.get(place, input.logGroupName)];
  const all = groups
    .flatMap(group =>
      [...group.metricFilters.values()].map(filter => ({ group, filter })),
    )
    .filter(
      ({ filter: { name, transformation } }) =>
        name.startsWith(input.filterNamePrefix ?? '') &&
        (input.metricName === undefined ||
          (transformation.metricName === input.metricName &&
            transformation.metricNamespace === input.metricNamespace)),
    )
    .sort((a, b) => compareText(keyOf(a), keyOf(b)));
  const { page, nextToken } = pageByName(all, keyOf, {
    request: [
      ...[place, input.logGroupName, input.filterNamePrefix],
      ...[input.metricName, input.metricNamespace],
    ],
    nextToken: input.nextToken,
    limit: input.limit ?? 50,
  });
  return {
    metricFilters: page.map(({ group, filter }) => ({
      filterName: filter.name,
      filterPattern: filter.patternText,
      metricTransformations: [filter.transformation],
      creationTime: filter.creationTime,
      logGroupName: group.name,
      applyOnTransformedLogs: false,
    })),
    nextToken,
  };
}

function keyOf(entry: { group: LogGroup; filter: MetricFilter }): string {
  return `${entry.filter.name} ${entry.group.name}`;
}
