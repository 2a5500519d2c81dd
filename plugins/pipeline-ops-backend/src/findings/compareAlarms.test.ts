import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ExpectedAlarm } from '../alarms/documentedAlarms';
import {
  described,
  errors,
  expectedAs,
  POSITION,
} from './__fixtures__/ordersErrors';
import { alarmDifferences } from './alarmDifferences';
import {
  alarmsWithoutAction,
  alarmsWithoutRunbook,
  differingAlarms,
  missingAlarms,
  undocumentedAlarms,
} from './compareAlarms';

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
