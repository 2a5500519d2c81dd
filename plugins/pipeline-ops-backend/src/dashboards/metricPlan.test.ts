import type {
  ResolvedEnvironment,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { ChartedMetrics } from '../pipelines/trust/metrics';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import type { ParsedMetricWidget } from './body/model';
import { parseDashboardBody } from './body/parseDashboardBody';
import { planWidget, type ReadingScope } from './metricPlan';

const NOW = Date.parse('2026-11-21T03:18:30Z') / 1_000;

const selection = (more: Partial<SourceSelection['source']> = {}) => ({
  source: { ...LAB, ...more },
  alarms: [],
  logGroups: [],
  dashboards: [],
  metrics: [{ type: 'any' as const }],
});

function scope(
  selections: SourceSelection[] = [selection()],
  more: Partial<ReadingScope> = {},
): ReadingScope {
  const environment: ResolvedEnvironment = {
    name: 'prod',
    variables: {},
    selections,
    resources: [],
    stages: [],
    refusals: [],
  };
  return {
    environment,
    home: selections[0],
    range: { from: NOW - 3_600, to: NOW },
    charted: ChartedMetrics.of(environment),
    now: NOW,
    periodOverride: 'auto',
    ...more,
  };
}

function plan(properties: object, where = scope()) {
  const { widgets } = parseDashboardBody({
    widgets: [{ type: 'metric', properties: { stat: 'Sum', ...properties } }],
  });
  const { rows, reads } = planWidget(
    widgets[0].content as ParsedMetricWidget,
    where,
  );
  return {
    rows: rows.map(planned =>
      'refusal' in planned ? planned.refusal : planned.queryIds,
    ),
    reads: reads.map(({ selection: read, window, queries }) => ({
      source: read.source.id,
      period: window.period,
      queries: queries.map(query => [
        query.id,
        query.expression ?? `${query.metric?.metricName} ${query.metric?.stat}`,
        query.returnData,
      ]),
    })),
  };
}

it('reads rows of one period together, and brings what metric math reads', () => {
  expect(
    plan({
      metrics: [
        ['Shop', 'Orders', { id: 'm1', visible: false }],
        ['Shop', 'Refunds', { stat: 'p95' }],
        [{ expression: 'e2 * 100', id: 'e1' }],
        [{ expression: 'm1 / 1e3', id: 'e2', visible: false }],
        ['Shop', 'Visits', { visible: false }],
      ],
    }),
  ).toEqual({
    rows: [['row2'], ['e1']],
    reads: [
      {
        source: 'lab',
        period: 300,
        queries: [
          ['row2', 'Refunds p95', true],
          ['e2', 'm1 / 1e3', false],
          ['m1', 'Orders Sum', false],
          ['e1', 'e2 * 100', true],
        ],
      },
    ],
  });
});

it('asks once for each period; inputs come in the period of what reads them', () => {
  const { reads } = plan({
    metrics: [
      ['Shop', 'Orders', { id: 'm1' }],
      ['...', { period: 3_600 }],
      [{ expression: 'RATE(m1)', id: 'e1', period: 3_600 }],
    ],
  });
  expect(reads).toEqual([
    { source: 'lab', period: 300, queries: [['m1', 'Orders Sum', true]] },
    {
      source: 'lab',
      period: 3_600,
      queries: [
        ['row2', 'Orders Sum', true],
        ['m1', 'Orders Sum', false],
        ['e1', 'RATE(m1)', true],
      ],
    },
  ]);
});

it('asks a search for the period that is shown, since its series come in the one that it names', () => {
  const search = (period: number) =>
    `SUM(SEARCH('{Shop,Region} Orders', 'Sum', ${period}))`;
  const week = { range: { from: NOW - 7 * 86_400, to: NOW } };
  expect(
    plan({ metrics: [[{ expression: search(60) }]] }, scope(undefined, week))
      .reads,
  ).toEqual([
    { source: 'lab', period: 3_600, queries: [['row1', search(3_600), true]] },
  ]);
  expect(plan({ metrics: [[{ expression: search(60) }]] }).reads).toEqual([
    { source: 'lab', period: 60, queries: [['row1', search(60), true]] },
  ]);
});

it('gives METRICS() every stored row, drawn or not', () => {
  const [read] = plan({
    metrics: [
      ['Shop', 'Orders', { visible: false }],
      ['Shop', 'Refunds', { visible: false }],
      [{ expression: 'SUM(METRICS())' }],
    ],
  }).reads;
  expect(read.queries).toEqual([
    ['row1', 'Orders Sum', false],
    ['row2', 'Refunds Sum', false],
    ['row3', 'SUM(METRICS())', true],
  ]);
});

it('reads a band by its two edges, under ids that nobody has', () => {
  expect(
    plan({
      metrics: [
        ['Shop', 'Orders', { id: 'row2_first' }],
        [{ expression: 'ANOMALY_DETECTION_BAND(row2_first, 2)' }],
      ],
    }),
  ).toEqual({
    rows: [['row2_first'], ['row2_first_', 'row2_last']],
    reads: [
      {
        source: 'lab',
        period: 300,
        queries: [
          ['row2_first', 'Orders Sum', true],
          ['row2', 'ANOMALY_DETECTION_BAND(row2_first, 2)', false],
          ['row2_first_', 'FIRST(row2)', true],
          ['row2_last', 'LAST(row2)', true],
        ],
      },
    ],
  });
});

it('says of metric math what it cannot read', () => {
  const us = selection({ id: 'lab-us', region: 'us-east-1' });
  const { rows, reads } = plan(
    {
      metrics: [
        ['Shop', 'Orders', { id: 'm1' }],
        ['Shop', 'Orders', { id: 'm2', region: 'us-east-1' }],
        ['Shop', 'Orders', { id: 'm3', region: 'eu-west-3' }],
        [{ expression: 'm1 + m2' }],
        [{ expression: 'm1 + m3' }],
        [{ expression: 'm1 + m9' }],
        [{ expression: 'e1 + 1', id: 'e1' }],
        [{ expression: 'e3 + 1', id: 'e2' }],
        [{ expression: 'e2 + 1', id: 'e3' }],
      ],
    },
    scope([selection(), us]),
  );
  expect(rows).toEqual([
    ['m1'],
    ['m2'],
    expect.stringContaining('no source in eu-west-3'),
    expect.stringContaining('m2 of another region or account'),
    expect.stringContaining('m3, which may not be read'),
    expect.stringContaining('uses m9, and no row has this id'),
    expect.stringContaining('uses itself'),
    expect.stringContaining('uses itself'),
    expect.stringContaining('uses itself'),
  ]);
  expect(reads.map(({ source }) => source)).toEqual(['lab', 'lab-us']);
});

it('sends no account, region or role of a dashboard to telemetry', () => {
  const { widgets } = parseDashboardBody({
    widgets: [
      {
        type: 'metric',
        properties: {
          region: 'us-east-1',
          accountId: '999999999999',
          roleArn: 'arn:aws:iam::999999999999:role/x',
          metrics: [
            ['Shop', 'Orders', { region: LAB.region }],
            [
              'Shop',
              'Orders',
              { region: LAB.region, accountId: LAB.accountId },
            ],
          ],
        },
      },
    ],
  });
  const { rows, reads } = planWidget(
    widgets[0].content as ParsedMetricWidget,
    scope(),
  );
  expect(rows[0]).toHaveProperty('refusal');
  expect(reads).toHaveLength(1);
  expect(reads[0].selection.source).toEqual(LAB);
  expect(JSON.stringify(reads)).not.toMatch(/999999999999|us-east-1|role/);
});
