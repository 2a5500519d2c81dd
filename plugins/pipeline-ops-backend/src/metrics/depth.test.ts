import type {
  AlarmTransition,
  ChartSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSeriesSpec,
  ChartSpec,
  MetricResult,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { marksOfAlarm } from './alarmMarks';
import { bandOf, bandQueries } from './anomalyBand';
import { quantityInWords } from './quantityInWords';
import { toChartThreshold } from './thresholds';
import { ThresholdSources } from './ThresholdSources';

const noDocuments = ThresholdSources.create([]);

function drawn(metricName: string, stat: string): ChartSeriesSpec {
  return {
    id: metricName.toLowerCase(),
    label: metricName,
    visible: true,
    metric: { namespace: 'AWS/DynamoDB', metricName, dimensions: {}, stat },
  };
}

function chartOf(unit: string, ...lines: ChartSeriesSpec[]): ChartSpec {
  return {
    id: 'dynamodb:orders:x',
    title: 'X',
    unit,
    thresholds: [],
    series: lines,
  };
}

const errors = chartOf('Count', drawn('Errors', 'Sum'));

function series(
  values: (number | null)[],
  more: Partial<ChartSeries> = {},
): ChartSeries {
  return {
    id: 'errors',
    label: 'Errors',
    t0: 6_000,
    step: 60,
    values,
    status: 'complete',
    empty: false,
    ...more,
  };
}

const threshold = (more: Partial<ThresholdSpec> = {}): ThresholdSpec => ({
  comparison: '>',
  value: 5,
  text: '> 5',
  origin: 'definition',
  ...more,
});

describe('a crossed threshold', () => {
  const sinceOf = (
    values: (number | null)[],
    more: Partial<ThresholdSpec> = {},
  ) =>
    toChartThreshold(threshold(more), errors, [series(values)], noDocuments)
      .since;

  it('is crossed since the first bucket of the unbroken run', () => {
    // The third bucket starts at 6,000 + 2 × 60.
    expect(sinceOf([9, 5, 6, 7, 8])).toBe(6_120);
    expect(sinceOf([0, 0, 0, 0, 8])).toBe(6_240);
  });

  it('is crossed through buckets without a value', () => {
    expect(sinceOf([0, 6, null, null, 8, null])).toBe(6_060);
  });

  it('does not say since when, when that was before the range or it is not crossed', () => {
    expect(sinceOf([6, 7, 8])).toBeUndefined();
    expect(sinceOf([null, 7, 8])).toBeUndefined();
    expect(sinceOf([9, 9, 5])).toBeUndefined();
  });

  it('counts over its window', () => {
    // Sums of three buckets: 3, 4, 6, 7; above five since the bucket at 6,000 + 4 × 60.
    expect(sinceOf([1, 1, 1, 2, 3, 2], { windowSeconds: 180 })).toBe(6_240);
    // Until three buckets are known, nothing is said of their sum.
    expect(sinceOf([9, 0, 0], { windowSeconds: 180 })).toBeUndefined();
  });
});

describe('the base of a relative threshold', () => {
  const lambda = chartOf('Milliseconds', drawn('Duration', 'Maximum'));
  const of = (
    spec: Partial<ThresholdSpec>,
    chart = errors,
    all = [series([50])],
    usual?: number,
  ) => {
    const { base, value, breached } = toChartThreshold(
      threshold({ value: 80, ...spec }),
      chart,
      all,
      noDocuments,
      new Map(usual === undefined ? [] : [[all[0].id, usual]]),
    );
    return { base, value, breached };
  };

  it('comes from the definition', () => {
    expect(
      of({ relativeTo: 'timeout', base: 900_000, baseKey: 'timeout' }, lambda, [
        series([700_000], { id: 'duration' }),
      ]),
    ).toEqual({
      base: 'timeout of 900 s in the definition',
      value: 720_000,
      breached: false,
    });
  });

  it('comes from the limit that the chart draws, by whatever word', () => {
    const capacity = chartOf(
      'Count/Second',
      { ...drawn('ConsumedReadCapacityUnits', 'Sum'), id: 'c', visible: false },
      { id: 'errors', label: 'Consumed', expression: 'c/60', visible: true },
      drawn('ProvisionedReadCapacityUnits', 'Average'),
    );
    const all = [
      series([50]),
      series([100, 60, null], { id: 'provisionedreadcapacityunits' }),
    ];
    for (const relativeTo of ['provisioned', 'readCapacity', 'its capacity']) {
      expect(of({ relativeTo }, capacity, all)).toEqual({
        base: '60 from ProvisionedReadCapacityUnits',
        value: 48,
        breached: true,
      });
    }
  });

  it('comes from what is usual', () => {
    const judged = of(
      { relativeTo: 'baseline', value: 120 },
      errors,
      [series([50])],
      40,
    );
    expect(judged).toEqual({
      base: '40, usual at this weekday and hour',
      value: 48,
      breached: true,
    });
    expect(of({ relativeTo: 'the weekly average' })).toEqual({
      base: 'not known yet: too few values in the two weeks before',
      value: undefined,
      breached: undefined,
    });
  });

  it('is asked for where it is not known', () => {
    expect(
      of({ relativeTo: 'account limit', baseKey: 'limits.concurrency' }).base,
    ).toBe(
      'not known: add limits.concurrency to the resource in the definition',
    );
  });

  it('may be the band itself, where the document gives no number', () => {
    const baseline = { low: [0], high: [10], unusual: true };
    expect(
      of({ relativeTo: 'baseline', value: undefined }, errors, [
        series([50], { baseline }),
      ]),
    ).toMatchObject({ value: undefined, breached: true });
  });
});

it.each([
  [30_000, 'Milliseconds', '30 s'],
  [250, 'Milliseconds', '250 ms'],
  [7_200, 'Seconds', '7,200 s'],
  [17_179_869_184, 'Bytes', '16 GiB'],
  [12.345, 'Percent', '12.3 %'],
  [1_000, 'Count', '1,000'],
  [48.04, 'Count/Second', '48'],
  [123_456.7, 'None', '123,457'],
])('says %d %s as %s', (value, unit, words) => {
  expect(quantityInWords(value, unit)).toBe(words);
});

it('marks each change of state within the window', () => {
  const change = (
    at: string,
    to: AlarmTransition['to'],
    kind: AlarmTransition['kind'] = 'state',
  ): AlarmTransition => ({ at, to, kind, summary: '' });
  const from = Date.parse('2026-11-21T00:00:00Z') / 1_000;
  expect(
    marksOfAlarm(
      'orders-errors',
      [
        change('2026-11-21T02:41:00.512Z', 'ALARM'),
        change('2026-11-21T02:41:01Z', undefined, 'action'),
        change('2026-11-21T00:10:00Z', 'OK'),
        change('2026-11-21T00:00:00Z', 'INSUFFICIENT_DATA'),
        change('2026-11-20T23:59:59Z', 'ALARM'),
        change('2026-11-21T03:00:00Z', 'OK'),
      ],
      { from, to: from + 3 * 3_600 },
    ),
  ).toEqual([
    { at: from, label: 'orders-errors: INSUFFICIENT_DATA', kind: 'no-data' },
    { at: from + 600, label: 'orders-errors: OK', kind: 'ok' },
    { at: from + 9_660, label: 'orders-errors: ALARM', kind: 'alarm' },
  ]);
});

describe('an anomaly band', () => {
  const edge = (
    id: string,
    values: (number | null)[],
    status: MetricResult['status'] = 'complete',
  ): MetricResult => ({ id, label: 'any', t0: 0, step: 300, values, status });

  it('asks for both edges over the hidden inputs', () => {
    const metric = drawn('Errors', 'Sum').metric;
    expect(
      bandQueries(
        [
          { id: 'm1', metric },
          { id: 'ad1', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
        ],
        'ANOMALY_DETECTION_BAND(m1, 2)',
      ),
    ).toEqual([
      { id: 'm1', metric, returnData: false },
      {
        id: 'anomaly_band',
        expression: 'ANOMALY_DETECTION_BAND(m1, 2)',
        returnData: false,
      },
      { id: 'anomaly_band_first', expression: 'FIRST(anomaly_band)' },
      { id: 'anomaly_band_last', expression: 'LAST(anomaly_band)' },
    ]);
  });

  it('has its lower and upper line whichever comes first, and gaps where one is missing', () => {
    expect(
      bandOf(
        [
          edge('anomaly_band_first', [9, null, 8]),
          edge('anomaly_band_last', [1, 2, 8]),
        ],
        'Band',
      ),
    ).toEqual({
      label: 'Band',
      t0: 0,
      step: 300,
      values: [1, null, 8],
      upper: [9, null, 8],
    });
  });

  it('is not drawn before the model is trained, or when it could not be read', () => {
    const last = edge('anomaly_band_last', [1]);
    expect(bandOf([edge('anomaly_band_first', [null]), last], 'B')).toBe(
      undefined,
    );
    expect(bandOf([edge('anomaly_band_first', [9], 'failed'), last], 'B')).toBe(
      undefined,
    );
    expect(bandOf([last], 'B')).toBeUndefined();
  });
});
