import type { SourceState } from './api/envelope';
import fc from 'fast-check';
import { rollUpHealth, type HealthAlarm, type HealthInput } from './health';

const source = (status: SourceState['status']): SourceState => ({
  id: 'prod',
  account: '111122223333',
  region: 'eu-central-1',
  status,
  asOf: '2026-11-21T03:18:00Z',
});

const calm: HealthInput = {
  alarms: [],
  thresholds: [],
  silences: [],
  hasData: true,
  sources: [source('ok')],
};

const firing = (
  name: string,
  more: Partial<HealthAlarm> = {},
): HealthAlarm => ({
  name,
  type: 'metric',
  state: 'ALARM',
  ...more,
});

it('is healthy when nothing speaks against it', () => {
  expect(rollUpHealth(calm)).toEqual({
    health: 'healthy',
    reasons: [],
    alarmNames: [],
  });
});

it('fails for a firing alarm, and names what decided, worst first, since the earliest of them', () => {
  const verdict = rollUpHealth({
    ...calm,
    alarms: [
      firing('load-late', {
        severity: 'warning',
        since: '2026-11-21T01:00:00Z',
      }),
      firing('publish-failures', {
        severity: 'high',
        since: '2026-11-21T02:41:00Z',
      }),
      firing('pipeline-critical', {
        type: 'composite',
        severity: 'high',
        since: '2026-11-21T02:43:00Z',
      }),
      { name: 'fine', type: 'metric', state: 'OK' },
    ],
  });
  expect(verdict).toEqual({
    health: 'failing',
    alarmNames: ['pipeline-critical', 'publish-failures', 'load-late'],
    reasons: [
      'Composite alarm pipeline-critical is in ALARM (high)',
      'Alarm publish-failures is in ALARM (high)',
      'Alarm load-late is in ALARM (warning)',
    ],
    since: '2026-11-21T02:41:00Z',
  });
});

it.each([
  ['critical', 'failing'],
  ['high', 'failing'],
  [undefined, 'failing'],
  ['medium', 'degraded'],
  ['warning', 'degraded'],
  ['low', 'degraded'],
] as const)('takes an alarm of severity %s for %s', (severity, health) => {
  expect(
    rollUpHealth({ ...calm, alarms: [firing('a', { severity })] }).health,
  ).toBe(health);
});

describe('a composite alarm', () => {
  const part = (name: string, more: Partial<HealthAlarm> = {}) =>
    firing(name, { severity: 'warning', ...more });
  const whole = (
    name: string,
    decidedBy: string[],
    more: Partial<HealthAlarm> = {},
  ) =>
    firing(name, {
      type: 'composite',
      severity: 'warning',
      decidedBy,
      ...more,
    });
  const rolledUp = (...alarms: HealthAlarm[]) =>
    rollUpHealth({ ...calm, alarms });

  it('tells what decided it, so that this is not said twice', () => {
    const verdict = rolledUp(
      part('late', { since: '2026-11-21T02:50:00Z' }),
      part('kafka-failures', {
        severity: 'high',
        because: 'FailureCount Sum was 121 (> 5)',
        since: '2026-11-21T02:41:00Z',
      }),
      part('elsewhere', { because: 'Age Maximum was 90 (> 60)' }),
      whole('critical', ['late', 'kafka-failures'], {
        severity: 'critical',
        since: '2026-11-21T02:43:00Z',
      }),
    );
    expect(verdict).toEqual({
      health: 'failing',
      reasons: [
        'Composite alarm critical is in ALARM (critical). Decided by kafka-failures: FailureCount Sum was 121 (> 5); late',
        'Alarm elsewhere is in ALARM (warning): Age Maximum was 90 (> 60)',
      ],
      alarmNames: ['critical', 'kafka-failures', 'late', 'elsewhere'],
      since: '2026-11-21T02:41:00Z',
    });
  });

  it('weighs as much as the worst of what decided it', () => {
    const verdict = rolledUp(
      part('other', { severity: 'high' }),
      whole('all', ['a']),
      part('a', { severity: 'critical' }),
    );
    expect(verdict).toMatchObject({
      health: 'failing',
      reasons: [
        'Composite alarm all is in ALARM (warning). Decided by a',
        'Alarm other is in ALARM (high)',
      ],
    });
  });

  it('tells through others what is at the bottom of it, and how much is left', () => {
    expect(
      rolledUp(
        whole('top', ['middle', 'a']),
        whole('middle', ['b', 'c', 'd']),
        ...['a', 'b', 'c', 'd'].map(name => part(name)),
      ).reasons,
    ).toEqual([
      expect.stringMatching(
        /^Composite alarm top is in ALARM \(warning\)\. Decided by \w; \w; \w; 1 more$/,
      ),
    ]);
  });

  it('does not speak for an alarm of the same name elsewhere', () => {
    expect(
      rolledUp(
        whole('top', ['a'], { sourceId: 'eu' }),
        part('a', { sourceId: 'eu' }),
        part('a', { sourceId: 'us' }),
      ).reasons,
    ).toEqual([
      'Composite alarm top is in ALARM (warning). Decided by a',
      'Alarm a is in ALARM (warning)',
    ]);
  });

  it('is said by itself where nothing that decided it can be seen', () => {
    expect(rolledUp(whole('top', ['hidden'])).reasons).toEqual([
      'Composite alarm top is in ALARM (warning)',
    ]);
    expect(rolledUp(whole('a', ['b']), whole('b', ['a'])).reasons).toHaveLength(
      2,
    );
  });
});

