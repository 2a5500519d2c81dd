import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { NamedChart } from './binding/chartNames';

/** The charts of an environment with their resources. */
export function chartsById(
  environment: ResolvedEnvironment,
): Map<string, NamedChart> {
  return new Map(
    environment.resources.flatMap(resource =>
      resource.charts.map(chart => [chart.id, { chart, resource }] as const),
    ),
  );
}
