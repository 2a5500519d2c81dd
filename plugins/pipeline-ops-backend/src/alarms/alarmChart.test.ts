import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CloudAlarm,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { alarmCharts, alarmWindow, planOf } from './alarmChart';

const NOW = Date.parse('2026-11-21T03:18:30Z') / 1_000;
const HOUR = 3_600;

const metric = (metricName: string, stat = 'Sum') => ({
  namespace: 'AWS/Lambda',
  metricName,
  dimensions: { FunctionName: 'orders-load' },
  stat,
});

const errors: CloudAlarm = {
  name: 'orders-prod-errors',
  arn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:orders-prod-errors',
  type: 'metric',
  state: 'ALARM',
  stateReason: '',
  actionsEnabled: true,
  alarmActions: [],
  okActions: [],
  insufficientDataActions: [],
  metric: { ...metric('Errors'), period: 300 },
  queries: [{ id: 'm1', metric: metric('Errors'), period: 300 }],
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 1,
};

const rate: CloudAlarm = {
  ...errors,
  name: 'orders-prod-rate',
  metric: undefined,
  expression: '100 * bad / all',
  queries: [
    { id: 'bad', metric: metric('Errors'), period: 300, returnData: false },
    {
      id: 'all',
      metric: metric('Invocations'),
      period: 300,
      returnData: false,
    },
    { id: 'rate', expression: '100 * bad / all', label: 'Failure rate' },
  ],
};

const unusual: CloudAlarm = {
  ...errors,
  threshold: undefined,
  thresholdMetricId: 'band',
  comparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
  queries: [
    { id: 'm1', metric: metric('Invocations'), period: 300, returnData: true },
    {
      id: 'band',
      expression: 'ANOMALY_DETECTION_BAND(m1, 2)',
      returnData: true,
    },
  ],
};

const shownAs = (alarm: CloudAlarm): Alarm => ({
  name: alarm.name,
  type: 'metric',
  state: alarm.state,
  stateReason: '',
  condition: 'as in words',
  threshold: alarm.threshold,
  comparison: alarm.thresholdMetricId ? 'outside-band' : '>',
  actionsEnabled: true,
  actions: [],
  sourceId: 'lab',
  region: 'eu-central-1',
  runbooks: [],
});

const lastHour = { from: NOW - HOUR, to: NOW };

function draw(alarm: CloudAlarm, values: Record<string, (number | null)[]>) {
  const plan = planOf(alarm);
  if (!plan) throw new Error('there is nothing to draw');
  const window = alarmWindow(alarm, lastHour, NOW);
  const results = Object.entries(values).map(([id, one]): MetricResult => ({
    id,
    label: id,
    t0: window.from,
    step: window.period,
    values: one,
    status: 'complete',
  }));
  return alarmCharts({
    plan,
    shown: shownAs(alarm),
    alarm,
    results,
    transitions: [
      {
        at: '2026-11-21T02:41:00Z',
        kind: 'state',
        summary: '',
        from: 'OK',
        to: 'ALARM',
      },
      { at: '2026-11-21T02:41:01Z', kind: 'action', summary: '' },
      {
        at: '2026-11-20T02:41:00Z',
        kind: 'state',
        summary: '',
        from: 'ALARM',
        to: 'OK',
      },
    ],
    window,
  });
}

it('draws the metric with its threshold, its states and their changes', () => {
  const { chart, inputs } = draw(errors, { m1: [0, 0, 14] });
  const at = (time: string) => Date.parse(`2026-11-21T${time}Z`) / 1_000;
  expect(inputs).toBeUndefined();
  expect(chart).toMatchObject({
    series: [{ id: 'm1', label: 'Errors Sum', values: [0, 0, 14] }],
    thresholds: [
      {
        value: 5,
        comparison: '>',
        text: 'as in words',
        origin: 'alarm',
        breached: true,
        observed: 14,
      },
    ],
    marks: [{ at: at('02:41:00'), kind: 'alarm' }],
    alarmBand: [
      { from: at('02:15:00'), to: at('02:41:00'), state: 'OK' },
      { from: at('02:41:00'), to: at('03:15:00'), state: 'ALARM' },
    ],
  });
});

