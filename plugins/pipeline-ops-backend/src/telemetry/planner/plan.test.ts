import type { MetricQuery } from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import { billedMetrics } from '../billing';
import { functionMetric } from '../__fixtures__/FakeTelemetry';
import { planCalls } from './plan';
import { metricKey, queryKeys } from './queryKeys';

const STATISTICS = [
  'Sum',
  'Average',
  'Minimum',
  'Maximum',
  'SampleCount',
  'p99',
];

/** Charts as pages have them: some stored metrics, sometimes math over them. */
const chart: fc.Arbitrary<MetricQuery[]> = fc
  .record({
    metrics: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...STATISTICS)),
      { minLength: 1, maxLength: 6 },
    ),
    math: fc.boolean(),
    hideInputs: fc.boolean(),
  })
  .map(({ metrics, math, hideInputs }) => {
    const stored: MetricQuery[] = metrics.map(([number, stat], index) => ({
      ...functionMetric(`Metric${number}`, stat, `m${index}`),
      returnData: !(math && hideInputs),
    }));
    const ids = stored.map(({ id }) => id);
    return math
      ? [...stored, { id: 'e1', expression: `100 * ${ids.join(' / ')}` }]
      : stored;
  });

const charts = fc.array(chart, { minLength: 1, maxLength: 60 });

const returned = (queries: readonly MetricQuery[]) =>
  queries.filter(({ returnData }) => returnData !== false);

