import type {
  DimensionFilter,
  ListMetricsCommandInput,
  ListMetricsCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { MetricIdentity, RequestContext } from '../../model';
import { invalidParameterValue } from '../errors';
import { fromDimensions, metricKey } from './identity';
import {
  checkDimensions,
  checkEnum,
  checkLength,
  checkNamespace,
} from './input';
import { InMemoryMetricStore } from './metricStore';
import { readToken, requestPrint, writeToken } from './pageToken';
import { LISTED_FOR } from './retention';

const PAGE = 500;
const RECENT = 3 * 3_600_000;

/** ListMetrics: metrics with data in the last two weeks (three hours with RecentlyActive), 500 a page. */
export function listMetrics(
  input: ListMetricsCommandInput,
  { place }: RequestContext,
  store: InMemoryMetricStore,
): Omit<ListMetricsCommandOutput, '$metadata'> {
  checkNamespace(input.Namespace, 'namespace');
  checkLength(input.MetricName, 'metricName', 1, 255);
  checkDimensions(input.Dimensions, 'dimensions', {
    max: 10,
    valueRequired: false,
  });
  checkEnum(input.RecentlyActive, 'recentlyActive', ['PT3H']);
  const print = requestPrint({
    ...input,
    NextToken: undefined,
    place,
  });
  const from = readToken(input.NextToken, print, () =>
    invalidParameterValue('The parameter NextToken is invalid.'),
  );
  if (input.OwningAccount && input.OwningAccount !== place.accountId) {
    return { Metrics: [] };
  }
  const found = store
    .list(place, input.Namespace, input.RecentlyActive ? RECENT : LISTED_FOR)
    .filter(
      metric =>
        (input.MetricName === undefined ||
          metric.metricName === input.MetricName) &&
        (input.Dimensions ?? []).every(filter => hasDimension(metric, filter)),
    )
    .map(metric => ({
      metric,
      key: `${metric.namespace}/${metricKey(metric)}`,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = found.slice(from, from + PAGE);
  return {
    Metrics: page.map(({ metric }) => ({
      Namespace: metric.namespace,
      MetricName: metric.metricName,
      Dimensions: fromDimensions(metric.dimensions),
    })),
    ...(input.IncludeLinkedAccounts
      ? { OwningAccounts: page.map(() => place.accountId) }
      : {}),
    NextToken:
      from + PAGE < found.length ? writeToken(from + PAGE, print) : undefined,
  };
}

function hasDimension(
  { dimensions }: MetricIdentity,
  { Name = '', Value }: DimensionFilter,
): boolean {
  return (
    Object.hasOwn(dimensions, Name) &&
    (Value === undefined || dimensions[Name] === Value)
  );
}