it('draws what metric math gives against the threshold, and what it reads apart', () => {
  expect(planOf(rate)?.queries).toEqual([
    { id: 'bad', metric: metric('Errors'), returnData: true },
    { id: 'all', metric: metric('Invocations'), returnData: true },
    {
      id: 'rate',
      expression: '100 * bad / all',
      label: 'Failure rate',
      returnData: true,
    },
  ]);
  const { chart, inputs } = draw(rate, {
    rate: [2, 4],
    bad: [2, 4],
    all: [100, 100],
  });
  expect(chart).toMatchObject({
    series: [{ label: 'Failure rate', values: [2, 4] }],
    thresholds: [{ value: 5, breached: false, observed: 4 }],
  });
  expect(inputs?.series).toMatchObject([
    { label: 'Errors Sum', values: [2, 4] },
    { label: 'Invocations Sum', values: [100, 100] },
  ]);
});

it('draws the band of an anomaly alarm instead of a line', () => {
  const { chart } = draw(unusual, {
    m1: [100, 50],
    anomaly_band_first: [120, 121],
    anomaly_band_last: [80, null],
  });
  expect(chart.series).toMatchObject([{ id: 'm1', values: [100, 50] }]);
  expect(chart.thresholds).toEqual([]);
  expect(chart.bands).toMatchObject([
    { label: 'Anomaly detection band', values: [80, null], upper: [120, null] },
  ]);
});

it.each([
  [
    'a composite alarm',
    { ...errors, type: 'composite' as const, queries: undefined },
  ],
  ['metrics of another account', { ...rate, queries: undefined }],
])('draws nothing for %s', (_, alarm) => {
  expect(planOf(alarm)).toBeUndefined();
});

describe('the window', () => {
  const every = (
    period: number,
    more: Partial<CloudAlarm> = {},
  ): CloudAlarm => ({
    ...errors,
    metric: { ...metric('Errors'), period },
    ...more,
  });
  const windowOf = (alarm: CloudAlarm, hours: number) =>
    alarmWindow(alarm, { from: NOW - hours * HOUR, to: NOW }, NOW);

  it.each([
    ['five minutes over a day', 300, 24, 300, 288],
    // 14 days of minutes are 20,160 points: an hour each instead.
    ['a minute over two weeks', 60, 14 * 24, HOUR, 336],
    // Ten seconds are kept for three hours only.
    ['ten seconds over an hour', 10, 1, 60, 60],
    // One bucket of a day would show nothing: six of them.
    ['a day over three hours', 86_400, 3, 86_400, 6],
  ])(
    'takes the period of the alarm where that can be drawn: %s',
    (_, period, hours, used, points) => {
      const window = windowOf(every(period), hours);
      expect(window.period).toBe(used);
      expect((window.to - window.from) / used).toBe(points);
    },
  );

  it('shows twice what the alarm looks at', () => {
    const { from, to } = windowOf(every(300, { evaluationPeriods: 24 }), 1);
    expect(to - from).toBe(4 * HOUR);
  });
});

it('draws no line against sums over other buckets than those of the alarm', () => {
  const alarm = { ...errors, metric: { ...metric('Errors'), period: 60 } };
  const twoWeeks = { from: NOW - 14 * 24 * HOUR, to: NOW };
  const drawnOver = (one: CloudAlarm) =>
    alarmCharts({
      plan: planOf(one)!,
      shown: shownAs(one),
      alarm: one,
      results: [],
      transitions: [],
      window: alarmWindow(one, twoWeeks, NOW),
    }).chart.thresholds;
  expect(drawnOver(alarm)).toMatchObject([
    { text: 'as in words', origin: 'alarm' },
  ]);
  expect(drawnOver(alarm)[0].value).toBeUndefined();
  const average = {
    ...alarm,
    queries: [{ id: 'm1', metric: metric('Duration', 'Average') }],
  };
  expect(drawnOver(average)[0].value).toBe(5);
});
