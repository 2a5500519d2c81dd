import type {
  ChartSeriesSpec,
  ChartSpec,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** Last part of the chart's id, and its key under `thresholds:` of a definition. */
export const SUCCESS_RATE = 'SuccessRate';

/** True for the chart that draws the share of what went well. */
export function isSuccessRate({ id, unit }: ChartSpec): boolean {
  return id.endsWith(`:${SUCCESS_RATE}`) && unit === 'Percent';
}

/**
 * The charts of a resource with its success rate, where it counts both what went well and what did not, each by the sum
 * of one metric. Drawn after the counts that it is made of.
 *
 * @param thresholds - What the definition says of `SuccessRate`
 */
export function withSuccessRate(
  charts: readonly ChartSpec[],
  resourceId: string,
  thresholds: ThresholdSpec[],
): ChartSpec[] {
  const succeeded = charts.filter(isCountOf('success'));
  const failed = charts.filter(isCountOf('failure'));
  if (
    charts.some(isSuccessRate) ||
    succeeded.length !== 1 ||
    failed.length === 0
  ) {
    return [...charts];
  }
  const good = inputsOf(succeeded, 'good');
  const bad = inputsOf(failed, 'bad');
  const [{ id: counted }] = good;
  const failures = bad.map(({ id }) => id).join(',');
  const chart: ChartSpec = {
    id: `${resourceId}:${SUCCESS_RATE}`,
    title: 'Success rate',
    unit: 'Percent',
    description: `Share of ${succeeded[0].title} among ${[
      ...succeeded,
      ...failed,
    ]
      .map(({ title }) => title)
      .join(', ')}.`,
    thresholds,
    series: [
      ...good,
      ...bad,
      {
        id: 'success_rate',
        label: 'Success rate',
        // A sum over several series skips those without a value: where nothing failed, failures may have none.
        expression: `100*(1-SUM([0*${counted},${failures}])/SUM([${counted},${failures}]))`,
        visible: true,
      },
    ],
  };
  const last = Math.max(
    ...[...succeeded, ...failed].map(one => charts.indexOf(one)),
  );
  return [...charts.slice(0, last + 1), chart, ...charts.slice(last + 1)];
}

function isCountOf(role: ChartSpec['role']) {
  return (chart: ChartSpec) =>
    chart.role === role &&
    chart.unit === 'Count' &&
    chart.series.length === 1 &&
    chart.series[0].metric?.stat === 'Sum';
}

function inputsOf(
  charts: readonly ChartSpec[],
  prefix: string,
): ChartSeriesSpec[] {
  return charts.map(({ title, series: [{ metric }] }, index) => ({
    id: `${prefix}${index + 1}`,
    label: title,
    metric,
    visible: false,
  }));
}
