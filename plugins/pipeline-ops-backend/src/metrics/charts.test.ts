import type {
  AlarmBandSegment,
  ChartSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { bandOfAlarm, worstBand } from './alarmBand';
import { downsample } from './downsample';
import { alarmThreshold, toChartThreshold } from './thresholds';
import { ThresholdSources } from './ThresholdSources';

describe('downsample', () => {
  const values = fc.array(
    fc.oneof(
      fc.constant(null),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    ),
    { minLength: 1, maxLength: 2_000 },
  );

  it('keeps peaks, covers the same time and gives no more points than asked', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 20, max: 600 }), (all, most) => {
        const less = downsample({ t0: 600, step: 60, values: all }, most);
        const known = (list: (number | null)[]) =>
          list.filter(value => value !== null);
        expect(less.values.length).toBeLessThanOrEqual(Math.max(most, 1) + 1);
        expect(less.t0).toBe(600);
        expect(less.values.length * less.step).toBeGreaterThanOrEqual(
          all.length * 60,
        );
        // Of an empty list, the extremes are infinite on both sides.
        expect(Math.max(...known(less.values))).toBe(Math.max(...known(all)));
        expect(Math.min(...known(less.values))).toBe(Math.min(...known(all)));
      }),
    );
  });

  it('keeps a gap as a gap', () => {
    const gap = [
      ...Array(100).fill(1),
      ...Array(100).fill(null),
      ...Array(100).fill(2),
    ];
    const { values: kept } = downsample({ t0: 0, step: 60, values: gap }, 60);
    expect(kept.filter(value => value === null).length).toBeGreaterThan(15);
  });
});

describe('alarm bands', () => {
  const window = { from: 1_000, to: 2_000 };
  const change = (at: number, from: 'OK' | 'ALARM', to: 'OK' | 'ALARM') => ({
    at: new Date(at * 1_000).toISOString(),
    kind: 'state' as const,
    summary: '',
    from,
    to,
  });

  it('shows the state at every moment of the window', () => {
    expect(
      bandOfAlarm(
        'ALARM',
        [
          change(1_600, 'OK', 'ALARM'),
          change(1_200, 'ALARM', 'OK'),
          change(900, 'OK', 'ALARM'),
        ],
        window,
      ),
    ).toEqual([
      { from: 1_000, to: 1_200, state: 'ALARM' },
      { from: 1_200, to: 1_600, state: 'OK' },
      { from: 1_600, to: 2_000, state: 'ALARM' },
    ]);
    expect(bandOfAlarm('OK', [], window)).toEqual([{ ...window, state: 'OK' }]);
    expect(
      bandOfAlarm('ALARM', [change(2_500, 'OK', 'ALARM')], window),
    ).toEqual([{ ...window, state: 'OK' }]);
  });

  it('tiles the window whatever the history, and the worst wins', () => {
    const history = fc.array(
      fc
        .tuple(fc.integer({ min: 500, max: 2_500 }), fc.boolean())
        .map(([at, up]) =>
          up ? change(at, 'OK', 'ALARM') : change(at, 'ALARM', 'OK'),
        ),
      { maxLength: 12 },
    );
    const tiles = (band: AlarmBandSegment[]) => {
      expect(band[0].from).toBe(window.from);
      expect(band.at(-1)?.to).toBe(window.to);
      band.slice(1).forEach((segment, index) => {
        expect(segment.from).toBe(band[index].to);
        expect(segment.state).not.toBe(band[index].state);
      });
    };
    const stateAt = (band: AlarmBandSegment[], time: number) =>
      band.find(({ from, to }) => from <= time && time < to)?.state;
    fc.assert(
      fc.property(
        history,
        history,
        fc.integer({ min: 1_000, max: 1_999 }),
        (a, b, time) => {
          const [one, two] = [
            bandOfAlarm('OK', a, window),
            bandOfAlarm('ALARM', b, window),
          ];
          const worst = worstBand([one, two]);
          [one, two, worst].forEach(tiles);
          const states = [stateAt(one, time), stateAt(two, time)];
          expect(stateAt(worst, time)).toBe(
            states.includes('ALARM') ? 'ALARM' : 'OK',
          );
        },
      ),
    );
  });
});

