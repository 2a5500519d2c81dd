import type { MetricResult } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ParsedMetricWidget } from './body/model';
import { parseDashboardBody } from './body/parseDashboardBody';
import { drawRows } from './metricSeries';

const result = (more: Partial<MetricResult> = {}): MetricResult => ({
  id: 'm1',
  label: 'm1',
  t0: 0,
  step: 60,
  values: [1, 2, null],
  status: 'complete',
  ...more,
});

/** Draws rows with the results of each, in their order. */
function draw(metrics: unknown[], results: MetricResult[][]) {
  const { widgets } = parseDashboardBody({
    widgets: [{ type: 'metric', properties: { metrics, stat: 'Sum' } }],
  });
  const widget = widgets[0].content as ParsedMetricWidget;
  const rows = widget.rows.map((row, index) => ({
    row,
    results: results[index],
  }));
  return drawRows(rows, widget, { resources: [] });
}

const labels = (metrics: unknown[]) =>
  draw(
    metrics,
    metrics.map(() => [result()]),
  ).series.map(({ label }) => label);

it('calls a series what tells it from the others', () => {
  expect(labels([['Shop', 'Orders', 'Region', 'eu']])).toEqual(['Orders']);
  expect(
    labels([
      ['Shop', 'Orders', 'Region', 'eu'],
      ['...', 'us'],
    ]),
  ).toEqual(['eu', 'us']);
  expect(
    labels([
      ['Shop', 'Orders', 'Region', 'eu'],
      ['.', 'Refunds', '.', '.'],
      ['...', { stat: 'p95' }],
      ['...', { label: 'Late ones' }],
    ]),
  ).toEqual(['Orders Sum', 'Refunds Sum', 'Refunds p95', 'Late ones']);
  const machine = (name: string) =>
    `arn:aws:states:eu-central-1:111122223333:stateMachine:${name}`;
  expect(
    labels([
      ['AWS/States', 'ExecutionsFailed', 'StateMachineArn', machine('load')],
      ['...', machine('clean')],
    ]),
  ).toEqual(['load', 'clean']);
});

it('takes what CloudWatch wrote for dynamic labels and for searches', () => {
  const { series } = draw(
    [
      ['Shop', 'Orders', { label: 'now ${LAST}' }],
      [{ expression: "SEARCH('{Shop,Region} Orders', 'Sum')", id: 's' }],
      [{ expression: 'm1 * 2' }],
    ],
    [
      [result({ label: 'now 2' })],
      [result({ id: 's', label: 'eu' }), result({ id: 's', label: 'us' })],
      [result({ id: 'row3', label: 'row3' })],
    ],
  );
  expect(series.map(({ id, label, latest }) => [id, label, latest])).toEqual([
    ['row1', 'now 2', 2],
    ['s.1', 'eu', 2],
    ['s.2', 'us', 2],
    ['row3', 'm1 * 2', 2],
  ]);
});

it('draws a band between its edges, whichever comes first', () => {
  const { series, bands } = draw(
    [
      [{ expression: 'ANOMALY_DETECTION_BAND(m1)', label: 'Usual' }],
      [{ expression: 'ANOMALY_DETECTION_BAND(m2)' }],
    ],
    [
      [result({ values: [5, null, 7] }), result({ values: [3, 4, 9] })],
      [
        result({ status: 'failed', message: 'No model.', values: [] }),
        result({ status: 'failed', message: 'No model.', values: [] }),
      ],
    ],
  );
  expect(bands).toEqual([
    {
      label: 'Usual',
      t0: 0,
      step: 60,
      values: [3, null, 7],
      upper: [5, null, 9],
    },
  ]);
  expect(series).toMatchObject([{ status: 'failed', message: 'No model.' }]);
});
