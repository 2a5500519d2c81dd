import type { RunbookElement } from '@pipeline-ops/operations-document';
import type { LogGroup } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import {
  described,
  errors,
  expectedAs,
  POSITION,
} from './__fixtures__/ordersErrors';
import {
  alarmsWithoutAction,
  alarmsWithoutRunbook,
  missingAlarms,
} from './compareAlarms';
import { missingDashboards } from './compareDashboards';
import { differingRetention, missingLogGroups } from './compareLogGroups';
import { silentMetrics } from './compareMetrics';
import { unreachableRunbooks } from './compareRunbooks';
import { bySeverity } from './finding';

it.each<[string, Partial<LogGroup>, string[]]>([
  ['as documented', { retentionDays: 30, documentedRetentionDays: 30 }, []],
  ['undocumented', { retentionDays: 7 }, []],
  [
    'deleted too early',
    { retentionDays: 7, documentedRetentionDays: 30 },
    ['medium: kept 30 days (docs/operations.md, line 120), but kept 7 days'],
  ],
  [
    'kept too long',
    { retentionDays: 90, documentedRetentionDays: 1 },
    ['low: kept 1 day (docs/operations.md, line 120), but kept 90 days'],
  ],
  [
    'kept for ever',
    { documentedRetentionDays: 30 },
    ['low: kept 30 days (docs/operations.md, line 120), but never expires'],
  ],
  [
    'not there',
    { exists: false, documentedRetentionDays: 30 },
    [
      'medium: a log group of this name (docs/operations.md, line 120), but none in AWS',
    ],
  ],
])('holds log groups against the documents: %s', (_, more, found) => {
  const group: LogGroup = {
    name: '/aws/lambda/orders-load',
    sourceId: 'lab',
    region: 'eu-central-1',
    exists: true,
    ...more,
  };
  const findings = [missingLogGroups, differingRetention].flatMap(compare =>
    compare([group], () => POSITION),
  );
  expect(
    findings.map(one => `${one.severity}: ${one.expected}, but ${one.found}`),
  ).toEqual(found);
});

describe('metrics that never reported', () => {
  const chart = (
    metricName: string,
    more: Partial<ChartSpec> = {},
  ): ChartSpec => ({
    id: `lambda:orders-load:${metricName}`,
    title: metricName,
    unit: 'Count',
    thresholds: [],
    series: [
      {
        id: 'm',
        label: metricName,
        visible: true,
        metric: {
          namespace: 'AWS/Lambda',
          metricName,
          dimensions: {},
          stat: 'Sum',
        },
      },
    ],
    ...more,
  });
  const documented: Partial<ChartSpec> = {
    thresholds: [
      {
        comparison: '>',
        value: 5,
        text: '> 5',
        origin: 'document',
        document: POSITION,
      },
    ],
  };
  const resource = (
    charts: ChartSpec[],
    more: Partial<ResolvedResource> = {},
  ): ResolvedResource => ({
    id: 'lambda:orders-load',
    kind: 'lambda',
    name: 'orders-load',
    title: 'Loader',
    sourceId: 'lab',
    declared: true,
    charts,
    ...more,
  });
  const alive = chart('Invocations');

  it.each<[string, ResolvedResource, string[]]>([
    [
      'one that a document names',
      resource([alive, chart('Age', documented)]),
      ['low lambda:orders-load:Age'],
    ],
    [
      'one that the definition names',
      resource([alive, chart('Age')], { kind: 'custom' }),
      ['low lambda:orders-load:Age'],
    ],
    [
      'not one that only a service pack adds',
      resource([alive, chart('Age')]),
      [],
    ],
    [
      'not failures, which may never happen',
      resource([alive, chart('Errors', { ...documented, role: 'failure' })]),
      [],
    ],
    [
      'a resource of which nothing reports, once',
      resource([
        chart('Errors', { role: 'failure' }),
        chart('Age', documented),
      ]),
      ['medium lambda:orders-load'],
    ],
    [
      'not a resource that nobody named',
      resource([chart('Age', documented)], { declared: false }),
      [],
    ],
    ['not a resource without charts', resource([]), []],
  ])('are found: %s', (_, one, found) => {
    const known = (metric: { metricName: string }) =>
      metric.metricName === 'Invocations';
    expect(
      silentMetrics(one, known).map(
        ({ severity, subject }) => `${severity} ${subject}`,
      ),
    ).toEqual(found);
  });
});

