import type { ChartBand } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  MetricQuery,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';

// Shared by the charts here and by the detail of one alarm in alarms/: both draw the same band.

const BAND = 'anomaly_band';
const EDGES = ['anomaly_band_first', 'anomaly_band_last'] as const;

/** True for `ANOMALY_DETECTION_BAND(m1, 2)`. */
export function isBandExpression(expression: string | undefined): boolean {
  return /\bANOMALY_DETECTION_BAND\s*\(/i.test(expression ?? '');
}

/**
 * What to ask for a band: its two edges as series of their own, because CloudWatch does not document how it labels the
 * two series of the array.
 *
 * @param inputs - What the expression reads; the alarm's own queries will do
 * @param expression - `ANOMALY_DETECTION_BAND(…)`
 */
export function bandQueries(
  inputs: readonly MetricQuery[],
  expression: string,
): MetricQuery[] {
  return [
    ...inputs
      .filter(query => !isBandExpression(query.expression))
      .map(query => ({ ...query, returnData: false })),
    { id: BAND, expression, returnData: false },
    { id: EDGES[0], expression: `FIRST(${BAND})` },
    { id: EDGES[1], expression: `LAST(${BAND})` },
  ];
}

/** The band that the edges make; undefined when CloudWatch has none in the window, as before the model is trained. */
export function bandOf(
  results: readonly MetricResult[],
  label: string,
): ChartBand | undefined {
  const [first, last] = EDGES.map(id =>
    results.find(result => result.id === id && result.status !== 'failed'),
  );
  if (!first || !last) {
    return undefined;
  }
  const values: (number | null)[] = [];
  const upper: (number | null)[] = [];
  first.values.forEach((one, index) => {
    const other = last.values[index] ?? null;
    const known = one !== null && other !== null;
    values.push(known ? Math.min(one, other) : null);
    upper.push(known ? Math.max(one, other) : null);
  });
  return values.some(value => value !== null)
    ? { label, t0: first.t0, step: first.step, values, upper }
    : undefined;
}
