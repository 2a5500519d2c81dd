import type {
  Alarm,
  ChartSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  MetricQuery,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { isSameMetric } from '../alarms/resourceMatching';

/** What has to be asked for a chart. */
export function queriesOf(chart: ChartSpec): MetricQuery[] {
  return chart.series.map(({ id, metric, expression, visible }) => ({
    id,
    metric,
    expression,
    returnData: visible,
  }));
}

/** Results in the order of the chart's series; a search gives several under one id, which are numbered. */
export function seriesOf(
  chart: ChartSpec,
  results: readonly MetricResult[],
): ChartSeries[] {
  return chart.series
    .filter(({ visible }) => visible)
    .flatMap(spec => {
      const own = results.filter(({ id }) => id === spec.id);
      return own.map((result, index) => ({
        id: own.length > 1 ? `${spec.id}.${index + 1}` : spec.id,
        label: own.length > 1 ? result.label : spec.label,
        t0: result.t0,
        step: result.step,
        values: result.values,
        status: result.status,
        ...(result.message ? { message: result.message } : {}),
        empty: result.values.every(value => value === null),
      }));
    });
}

/** The alarms that watch a metric that the chart draws; inputs of its metric math have charts of their own. */
export function alarmsOfChart(
  chart: ChartSpec,
  sourceId: string,
  alarms: readonly Alarm[],
): Alarm[] {
  return alarms.filter(
    ({ metric, sourceId: alarmSource }) =>
      metric !== undefined &&
      alarmSource === sourceId &&
      chart.series.some(
        series =>
          series.visible &&
          series.metric &&
          isSameMetric(series.metric, metric),
      ),
  );
}
