import { functionMetric } from '../__fixtures__/FakeTelemetry';
import { toMetricResults } from './metricMapping';

const window = { from: 600, to: 900, period: 60 };
const at = (seconds: number) => new Date(seconds * 1_000);
const meta = { $metadata: {} };

it('joins pages and lays unsorted, doubled and odd points on the grid', () => {
  const [errors] = toMetricResults(
    [functionMetric('Errors', 'Sum', 'm1')],
    [
      {
        ...meta,
        MetricDataResults: [
          {
            Id: 'm1',
            Label: 'Errors',
            StatusCode: 'PartialData',
            Timestamps: [at(720), at(600), at(5_000)],
            Values: [3, 1, 99],
          },
        ],
      },
      {
        ...meta,
        MetricDataResults: [
          {
            Id: 'm1',
            Label: 'Errors',
            StatusCode: 'Complete',
            Timestamps: [at(720), at(780.5), at(840)],
            Values: [4, NaN, Infinity],
          },
        ],
      },
    ],
    window,
  );
  expect(errors).toEqual({
    id: 'm1',
    label: 'Errors',
    t0: 600,
    step: 60,
    values: [1, null, 4, null, null],
    status: 'complete',
  });
});

it('keeps what is complete and says of the rest why it is not', () => {
  const results = toMetricResults(
    ['a', 'b', 'c', 'd'].map(id => functionMetric('Errors', 'Sum', id)),
    [
      {
        ...meta,
        Messages: [{ Code: 'MaxMetricsExceeded', Value: 'Too many metrics.' }],
        MetricDataResults: [
          {
            Id: 'a',
            StatusCode: 'Complete',
            Timestamps: [at(600)],
            Values: [1],
          },
          { Id: 'b', StatusCode: 'PartialData', Timestamps: [], Values: [] },
          {
            Id: 'c',
            StatusCode: 'Forbidden',
            Messages: [{ Code: 'Forbidden', Value: 'Other account.' }],
          },
        ],
      },
    ],
    window,
    'The connection failed.',
  );
  const told = results.map(({ id, status, message }) => [id, status, message]);
  expect(told).toEqual([
    ['a', 'complete', undefined],
    ['b', 'partial', 'Too many metrics. The connection failed.'],
    ['c', 'failed', 'Other account. Too many metrics.'],
    ['d', 'failed', 'Too many metrics. The connection failed.'],
  ]);
});

it('takes a search without matches for an answer, and keeps its series apart', () => {
  const search = {
    id: 's1',
    expression: "SEARCH('{AWS/Lambda} Errors', 'Sum')",
  };
  const [none] = toMetricResults([search], [meta], window);
  expect(none).toMatchObject({
    status: 'complete',
    values: Array(5).fill(null),
  });
  const two = toMetricResults(
    [search],
    [
      {
        ...meta,
        MetricDataResults: ['load', 'clean'].map(Label => ({
          Id: 's1',
          Label,
          StatusCode: 'Complete',
          Timestamps: [at(600)],
          Values: [1],
        })),
      },
    ],
    window,
  );
  expect(two.map(({ label }) => label)).toEqual(['load', 'clean']);
});
