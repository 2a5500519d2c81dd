import type {
  Alarm,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ThresholdSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { healthInput } from './healthInput';
import type { ReadChart } from './stageFigures';

const firing: Alarm = {
  name: 'orders-errors',
  type: 'metric',
  state: 'ALARM',
  stateReason: '',
  condition: 'Errors Sum > 5 for 1 of 1 x 5 min',
  threshold: 5,
  comparison: '>',
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: {},
    stat: 'Sum',
    period: 300,
  },
  evidence: { values: [null, 14] },
  actionsEnabled: true,
  actions: [],
  sourceId: 'lab',
  region: 'eu-central-1',
  runbooks: [],
};

const leaf = (
  alarmName: string,
  actual?: 'OK' | 'ALARM',
  expected: 'OK' | 'ALARM' = 'ALARM',
) => ({ type: 'state' as const, alarmName, expected, actual });

it.each<[string, Partial<Alarm>, string | undefined]>([
  ['what it saw', {}, 'Errors Sum was 14 (> 5)'],
  [
    'the band that it left',
    {
      threshold: undefined,
      comparison: 'outside-band',
      evidence: { values: [50], band: [{ lower: 180, upper: 220 }] },
    },
    'Errors Sum was 50 (expected 180 to 220)',
  ],
  [
    'its condition, without evidence',
    { evidence: undefined },
    firing.condition,
  ],
  [
    'what metric math saw, by its name',
    {
      metric: undefined,
      expression: '100 * bad / all',
      queries: [
        { id: 'bad', label: 'Bad' },
        { id: 'e', expression: '100 * bad / all', label: 'Failure rate' },
      ],
    },
    'Failure rate was 14 (> 5)',
  ],
  [
    'its condition, on nameless metric math',
    { metric: undefined },
    firing.condition,
  ],
  ['nothing while it is well', { state: 'OK' }, undefined],
  ['nothing of itself when it is composite', { type: 'composite' }, undefined],
])('says why an alarm fires: %s', (_, more, because) => {
  const { alarms } = healthInput([{ ...firing, ...more }], [], []);
  expect(alarms[0].because).toBe(because);
});

it('names the alarms that decided a composite one, and not those that speak against it', () => {
  const rule: Alarm['rule'] = {
    type: 'or',
    children: [
      {
        type: 'and',
        children: [
          leaf('a', 'ALARM'),
          { type: 'not', child: leaf('maintenance', 'ALARM') },
        ],
      },
      leaf('calm', 'OK'),
      leaf('hidden'),
      leaf('heartbeat', 'OK', 'OK'),
      leaf('a', 'ALARM'),
      { type: 'literal', value: true },
    ],
  };
  const { alarms } = healthInput(
    [{ ...firing, type: 'composite', rule }],
    [],
    [],
  );
  expect(alarms[0].decidedBy).toEqual(['a', 'heartbeat']);
});

const chart = (
  title: string,
  unit: string,
  threshold: Partial<ChartThreshold>,
  written: Partial<ThresholdSpec> = {},
): ReadChart => {
  const text = threshold.text ?? '> 5';
  const origin = threshold.origin ?? 'document';
  return {
    resourceTitle: 'Kafka publish',
    chart: {
      id: 'c',
      title,
      unit,
      series: [],
      alarmNames: [],
      thresholds: [
        { comparison: '>', text, breached: true, ...threshold, origin },
      ],
    },
    spec: {
      id: 'c',
      title,
      unit,
      series: [],
      thresholds: [
        { comparison: '>', text, ...written, origin: origin as 'document' },
      ],
    },
  };
};

it.each<[ReadChart, string]>([
  [
    chart(
      'Kafka publish failures',
      'Count',
      { value: 5, observed: 121, text: '> 5 in 5 minutes' },
      { windowSeconds: 300 },
    ),
    'Kafka publish failures: 121 in 5 min (guide: > 5)',
  ],
  [
    chart('Offline partitions', 'Count', {
      value: 0,
      observed: 14,
      origin: 'service-pack',
    }),
    'Offline partitions of Kafka publish: 14 (default: > 0)',
  ],
  [
    chart(
      'Duration',
      'Milliseconds',
      { value: 675_000, observed: 700_000, text: '> 75 % of timeout' },
      { relativeTo: 'timeout' },
    ),
    'Duration of Kafka publish: 700,000 ms (guide: > 75 % of timeout)',
  ],
  [
    chart('Memory', 'Bytes', {
      value: 1_073_741_824,
      observed: 536_870_912,
      comparison: '<',
      origin: 'definition',
    }),
    'Memory of Kafka publish: 512 MiB (definition: < 1 GiB)',
  ],
  [
    chart('Records', 'Count', { text: 'Significant deviation from baseline' }),
    'Records of Kafka publish: not as usual (guide: Significant deviation from baseline)',
  ],
])('says a crossed threshold so that it needs no chart: %#', (read, text) => {
  expect(healthInput([], [read], []).thresholds).toMatchObject([
    { text, breached: true },
  ]);
});

it('says one crossed limit of a value, the gravest, since the first was crossed', () => {
  const read = chart('Iterator age', 'Milliseconds', {
    value: 60_000,
    observed: 249_400,
    since: 1_000,
  });
  const [first] = read.chart.thresholds;
  read.chart.thresholds.push(
    { ...first, value: 120_000, since: 2_000 },
    { ...first, value: 300_000, breached: false },
    { ...first, comparison: '<', value: 10, severity: 'low' },
  );
  const { thresholds } = healthInput([], [read], []);
  expect(thresholds).toMatchObject([
    {
      text: 'Iterator age of Kafka publish: 249,400 ms (guide: > 120,000 ms)',
      since: '1970-01-01T00:16:40.000Z',
    },
    { text: 'Iterator age of Kafka publish: 249,400 ms (guide: < 10 ms)' },
  ]);
  first.severity = 'critical';
  expect(healthInput([], [read], []).thresholds[0]).toMatchObject({
    severity: 'critical',
    text: 'Iterator age of Kafka publish: 249,400 ms (guide: > 60,000 ms)',
  });
});

it('knows since when a threshold is crossed, and leaves those of alarms to the alarms', () => {
  const at = Date.parse('2026-11-21T02:41:00Z') / 1_000;
  const thresholdsOf = (threshold: Partial<ChartThreshold>) =>
    healthInput(
      [],
      [chart('Errors', 'Count', { value: 5, observed: 9, ...threshold })],
      [],
    ).thresholds;
  expect(thresholdsOf({ since: at })).toMatchObject([
    { since: '2026-11-21T02:41:00.000Z' },
  ]);
  expect(thresholdsOf({ origin: 'alarm' })).toEqual([]);
  expect(thresholdsOf({ breached: undefined })).toEqual([]);
});