describe('thresholds', () => {
  const noDocuments = ThresholdSources.create([]);

  const chart: ChartSpec = {
    id: 'lambda:orders-load:Errors',
    title: 'Errors',
    unit: 'Count',
    thresholds: [],
    series: [
      {
        id: 'errors',
        label: 'Errors',
        visible: true,
        metric: {
          namespace: 'AWS/Lambda',
          metricName: 'Errors',
          dimensions: {},
          stat: 'Sum',
        },
      },
      {
        id: 'provisioned',
        label: 'Provisioned',
        visible: true,
        metric: {
          namespace: 'AWS/Lambda',
          metricName: 'Provisioned',
          dimensions: {},
          stat: 'Maximum',
        },
      },
    ],
  };
  const series = (values: (number | null)[], id = 'errors'): ChartSeries => ({
    id,
    label: id,
    t0: 0,
    step: 60,
    values,
    status: 'complete',
    empty: false,
  });
  const spec = (more: Partial<ThresholdSpec>): ThresholdSpec => ({
    comparison: '>',
    value: 5,
    text: '> 5',
    origin: 'document',
    ...more,
  });
  const judged = (more: Partial<ThresholdSpec>, ...drawn: ChartSeries[]) =>
    toChartThreshold(spec(more), chart, drawn, noDocuments);

  it('holds the newest value against the line', () => {
    expect(judged({}, series([9, 4, null]))).toMatchObject({
      observed: 4,
      breached: false,
    });
    expect(judged({}, series([4, 9]))).toMatchObject({
      observed: 9,
      breached: true,
    });
    expect(judged({ comparison: '<' }, series([4]))).toMatchObject({
      breached: true,
    });
  });

  it('adds up what is counted over a longer time', () => {
    expect(
      judged({ windowSeconds: 300 }, series([9, 2, 2, null, 1, 1])),
    ).toMatchObject({ observed: 6, breached: true });
  });

  it('judges by the worst of several resources, and by the first of several statistics', () => {
    const brokers = (stats: string[]) => ({
      ...chart,
      series: stats.map((stat, index) => ({
        ...chart.series[0],
        id: `m${index + 1}`,
        metric: { ...chart.series[0].metric!, stat },
      })),
    });
    const drawn = [series([1], 'm1'), series([9], 'm2')];
    const observed = (stats: string[], comparison: '>' | '<') =>
      toChartThreshold(spec({ comparison }), brokers(stats), drawn, noDocuments)
        .observed;
    expect(observed(['Maximum', 'Maximum'], '>')).toBe(9);
    expect(observed(['Maximum', 'Maximum'], '<')).toBe(1);
    expect(observed(['Maximum', 'Average'], '>')).toBe(1);
  });

  it('does not guess when the buckets are longer than what is counted over', () => {
    const hourly = { ...series([9]), step: 3_600 };
    const unsure = judged({ windowSeconds: 300 }, hourly);
    expect(unsure.observed).toBe(9);
    expect(unsure.breached).toBeUndefined();
    expect(
      judged({ windowSeconds: 300 }, { ...hourly, values: [3] }).breached,
    ).toBe(false);
  });

  it('says nothing about old values, failed series or text without a value', () => {
    expect(
      judged({}, series([9, ...Array(20).fill(null)])).breached,
    ).toBeUndefined();
    expect(
      judged({}, { ...series([9]), status: 'failed' }).breached,
    ).toBeUndefined();
    const inWords = judged(
      { value: undefined, text: 'sustained' },
      series([9]),
    );
    expect(inWords).toEqual({
      comparison: '>',
      text: 'sustained',
      origin: 'document',
    });
  });

  it('computes a relative line where its base is known', () => {
    expect(
      judged({ value: 80, relativeTo: 'timeout', base: 30_000 }, series([1]))
        .value,
    ).toBe(24_000);
    expect(
      judged(
        { value: 80, relativeTo: 'provisioned' },
        series([50]),
        series([100, 50], 'provisioned'),
      ),
    ).toMatchObject({ value: 40, breached: true });
    expect(
      judged({ value: 120, relativeTo: 'baseline' }, series([1])).value,
    ).toBeUndefined();
    expect(
      judged({ value: 80, relativeTo: 'errors' }, series([1])).value,
    ).toBeUndefined();
  });

  it('draws, but does not judge, what may be the normal range', () => {
    const bullet = {
      id: 't1',
      name: 'Error rate',
      headingPath: ['Metrics'],
      lines: { startLine: 51, endLine: 51 },
      metrics: ['Errors'],
      text: '< 1%',
      origin: 'bullet' as const,
    };
    const { content } = ordersPipeline().documents[0];
    const sources = ThresholdSources.create([
      {
        path: 'docs/operations.md',
        url: 'https://host/operations.md',
        viewUrl: 'https://host/operations.md#view',
        content: content && { ...content, metricThresholds: [bullet] },
      },
    ]);
    const place = { path: 'docs/operations.md', startLine: 51, endLine: 51 };
    const normal = toChartThreshold(
      spec({ comparison: '<', value: 1, text: '< 1%', document: place }),
      chart,
      [series([0])],
      sources,
    );
    expect(normal).toMatchObject({
      value: 1,
      observed: 0,
      position: { ...place, url: 'https://host/operations.md#view' },
    });
    expect(normal.breached).toBeUndefined();
    const zero = spec({
      comparison: '==',
      value: 0,
      document: { ...place, startLine: 60 },
    });
    expect(
      toChartThreshold(zero, chart, [series([0])], sources).breached,
    ).toBeUndefined();
  });

  it('draws the line of an alarm on the same metric, but not of a band', () => {
    const alarm = {
      name: 'orders-load-errors',
      condition: 'Errors Sum >= 10 for 1 of 1 x 5 min',
      comparison: '>=',
      threshold: 10,
      metric: { ...chart.series[0].metric, period: 300 },
    } as Parameters<typeof alarmThreshold>[0];
    expect(
      alarmThreshold(alarm, chart, [series([2, 2, 2, 2, 2])]),
    ).toMatchObject({
      value: 10,
      origin: 'alarm',
      alarmName: 'orders-load-errors',
      observed: 10,
      breached: true,
    });
    expect(
      alarmThreshold({ ...alarm, comparison: 'outside-band' }, chart, [
        series([1]),
      ]),
    ).toBeUndefined();
  });
});
