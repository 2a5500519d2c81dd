import type {
  ChartSpec,
  ServicePack,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { ChartBase } from '../ChartBase';
import { packCharts, type PackedResource } from '../packCharts';

const source = {
  id: 'main',
  accountId: '111111111111',
  region: 'cn-north-1',
};

/** The charts that a pack gives for a resource that loads orders. */
export function packedCharts(
  pack: ServicePack,
  options: Partial<PackedResource> = {},
): ChartSpec[] {
  const name = options.name ?? 'orders-load';
  return packCharts(pack, {
    id: `${pack.kind}:${name}`,
    name,
    source,
    dimensions: {},
    thresholds: {},
    base: ChartBase.create({}),
    known: [],
    ...options,
  });
}

/** The chart whose id ends so. */
export function chartOf(
  all: readonly ChartSpec[],
  id: string,
): ChartSpec | undefined {
  return all.find(chart => chart.id.endsWith(`:${id}`));
}
