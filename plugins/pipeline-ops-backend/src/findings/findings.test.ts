import type {
  Alarm,
  AlarmRunbookLink,
  LogGroup,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  DocumentedAlarm,
  RunbookElement,
} from '@pipeline-ops/operations-document';
import type {
  ChartSpec,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ExpectedAlarm } from '../alarms/documentedAlarms';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { alarmDifferences } from './alarmDifferences';
import {
  alarmsWithoutAction,
  alarmsWithoutRunbook,
  differingAlarms,
  missingAlarms,
  undocumentedAlarms,
} from './compareAlarms';
import { missingDashboards } from './compareDashboards';
import { differingRetention, missingLogGroups } from './compareLogGroups';
import { silentMetrics } from './compareMetrics';
import { unreachableRunbooks } from './compareRunbooks';
import { bySeverity } from './finding';

const POSITION = { path: 'docs/operations.md', startLine: 120, endLine: 131 };

const answered: AlarmRunbookLink = {
  runbookId: 'r1',
  title: 'Load fails',
  reason: 'names the alarm',
  explicit: true,
};

const errors: Alarm = {
  name: 'orders-errors',
  type: 'metric',
  state: 'OK',
  stateReason: '',
  condition: 'Errors Sum > 5 for 1 of 1 x 5 min',
  threshold: 5,
  comparison: '>',
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: { FunctionName: 'orders-load' },
    stat: 'Sum',
    period: 300,
  },
  missingData: 'missing',
  evaluationPeriods: 1,
  actionsEnabled: true,
  actions: ['SNS topic data-alerts'],
  documented: POSITION,
  sourceId: 'lab',
  region: 'eu-central-1',
  consoleUrl: 'https://console/alarm',
  runbooks: [answered],
};

const described: DocumentedAlarm = {
  id: 'a1',
  headingPath: ['Alarms'],
  lines: { startLine: 120, endLine: 131 },
  name: 'orders-errors',
  kind: 'metric',
  metric: 'Errors',
  statistic: 'Sum',
  period: 300,
  evaluationPeriods: 1,
  comparison: '>',
  threshold: 5,
  origin: 'cli',
};

const expectedAs = (more: Partial<DocumentedAlarm> = {}): ExpectedAlarm => ({
  name: more.name ?? described.name,
  literal: true,
  position: POSITION,
  element: { ...described, ...more },
});

const words = (
  differences: { what: string; expected: string; found: string }[],
) =>
  differences.map(
    ({ what, expected, found }) => `${what}: ${expected}, not ${found}`,
  );

