import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { createHash } from 'node:crypto';
import { queryKeys } from '../telemetry/planner/queryKeys';
import type { WantedChart } from './BaselineService';
import { kindOf } from './seriesKind';

/** Pages ask for the same charts again and again. */
const known = new WeakMap<ChartSpec, Map<string, string>>();

/**
 * Keys of the drawn series of a chart that a baseline makes sense for, by their ids. Equal keys mean the same series of
 * the same source, whatever pipeline draws it.
 */
export function seriesKeys(wanted: WantedChart): ReadonlyMap<string, string> {
  const keys = known.get(wanted.chart) ?? write(wanted);
  known.set(wanted.chart, keys);
  return keys;
}

function write({ source, chart, queries }: WantedChart): Map<string, string> {
  const { id, accountId, region } = source;
  const asked = queryKeys(queries);
  return new Map(
    chart.series
      .filter(series => series.visible && kindOf(series, chart))
      .map(series => [
        series.id,
        createHash('sha256')
          .update(JSON.stringify([id, accountId, region, asked.get(series.id)]))
          .digest('hex'),
      ]),
  );
}
