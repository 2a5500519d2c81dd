import { MetricIdentity, Place } from '../../model';

/** One key a place; account and region hold no slash. */
export function placeKey(place: Place): string {
  return `${place.accountId}/${place.region}`;
}

/** One key a metric of a namespace: dimensions make part of the identity, their order does not. */
export function metricKey(metric: MetricIdentity): string {
  const names = Object.keys(metric.dimensions).sort();
  return JSON.stringify([
    metric.metricName,
    ...names.flatMap(name => [name, metric.dimensions[name]]),
  ]);
}

/** A list of dimensions, as AWS sends them, to the record that identifies a metric. */
export function toDimensions(
  dimensions: readonly { Name?: string; Value?: string }[] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']),
  );
}

/** The other way round; sorted by name, as AWS answers. */
export function fromDimensions(
  dimensions: Record<string, string>,
): { Name: string; Value: string }[] {
  return Object.keys(dimensions)
    .sort()
    .map(Name => ({ Name, Value: dimensions[Name] }));
}