describe('a documented alarm', () => {
  it.each([
    ['critical', { severity: 'SEV-1' }, 'critical'],
    ['as its name says', { name: 'orders-warning' }, 'warning'],
    ['middling', {}, 'medium'],
  ])('that is missing is %s', (_, element, severity) => {
    const one = expectedAs(element);
    expect(
      missingAlarms(
        [one, expectedAs({ name: 'deployed' })],
        [{ name: one.name }],
      ),
    ).toMatchObject([
      {
        id: `alarm-missing:${one.name}`,
        severity,
        expected: 'an alarm of this name (docs/operations.md, line 120)',
        position: POSITION,
      },
    ]);
  });

  it.each([
    ['nothing', {}, []],
    ['its threshold', { threshold: 10 }, ['threshold: > 10, not > 5']],
    [
      'its comparison',
      { comparison: '>=' as const },
      ['threshold: >= 5, not > 5'],
    ],
    [
      'the threshold alone, where nothing is said of the comparison',
      { comparison: undefined, threshold: 4 },
      ['threshold: 4, not 5'],
    ],
    ['its period', { period: 60 }, ['period: 1 min, not 5 min']],
    ['how often', { evaluationPeriods: 3 }, ['evaluation periods: 3, not 1']],
    [
      'how often of how often',
      { datapointsToAlarm: 2 },
      ['data points to alarm: 2, not 1'],
    ],
    [
      'its statistic',
      { statistic: 'Average' },
      ['statistic: Average, not Sum'],
    ],
    ['its metric', { metric: 'Throttles' }, ['metric: Throttles, not Errors']],
    [
      'missing data',
      { treatMissingData: 'notBreaching' },
      ['missing data: notBreaching, not missing'],
    ],
    [
      'not its kind, where nothing says it',
      { kind: 'composite' as const, threshold: 9, origin: 'yaml' as const },
      [],
    ],
    [
      'its kind',
      { kind: 'composite' as const, threshold: 9 },
      ['kind: composite alarm, not metric alarm'],
    ],
    ['not a name with a placeholder', { metric: '{metric}' }, []],
    ['not a spelling', { statistic: 'sum', treatMissingData: 'Missing' }, []],
    ['not the last digit', { threshold: 5.0000000001 }, []],
    [
      'two things',
      { period: 60, threshold: 1 },
      ['threshold: > 1, not > 5', 'period: 1 min, not 5 min'],
    ],
  ])('may differ from the deployed one in %s', (_, more, differences) => {
    expect(words(alarmDifferences({ ...described, ...more }, errors))).toEqual(
      differences,
    );
  });

  it('is held against every alarm that its pattern names', () => {
    const pattern: ExpectedAlarm = {
      ...expectedAs({ threshold: 10 }),
      name: 'orders-{part}',
      literal: false,
    };
    expect(
      differingAlarms(
        [pattern],
        [
          { ...errors, severity: 'high' },
          { ...errors, name: 'payments' },
        ],
      ),
    ).toMatchObject([
      {
        id: 'alarm-differs:lab:orders-errors',
        severity: 'high',
        expected: 'threshold > 10 (docs/operations.md, line 120)',
        found: 'threshold > 5',
      },
    ]);
  });
});

it('misses a description only where documents describe alarms at all', () => {
  const undocumented = { ...errors, documented: undefined };
  expect(undocumentedAlarms([], [undocumented])).toEqual([]);
  expect(
    undocumentedAlarms([expectedAs()], [errors, undocumented]),
  ).toMatchObject([
    { kind: 'alarm-undocumented', subject: 'orders-errors', severity: 'low' },
  ]);
});

describe('an alarm that nobody is told of', () => {
  const silent: Alarm = { ...errors, actions: [] };
  const critical: Alarm = {
    ...errors,
    name: 'orders-critical',
    type: 'composite',
    rule: { type: 'state', expected: 'ALARM', alarmName: 'orders-errors' },
  };

  it.each([
    ['has no action', [silent], ['no action for the state ALARM']],
    [
      'has its actions switched off',
      [{ ...errors, actionsEnabled: false }],
      ['actions are switched off (SNS topic data-alerts)'],
    ],
    ['is not part of a composite one that tells', [silent, critical], []],
    [
      'is not in another region than that composite one',
      [silent, { ...critical, sourceId: 'lab-us' }],
      ['no action for the state ALARM'],
    ],
    [
      'is part of a composite one that tells nobody either',
      [silent, { ...critical, actions: [] }],
      ['no action for the state ALARM', 'no action for the state ALARM'],
    ],
    [
      'only holds another one back',
      [silent, { ...critical, rule: undefined, suppressedBy: 'orders-errors' }],
      [],
    ],
  ] as [string, Alarm[], string[]][])('%s', (_, alarms, found) => {
    expect(alarmsWithoutAction(alarms).map(one => one.found)).toEqual(found);
  });

  it('weighs as much as the alarm', () => {
    expect(
      [silent, { ...silent, severity: 'critical' as const }]
        .flatMap(alarm => alarmsWithoutAction([alarm]))
        .map(({ severity }) => severity),
    ).toEqual(['warning', 'high']);
  });
});

it('misses the procedure of an alarm, the more the graver it is', () => {
  const lonely: Alarm = { ...errors, runbooks: [] };
  expect(
    alarmsWithoutRunbook([
      errors,
      lonely,
      { ...lonely, name: 'b', severity: 'critical' },
    ]).map(({ subject, severity, position }) => [subject, severity, position]),
  ).toEqual([
    ['orders-errors', 'low', POSITION],
    ['b', 'medium', POSITION],
  ]);
});

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