it('is degraded since the threshold was crossed', () => {
  const crossed = (since?: string) => ({
    text: 'Iterator age: 91,000 ms (guide: > 60,000 ms)',
    breached: true,
    origin: 'document' as const,
    since,
  });
  expect(
    rollUpHealth({
      ...calm,
      thresholds: [
        crossed('2026-11-21T02:50:00Z'),
        crossed('2026-11-21T02:45:00Z'),
        crossed(),
      ],
    }).since,
  ).toBe('2026-11-21T02:45:00Z');
});

it('is degraded by a crossed threshold, and fails only where the document calls it critical', () => {
  const crossed = {
    text: 'Iterator age is 91,000 ms (> 60000)',
    breached: true,
  };
  const health = (more: object) =>
    rollUpHealth({
      ...calm,
      thresholds: [{ ...crossed, origin: 'document', ...more }],
    }).health;
  expect(health({})).toBe('degraded');
  expect(health({ severity: 'critical' })).toBe('failing');
  expect(health({ severity: 'critical', origin: 'service-pack' })).toBe(
    'degraded',
  );
  expect(health({ breached: false })).toBe('healthy');
});

it('is degraded by what stopped reporting', () => {
  const verdict = rollUpHealth({
    ...calm,
    silences: [{ title: 'S3 uploads', since: '2026-11-21T02:09:00.000Z' }],
  });
  expect(verdict).toMatchObject({
    health: 'degraded',
    reasons: ['S3 uploads has not reported since 2026-11-21 02:09 UTC'],
    since: '2026-11-21T02:09:00.000Z',
  });
});

it('is degraded by an important alarm that sees nothing', () => {
  const blind = (severity: HealthAlarm['severity']) =>
    rollUpHealth({
      ...calm,
      alarms: [
        { ...firing('quality', { severity }), state: 'INSUFFICIENT_DATA' },
      ],
    });
  expect(blind('critical')).toMatchObject({
    health: 'degraded',
    reasons: ['Alarm quality has too little data to judge by (critical)'],
    alarmNames: ['quality'],
  });
  expect(blind(undefined).health).toBe('healthy');
});

it('tells what could not be read from what is not there', () => {
  const blind = { ...calm, hasData: false };
  expect(rollUpHealth(blind).health).toBe('no-data');
  expect(rollUpHealth({ ...blind, sources: [source('denied')] })).toMatchObject(
    { health: 'unknown', reasons: ['Source prod is denied'] },
  );
  expect(
    rollUpHealth({ ...blind, sources: [source('denied'), source('ok')] })
      .health,
  ).toBe('no-data');
  expect(
    rollUpHealth({
      ...blind,
      alarms: [{ name: 'a', type: 'metric', state: 'INSUFFICIENT_DATA' }],
    }).health,
  ).toBe('no-data');
  expect(
    rollUpHealth({
      ...blind,
      alarms: [{ name: 'a', type: 'metric', state: 'OK' }],
    }).health,
  ).toBe('healthy');
});

it('never gets better by another ground, and never leaves one unsaid', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const alarm = fc.record({
    name,
    decidedBy: fc.uniqueArray(name),
    type: fc.constantFrom('metric' as const, 'composite' as const),
    state: fc.constantFrom(
      'OK' as const,
      'ALARM' as const,
      'INSUFFICIENT_DATA' as const,
    ),
    severity: fc.constantFrom(
      'critical',
      'high',
      'medium',
      'warning',
      'low',
      undefined,
    ),
  }) as fc.Arbitrary<HealthAlarm>;
  const rank = (alarms: HealthAlarm[]) =>
    ['healthy', 'degraded', 'failing'].indexOf(
      rollUpHealth({ ...calm, alarms }).health,
    );
  fc.assert(
    fc.property(fc.array(alarm), alarm, (alarms, another) => {
      expect(rank([...alarms, another])).toBeGreaterThanOrEqual(rank(alarms));
      const { health, reasons } = rollUpHealth({ ...calm, alarms });
      expect(reasons.length > 0).toBe(health !== 'healthy');
    }),
  );
});
