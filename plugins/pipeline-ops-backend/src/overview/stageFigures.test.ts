import type { ChartSeries } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { silencesOf } from './silences';
import { stageFigures, type ReadChart } from './stageFigures';

const T0 = Date.parse('2026-11-21T00:00:00Z') / 1_000;

/** A chart of one series, one value a minute. */
function chart(
  role: ChartSpec['role'],
  values: (number | null)[],
  more: { unit?: string; resourceId?: string; title?: string } = {},
): ReadChart {
  const { unit = 'Count', resourceId = 'lambda:load', title = 'Loads' } = more;
  const series: ChartSeries = {
    id: 'm1',
    label: title,
    t0: T0,
    step: 60,
    values,
    status: 'complete',
    empty: values.every(value => value === null),
  };
  const spec: ChartSpec = {
    id: `${resourceId}:${title}`,
    title,
    unit,
    role,
    series: [],
    thresholds: [],
  };
  return {
    spec,
    resourceTitle: 'Loader',
    chart: {
      ...spec,
      resourceId,
      series: [series],
      alarmNames: [],
      thresholds: [],
    },
  };
}

const minutes = (count: number, value: number | null) =>
  Array<number | null>(count).fill(value);

describe('success rate', () => {
  it('is the share of successes where successes and failures are counted', () => {
    const { successRate, throughput } = stageFigures([
      chart('success', minutes(60, 9)),
      chart('failure', minutes(60, 1)),
    ]);
    expect(successRate).toBeCloseTo(0.9);
    expect(throughput).toBeCloseTo(10);
  });

  it('is what did not fail of what went through the resource that counts failures', () => {
    expect(
      stageFigures([
        chart('throughput', minutes(60, 100)),
        chart('failure', minutes(60, 5)),
        chart('throughput', minutes(60, 9_000), { resourceId: 's3:bucket' }),
      ]).successRate,
    ).toBeCloseTo(0.95);
  });

  it('is read where it is measured as a percentage', () => {
    expect(
      stageFigures([
        chart('success', minutes(60, 98), { unit: 'Percent' }),
        chart('failure', minutes(60, 50)),
      ]).successRate,
    ).toBeCloseTo(0.98);
  });

  it('is about the last hour, not about the whole range', () => {
    expect(
      stageFigures([
        chart('success', [...minutes(600, 0), ...minutes(60, 4)]),
        chart('failure', [...minutes(600, 7), ...minutes(60, 0)]),
      ]).successRate,
    ).toBe(1);
  });

  it('counts things, not bytes', () => {
    expect(
      stageFigures([chart('throughput', minutes(60, 9), { unit: 'Bytes' })])
        .throughput,
    ).toBeUndefined();
  });

  it('is left out when nothing went through or nothing is counted', () => {
    expect(
      stageFigures([
        chart('success', minutes(60, 0)),
        chart('failure', minutes(60, 0)),
      ]).successRate,
    ).toBeUndefined();
    expect(stageFigures([chart('latency', minutes(60, 5))])).toEqual({
      lastDataAt: T0 + 59 * 60,
    });
    expect(stageFigures([])).toEqual({});
  });
});

it('draws a sparkline of what goes through, with its gaps', () => {
  const { sparkline, lastDataAt } = stageFigures([
    chart('throughput', [...minutes(90, 2), ...minutes(90, null)]),
  ]);
  expect(sparkline?.length).toBeLessThanOrEqual(40);
  expect(sparkline?.[0]).toBe(2);
  expect(sparkline?.at(-1)).toBeNull();
  expect(lastDataAt).toBe(T0 + 89 * 60);
});

describe('silence', () => {
  const silent = (
    values: (number | null)[],
    role: ChartSpec['role'] = 'throughput',
  ) => silencesOf([chart(role, values)]).length > 0;

  it('is when regular reports stop', () => {
    expect(
      silencesOf([
        chart('throughput', [...minutes(60, 3), ...minutes(15, null)]),
      ]),
    ).toEqual([
      { title: 'Loads of Loader', since: '2026-11-21T00:59:00.000Z' },
    ]);
  });

  it('is not a pause of a few minutes, a job that runs now and then, or the absence of errors', () => {
    expect(silent([...minutes(60, 3), ...minutes(6, null)])).toBe(false);
    expect(silent([3, ...minutes(59, null), 3, ...minutes(30, null)])).toBe(
      false,
    );
    expect(silent(minutes(60, null))).toBe(false);
    expect(silent([...minutes(60, 3), ...minutes(30, null)], 'failure')).toBe(
      false,
    );
  });
});
