import type {
  MetricRef,
  ResolvedEnvironment,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmRuleNode } from '@pipeline-ops/plugin-pipeline-ops-common';
import { alarmsOfRule } from './ruleParser';

/** The resource whose charts hold the metric, else the one that its dimensions name. */
export function resourceOfMetric(
  metric: Omit<MetricRef, 'stat'>,
  sourceId: string,
  environment: ResolvedEnvironment,
): ResolvedResource | undefined {
  const here = environment.resources.filter(
    resource => resource.sourceId === sourceId,
  );
  const charted = here.find(resource =>
    resource.charts.some(chart =>
      chart.series.some(
        series => series.metric && isSameMetric(series.metric, metric),
      ),
    ),
  );
  return charted ?? bestByDimensions(metric, here);
}

/** A resource whose metrics share the namespace and whose name stands in a dimension of the metric. */
function bestByDimensions(
  metric: Omit<MetricRef, 'stat'>,
  resources: ResolvedResource[],
): ResolvedResource | undefined {
  const values = Object.values(metric.dimensions);
  return resources.find(
    resource =>
      values.some(
        value => value === resource.name || value.endsWith(`:${resource.name}`),
      ) &&
      resource.charts.some(chart =>
        chart.series.some(
          series => series.metric?.namespace === metric.namespace,
        ),
      ),
  );
}

/** The resource that all parts of a composite alarm's rule share, when there is exactly one. */
export function resourceOfRule(
  rule: AlarmRuleNode | undefined,
  resourceOfAlarm: (name: string) => string | undefined,
): string | undefined {
  const ids = new Set(
    rule ? alarmsOfRule(rule).map(name => resourceOfAlarm(name)) : [],
  );
  const [only] = ids;
  return ids.size === 1 ? only : undefined;
}

/** The first stage that holds the resource. */
export function stageOf(
  resourceId: string | undefined,
  environment: ResolvedEnvironment,
): string | undefined {
  return resourceId === undefined
    ? undefined
    : environment.stages.find(stage => stage.resourceIds.includes(resourceId))
        ?.id;
}

/** The same namespace, name and dimensions; the statistic does not matter. */
export function isSameMetric(
  a: Omit<MetricRef, 'stat'>,
  b: Omit<MetricRef, 'stat'>,
): boolean {
  const names = Object.keys(a.dimensions);
  return (
    a.namespace === b.namespace &&
    a.metricName === b.metricName &&
    names.length === Object.keys(b.dimensions).length &&
    names.every(name => a.dimensions[name] === b.dimensions[name])
  );
}