describe('planCalls', () => {
  it('brings every wanted series to everybody who wants it, exactly once', () => {
    fc.assert(
      fc.property(charts, requests => {
        const delivered = planCalls(requests, 180)
          .flatMap(({ routes }) => [...routes.values()].flat())
          .map(({ request, id }) => `${request}/${id}`);
        const wanted = requests.flatMap((queries, request) =>
          returned(queries).map(({ id }) => `${request}/${id}`),
        );
        expect(delivered.sort()).toEqual(wanted.sort());
      }),
    );
  });

  it('stays within what one call may hold, however small that is', () => {
    fc.assert(
      fc.property(
        charts,
        fc.integer({ min: 8, max: 500 }),
        fc.integer({ min: 1, max: 1_440 }),
        (requests, maxQueries, buckets) => {
          const maxPoints = 8 * buckets;
          for (const { queries } of planCalls(requests, buckets, {
            maxQueries,
            maxPoints,
          })) {
            expect(queries.length).toBeLessThanOrEqual(maxQueries);
            expect(returned(queries).length * buckets).toBeLessThanOrEqual(
              maxPoints,
            );
            expect(new Set(queries.map(({ id }) => id)).size).toBe(
              queries.length,
            );
          }
        },
      ),
    );
  });

  it('asks under new ids for the same thing', () => {
    fc.assert(
      fc.property(charts, requests => {
        for (const { queries, routes } of planCalls(requests, 60)) {
          const planned = queryKeys(queries);
          for (const [id, receivers] of routes) {
            for (const { request, id: own } of receivers) {
              expect(planned.get(id)).toBe(
                queryKeys(requests[request]).get(own),
              );
            }
          }
        }
      }),
    );
  });

  it('pays for each metric once and keeps its statistics together', () => {
    fc.assert(
      fc.property(charts, requests => {
        const calls = planCalls(requests, 60);
        const metrics = new Set(
          requests
            .flat()
            .flatMap(({ metric }) => (metric ? metricKey(metric) : [])),
        );
        const perCall = calls.map(
          ({ queries }) =>
            new Set(
              queries.flatMap(({ metric }) =>
                metric ? metricKey(metric) : [],
              ),
            ),
        );
        for (const metric of metrics) {
          expect(perCall.filter(call => call.has(metric))).toHaveLength(1);
        }
        const billed = calls.reduce(
          (sum, { queries }) => sum + billedMetrics(queries),
          0,
        );
        const naive = requests.reduce(
          (sum, queries) => sum + billedMetrics(queries),
          0,
        );
        expect(billed).toBeLessThanOrEqual(naive);
      }),
    );
  });

  it('puts forty charts of one page into one call', () => {
    const page = Array.from({ length: 40 }, (_, index) => [
      functionMetric(`Metric${index}`, 'Average', 'a'),
      functionMetric(`Metric${index}`, 'p99', 'b'),
    ]);
    const calls = planCalls(page, 180);
    expect(calls).toHaveLength(1);
    expect(billedMetrics(calls[0].queries)).toBe(40);
  });

  it('splits math that links more than a call may hold, with its own copy of the inputs', () => {
    const inputs = Array.from({ length: 12 }, (_, index) => ({
      ...functionMetric(`Metric${index}`, 'Sum', `m${index}`),
      returnData: false,
    }));
    const request: MetricQuery[] = [
      ...inputs,
      {
        id: 'e1',
        expression: inputs
          .slice(0, 7)
          .map(({ id }) => id)
          .join('+'),
      },
      {
        id: 'e2',
        expression: inputs
          .slice(5)
          .map(({ id }) => id)
          .join('+'),
      },
    ];
    const calls = planCalls([request], 60, {
      maxQueries: 8,
      maxPoints: 100_800,
    });
    expect(calls.map(({ queries }) => queries.length)).toEqual([8, 8]);
  });

  it('leaves a request alone whose expressions read all of it', () => {
    const wide: MetricQuery[] = [
      functionMetric('Errors', 'Sum', 'm1'),
      { id: 'total', expression: 'SUM(METRICS("m"))' },
    ];
    const calls = planCalls([wide, [functionMetric('Throttles')]], 60);
    expect(calls).toHaveLength(2);
    expect(calls[1].queries).toEqual(wide);
  });

  it('keeps series apart that differ in period or in a label that CloudWatch writes', () => {
    const errors = functionMetric('Errors', 'Sum', 'm1');
    const [call] = planCalls(
      [
        [errors],
        [{ ...errors, label: 'Failed loads' }],
        [{ ...errors, period: 3_600 }],
        [{ ...errors, label: 'now ${LAST}' }],
        [
          { ...errors, returnData: false },
          { id: 'e1', expression: 'm1 * 2', label: 'Twice', period: 300 },
        ],
      ],
      60,
    );
    const asked = call.queries.map(query => [
      query.expression?.replace(/q\d+/, 'm') ?? query.metric?.metricName,
      query.period,
      query.label,
      call.routes.get(query.id)?.map(({ request }) => request),
    ]);
    expect(asked).toEqual([
      // A label that is put on afterwards changes nothing of what is asked.
      ['Errors', undefined, undefined, [0, 1]],
      ['Errors', 3_600, undefined, [2]],
      ['Errors', undefined, 'now ${LAST}', [3]],
      ['m * 2', 300, 'Twice', [4]],
    ]);
  });

  it('does not touch quoted text of an expression', () => {
    const [call] = planCalls(
      [
        [
          { ...functionMetric('Errors', 'Sum', 'm1'), returnData: false },
          {
            id: 'e1',
            expression: `IF(m1 > 0, m1, 0) + SEARCH('m1 {AWS/Lambda}', 'Sum')`,
          },
        ],
      ],
      60,
    );
    const stored = call.queries.find(({ metric }) => metric);
    expect(call.queries.find(({ expression }) => expression)?.expression).toBe(
      `IF(${stored?.id} > 0, ${stored?.id}, 0) + SEARCH('m1 {AWS/Lambda}', 'Sum')`,
    );
  });
});

it('counts what a request is billed for as AWS does', () => {
  const all = [...STATISTICS.slice(0, 5)].map((stat, index) =>
    functionMetric('Duration', stat, `d${index}`),
  );
  expect(billedMetrics(all)).toBe(1);
  expect(billedMetrics([...all, functionMetric('Duration', 'p99', 'd9')])).toBe(
    2,
  );
  expect(billedMetrics([...all, { id: 'e1', expression: 'd0 / d4' }])).toBe(1);
});
