import type {
  ChartBand,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  MetricResult,
  ResolvedEnvironment,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { MetricRow, ParsedMetricWidget, StoredRow } from './body/model';
import { isBand, type PlannedRow } from './metricPlan';

/** Most series that one row of a dashboard brings; SEARCH finds at most as many. Source: "CloudWatch service quotas". */
const MOST_OF_A_ROW = 500;

/** Longest expression that stands for a label. */
const LONGEST_LABEL = 80;

/** What was read for a row. */
export interface ReadRow {
  row: MetricRow;
  /** Results of the row's query; absent when it was not read. */
  results?: readonly MetricResult[];
  /** Why there is none. */
  refusal?: string;
}

/** Series and bands of a widget, in the order of its rows. */
export function drawRows(
  rows: readonly ReadRow[],
  widget: ParsedMetricWidget,
  environment: Pick<ResolvedEnvironment, 'resources'>,
): { series: WidgetSeries[]; bands: ChartBand[] } {
  const stored = rows.flatMap(({ row }) => (row.type === 'stored' ? row : []));
  const series: WidgetSeries[] = [];
  const bands: ChartBand[] = [];
  for (const { row, results = [], refusal } of rows) {
    const id = row.id ?? `row${row.index + 1}`;
    const fallback = labelOf(row, stored, widget);
    if (refusal !== undefined || results.length === 0) {
      series.push(
        failed(id, fallback, row, refusal ?? 'The source gave no answer.'),
      );
      continue;
    }
    if (isBand(row)) {
      const band = bandOf(results, fallback);
      if (band) {
        bands.push(band);
      } else {
        series.push(failed(id, fallback, row, noBand(results)));
      }
      continue;
    }
    results.slice(0, MOST_OF_A_ROW).forEach((result, index) => {
      const isOne = results.length === 1;
      const color = isOne ? row.color : undefined;
      const unit = unitOf(row, environment);
      series.push({
        id: isOne ? id : `${id}.${index + 1}`,
        label: shownLabel(row, result, fallback),
        t0: result.t0,
        step: result.step,
        values: result.values,
        ...(color ? { color } : {}),
        axis: row.axis,
        status: result.status,
        ...(result.message ? { message: result.message } : {}),
        ...(unit ? { unit } : {}),
        latest: newestOf(result.values),
      });
    });
  }
  return { series, bands };
}

/** Results of a planned row, out of what its read answered. */
export function resultsOf(
  planned: PlannedRow,
  answers: ReadonlyMap<unknown, readonly MetricResult[]>,
): ReadRow {
  if ('refusal' in planned) {
    return planned;
  }
  const { row, read, queryIds } = planned;
  const answered = answers.get(read) ?? [];
  return {
    row,
    results: queryIds.flatMap(queryId =>
      answered.filter(({ id }) => id === queryId),
    ),
  };
}

/** The newest value that there is; `null` when there is none. */
export function newestOf(values: readonly (number | null)[]): number | null {
  return values.findLast(value => value !== null) ?? null;
}

/** The area between the two edges; undefined when CloudWatch has none, as before its model is trained. */
function bandOf(
  results: readonly MetricResult[],
  label: string,
): ChartBand | undefined {
  const [first, last] = results.filter(({ status }) => status !== 'failed');
  if (!first || !last) {
    return undefined;
  }
  const pick = (choose: (a: number, b: number) => number) =>
    first.values.map((a, index) => {
      const b = last.values[index] ?? null;
      return a === null || b === null ? null : choose(a, b);
    });
  const values = pick(Math.min);
  return values.some(value => value !== null)
    ? {
        label,
        t0: first.t0,
        step: first.step,
        values,
        upper: pick(Math.max),
      }
    : undefined;
}

function noBand(results: readonly MetricResult[]): string {
  const message = results.find(result => result.message)?.message;
  return message ?? 'CloudWatch has no band for this range.';
}

function failed(
  id: string,
  label: string,
  row: MetricRow,
  message: string,
): WidgetSeries {
  return {
    id,
    label,
    t0: 0,
    step: 60,
    values: [],
    ...(row.color ? { color: row.color } : {}),
    axis: row.axis,
    status: 'failed',
    message,
    latest: null,
  };
}

/** What CloudWatch wrote for dynamic labels and searches, else what the dashboard says. */
function shownLabel(
  row: MetricRow,
  result: MetricResult,
  fallback: string,
): string {
  if (row.label !== undefined) {
    return result.label === result.id ? row.label : result.label;
  }
  return row.type === 'stored' || result.label === result.id
    ? fallback
    : result.label;
}

/** The metric's name, with what tells it from the other rows of the widget. */
function labelOf(
  row: MetricRow,
  stored: readonly StoredRow[],
  widget: ParsedMetricWidget,
): string {
  if (row.label !== undefined) {
    return row.label;
  }
  if (row.type === 'expression') {
    return (
      row.id ??
      (row.expression.length > LONGEST_LABEL
        ? `${row.expression.slice(0, LONGEST_LABEL)} …`
        : row.expression)
    );
  }
  const statOf = (one: StoredRow) => one.stat ?? widget.stat;
  const differs = (read: (one: StoredRow) => string | undefined) =>
    new Set(stored.map(read)).size > 1;
  const parts = [
    ...(differs(one => one.metricName) || stored.length === 1
      ? [row.metricName]
      : []),
    ...Object.entries(row.dimensions).flatMap(([name, value]) =>
      differs(one => one.dimensions[name])
        ? [value.startsWith('arn:') ? (value.split(':').at(-1) ?? '') : value]
        : [],
    ),
    ...(differs(one => one.namespace) ? [row.namespace] : []),
    ...(differs(statOf) ? [statOf(row)] : []),
    ...(differs(one => one.region) && row.region ? [row.region] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : row.metricName;
}

/** CloudWatch's answer has no unit, but the service packs know that of most metrics. */
function unitOf(
  row: MetricRow,
  { resources }: Pick<ResolvedEnvironment, 'resources'>,
): string | undefined {
  if (row.type !== 'stored' || row.stat === 'SampleCount') {
    return undefined;
  }
  for (const { charts } of resources) {
    const chart = charts.find(({ series }) =>
      series.some(
        ({ metric }) =>
          metric?.namespace === row.namespace &&
          metric.metricName === row.metricName,
      ),
    );
    if (chart) {
      return chart.unit;
    }
  }
  return undefined;
}
