import type {
  MetricQuery,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/**
 * The label that the cloud has to write: a dynamic one (`${LAST}`), or one of an expression, which may give several
 * series. Any other is put on the result by {@link relabelled}, so that readers who call the same series differently
 * share one read.
 */
export function cloudLabel({ label, metric }: MetricQuery): string | undefined {
  return label && (!metric || label.includes('${')) ? label : undefined;
}

/** What to ask instead of the query, so that equal series are asked for alike. */
export function withCloudLabel(query: MetricQuery): MetricQuery {
  const { label: _label, ...rest } = query;
  const label = cloudLabel(query);
  return label ? { ...rest, label } : rest;
}

/** The result of a series that may have been read for another query, under the query's own id and label. */
export function relabelled(
  result: MetricResult,
  query: Pick<MetricQuery, 'id' | 'label' | 'metric'>,
): MetricResult {
  const { id, label, metric } = query;
  const own = label && !cloudLabel({ id, label, metric }) ? label : undefined;
  const unnamed = result.label === result.id ? id : result.label;
  return { ...result, id, label: own ?? unnamed };
}