describe('a procedure that nothing leads to', () => {
  const loadFails: RunbookElement = {
    id: 'r2',
    headingPath: ['Troubleshooting'],
    lines: { startLine: 80, endLine: 90 },
    title: 'Issue: Load fails',
    kind: 'runbook',
    form: 'steps',
    symptoms: [],
    causes: [],
    prerequisites: [],
    steps: [],
    commands: [],
    verification: [],
    rollback: [],
    escalation: [],
    prevention: [],
    alarmNames: [],
    metricNames: [],
  };
  const found = (
    more: Partial<RunbookElement>,
    links: { alarmName: string; runbook: string }[] = [],
  ) => {
    const pipeline = ordersPipeline({ runbookLinks: links });
    pipeline.documents[0].content!.runbooks = [{ ...loadFails, ...more }];
    return unreachableRunbooks(pipeline, [errors]).map(
      ({ subject }) => subject,
    );
  };

  it.each<[string, Partial<RunbookElement>, string[]]>([
    ['is against a trouble', {}, ['Load fails']],
    ['answers no alarm', { id: 'r1' }, []],
    ['names no metric', { metricNames: ['Errors'] }, []],
    ['is not found by symptoms', { symptoms: ['Orders are late'] }, []],
    [
      'says how bad it is',
      { kind: 'troubleshooting', severity: 'High' },
      ['Load fails'],
    ],
    ['is not about looking into anything', { kind: 'troubleshooting' }, []],
    ['is not about recovery', { kind: 'recovery' }, []],
    ['is not for every incident', { kind: 'incident-response' }, []],
    ['holds something to do', { form: 'prose' }, []],
  ])('%s', (_, more, subjects) => {
    expect(found(more)).toEqual(subjects);
  });

  it('is not linked from another section, and was never run', () => {
    expect(found({ linked: true })).toEqual([]);
    const pipeline = ordersPipeline();
    pipeline.documents[0].content!.runbooks = [loadFails];
    const subjects = (used: string[]) =>
      unreachableRunbooks(pipeline, [errors], new Set(used)).length;
    expect([subjects([]), subjects([loadFails.id])]).toEqual([1, 0]);
  });

  it('is not linked in the definition', () => {
    expect(found({}, [{ alarmName: 'x', runbook: 'load fails' }])).toEqual([]);
  });
});

it('misses dashboards that the definition names or whose body a document holds', () => {
  const dashboard = (id: string, title: string, deployed: boolean) => ({
    id,
    title,
    deployed,
    ...(deployed ? {} : { position: POSITION }),
  });
  expect(
    missingDashboards(
      ['orders-main', 'orders-costs', 'orders-costs', 'Orders at a glance'],
      [
        dashboard('orders-main', 'orders-main', true),
        dashboard('d41d', 'Orders at a glance', false),
      ],
    ).map(({ id, expected }) => [id, expected]),
  ).toEqual([
    [
      'dashboard-missing:Orders at a glance (d41d)',
      'a dashboard Orders at a glance (docs/operations.md, line 120)',
    ],
    [
      'dashboard-missing:orders-costs',
      'a dashboard of this name (named in the definition)',
    ],
  ]);
});

it('sorts what nobody watches before what is untidy, whatever came first', () => {
  const findings = [
    ...missingDashboards(['orders'], []),
    ...alarmsWithoutRunbook([{ ...errors, runbooks: [] }]),
    ...alarmsWithoutAction([{ ...errors, severity: 'high', actions: [] }]),
    ...missingAlarms([expectedAs({ severity: 'High' })], [described]),
  ];
  const ids = [
    'alarm-missing:orders-errors',
    'alarm-without-action:lab:orders-errors',
    'alarm-without-runbook:lab:orders-errors',
    'dashboard-missing:orders',
  ];
  expect([...findings].sort(bySeverity).map(({ id }) => id)).toEqual(ids);
  expect(
    [...findings]
      .reverse()
      .sort(bySeverity)
      .map(({ id }) => id),
  ).toEqual(ids);
});
