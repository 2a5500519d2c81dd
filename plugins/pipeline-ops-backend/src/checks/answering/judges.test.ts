import type {
  Alarm,
  AlarmState,
  ChartSeries,
  CheckCondition,
  Finding,
  SourceState,
  SourceStatus,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import fc from 'fast-check';
import { judgeAlarms } from './judgeAlarms';
import { judgeFindings } from './judgeFindings';
import { judgeFreshness, judgeMetric, type JudgedSeries } from './judgeMetric';
import { compares } from '../../telemetry/compares';

const TO = Date.parse('2026-11-21T06:00:00Z') / 1_000;
const STEP = 300;

type MetricCondition = Extract<CheckCondition, { type: 'metric' }>;

function series(
  values: (number | null)[],
  more: Partial<JudgedSeries & Pick<ChartSeries, 'status'>> = {},
): JudgedSeries {
  const { status = 'complete', ...rest } = more;
  return {
    series: {
      id: 'm1',
      label: 'm1',
      t0: TO - values.length * STEP,
      step: STEP,
      values,
      status,
      empty: values.every(value => value === null),
    },
    stat: 'Maximum',
    unit: 'Count',
    isAlive: false,
    ...rest,
  };
}

function judged(
  values: (number | null)[],
  condition: Partial<MetricCondition> = {},
  more: Parameters<typeof series>[1] = {},
) {
  const windowSeconds = values.length * STEP;
  return judgeMetric(
    {
      type: 'metric',
      chartId: 'c',
      comparison: '<=',
      value: 5,
      windowSeconds,
      ...condition,
    },
    [series(values, more)],
    { from: TO - windowSeconds, to: TO, period: STEP },
  );
}

const sums = { stat: 'Sum' } as const;

describe('a metric', () => {
  it('holds or fails by every bucket, with the one that decided', () => {
    expect(judged([1, 3, 2])).toMatchObject({
      verdict: 'holds',
      value: 3,
      summary: 'highest 3 at 05:50 UTC, limit 5',
      limit: 5,
    });
    expect(judged([9, 12, 2])).toMatchObject({
      verdict: 'fails',
      value: 12,
      summary: '2 of 3 values against it: highest 12 at 05:50 UTC, limit 5',
    });
    expect(judged([99, 97, 98], { comparison: '>=', value: 98 })).toMatchObject(
      {
        verdict: 'fails',
        summary: '1 of 3 values against it: lowest 97 at 05:50 UTC, limit 98',
      },
    );
    expect(judged([0, 0, 4], { comparison: '==', value: 0 })).toMatchObject({
      verdict: 'fails',
      value: 4,
    });
  });

  it('is taken as a whole where the condition says so', () => {
    const whole = (aggregate: MetricCondition['aggregate']) =>
      judged([1, 2, 9], { aggregate });
    expect(whole('sum')).toMatchObject({ verdict: 'fails', value: 12 });
    expect(whole('average')).toMatchObject({
      verdict: 'holds',
      summary: 'on average 4, limit 5',
    });
    expect(whole('maximum')).toMatchObject({ verdict: 'fails', value: 9 });
    expect(whole('minimum')).toMatchObject({ verdict: 'holds', value: 1 });
    expect(whole('newest')).toMatchObject({
      verdict: 'fails',
      summary: 'newest 9 at 05:55 UTC, limit 5',
    });
  });

  it('counts what is missing as nothing, while its resource is at work', () => {
    const none = [null, null, null];
    expect(judged(none, {}, { ...sums, isAlive: true })).toMatchObject({
      verdict: 'holds',
      value: 0,
      summary: 'nothing reported, which counts as 0; limit 5',
    });
    expect(judged(none, {}, sums)).toMatchObject({
      verdict: 'unknown',
      summary: 'No data in this time',
    });
    expect(judged(none, {}, { isAlive: true }).verdict).toBe('unknown');
    expect(
      judged([8, null, 8], { comparison: '>', value: 0 }, sums),
    ).toMatchObject({ verdict: 'fails', value: 0 });
    expect(judged([8, null, 8], { comparison: '>', value: 0 }).verdict).toBe(
      'holds',
    );
  });

  it('is unknown where a yes would say too much, and fails all the same', () => {
    expect(judged([1, 1], {}, { status: 'partial' })).toMatchObject({
      verdict: 'unknown',
      summary: 'CloudWatch gave only a part of the data',
    });
    expect(judged([9, 1], {}, { status: 'partial' }).verdict).toBe('fails');
    expect(judged([1, 1], {}, { status: 'failed' }).verdict).toBe('unknown');
    const quiet = [1, 1, 1, 1, ...Array(6).fill(null)];
    expect(judged(quiet)).toMatchObject({
      verdict: 'unknown',
      summary: 'No data since 05:30 UTC',
    });
    expect(judged([1, 1, null, null]).verdict).toBe('holds');
  });

  it('is decided by the worst of several series, and unknown when one is', () => {
    const condition: MetricCondition = {
      type: 'metric',
      chartId: 'c',
      comparison: '<=',
      value: 5,
      windowSeconds: 900,
    };
    const window = { from: TO - 900, to: TO, period: STEP };
    const of = (...all: JudgedSeries[]) => judgeMetric(condition, all, window);
    const [calm, busy, red, blind] = [
      series([1, 1, 1], { label: 'load' }),
      series([4, 1, 1], { label: 'clean' }),
      series([7, 1, 1], { label: 'store' }),
      series([null, null, null], { label: 'archive' }),
    ];
    expect(of(calm, busy)).toMatchObject({
      verdict: 'holds',
      summary: 'highest 4 at 05:45 UTC, limit 5 of clean',
    });
    expect(of(calm, red, blind)).toMatchObject({ verdict: 'fails', value: 7 });
    expect(of(calm, blind)).toMatchObject({
      verdict: 'unknown',
      summary: 'No data of archive in this time',
    });
    expect(of().verdict).toBe('unknown');
  });

  it('never holds when a value speaks against it, and draws at most 120 points', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 10 })), {
          minLength: 1,
          maxLength: 400,
        }),
        fc.constantFrom('<', '<=', '>', '>=', '==' as const),
        fc.integer({ min: 0, max: 10 }),
        (values, comparison, value) => {
          const answer = judged(values, { comparison, value });
          const against = values.some(
            one => one !== null && !compares(one, comparison, value),
          );
          expect(answer.verdict === 'fails').toBe(against);
          expect(answer.series?.values.length ?? 0).toBeLessThanOrEqual(121);
        },
      ),
    );
  });
});

describe('data that keeps coming', () => {
  const window = { from: TO - 6 * 900, to: TO, period: STEP };
  const fresh = (values: (number | null)[], more = {}) =>
    judgeFreshness(900, [series(values, more)], window);

  it('is as fresh as its newest point above zero', () => {
    expect(fresh([5, 0, 4, null])).toMatchObject({
      verdict: 'holds',
      value: 4,
      summary: 'newest 4 in the 5 min to 05:55 UTC',
    });
    expect(fresh([5, 0, 0, 0])).toMatchObject({
      verdict: 'fails',
      summary: 'newest 5 in the 5 min to 05:45 UTC',
    });
    expect(fresh([0, 0, 0, 0])).toMatchObject({
      verdict: 'fails',
      summary: 'nothing since 04:30 UTC',
    });
  });

  it('is unknown when nobody counts it', () => {
    const none = [null, null, null];
    expect(fresh(none).verdict).toBe('unknown');
    expect(fresh(none, { isAlive: true }).verdict).toBe('fails');
    expect(fresh([0, 0], { status: 'partial' }).verdict).toBe('unknown');
  });
});

function source(status: SourceStatus, minutesOld = 0): SourceState {
  return {
    id: 'lab',
    account: '111122223333',
    region: 'eu-central-1',
    status,
    asOf: new Date((TO - minutesOld * 60) * 1_000).toISOString(),
    ...(status === 'ok' ? {} : { message: `it is ${status}` }),
  };
}

describe('alarms', () => {
  const asked = (
    states: Record<string, AlarmState>,
    condition: Partial<Extract<CheckCondition, { type: 'alarms' }>> = {},
    state = source('ok'),
  ) =>
    judgeAlarms(
      { type: 'alarms', alarmNames: [], ...condition },
      {
        data: {
          pipelineId: 'orders',
          environment: 'prod',
          missing: [],
          alarms: Object.entries(states).map(
            ([name, alarmState]) =>
              ({
                name,
                state: alarmState,
                resourceId: name.split('-')[0],
              }) as Alarm,
          ),
        },
        sources: [state],
      },
      TO * 1_000,
    );

  it('hold when none is in ALARM, of those that are meant', () => {
    const states = {
      'load-errors': 'OK',
      'load-age': 'INSUFFICIENT_DATA',
      'clean-errors': 'ALARM',
    } as const;
    expect(asked(states)).toMatchObject({
      verdict: 'fails',
      value: 1,
      summary: '1 of 3 alarms in ALARM: clean-errors',
      culprits: ['clean-errors'],
    });
    expect(asked(states, { resourceId: 'load' })).toMatchObject({
      verdict: 'holds',
      summary: 'none of 2 alarms in ALARM, 1 without data',
    });
    expect(asked(states, { alarmNames: ['load-errors'] }).verdict).toBe(
      'holds',
    );
  });

  it('are unknown when they are not there, have no data, or were not read', () => {
    const ok = { errors: 'OK' } as const;
    expect(asked({}).summary).toBe('AWS has no alarm that this speaks of');
    expect(asked(ok, { alarmNames: ['age'] }).summary).toBe(
      'AWS has no alarm age',
    );
    expect(asked({ errors: 'INSUFFICIENT_DATA' }).verdict).toBe('unknown');
    for (const status of [
      'denied',
      'throttled',
      'unavailable',
      'partial',
    ] as const) {
      const answer = asked(ok, {}, source(status));
      expect(answer.verdict).toBe('unknown');
      expect(answer.summary).toContain(`it is ${status}`);
    }
    expect(asked(ok, {}, source('stale', 5)).verdict).toBe('holds');
    expect(asked(ok, {}, source('stale', 20)).verdict).toBe('unknown');
    expect(asked({ errors: 'ALARM' }, {}, source('partial')).verdict).toBe(
      'fails',
    );
  });
});

describe('findings', () => {
  const asked = (
    kinds: string[],
    findings: Pick<Finding, 'kind' | 'subject'>[],
    unchecked: string[] = [],
  ) =>
    judgeFindings(
      { type: 'findings', kinds },
      {
        data: {
          pipelineId: 'orders',
          environment: 'prod',
          findings: findings as Finding[],
          unchecked,
          coverage: { answered: 0, alarms: 0 },
        },
        sources: [source('ok')],
      },
      TO * 1_000,
    );

  it('hold when there is none of these kinds, and nothing hides one', () => {
    const missing = { kind: 'alarm-missing', subject: 'orders-late' } as const;
    expect(asked([], []).verdict).toBe('holds');
    expect(asked([], [missing])).toMatchObject({
      verdict: 'fails',
      summary: '1 finding: orders-late (alarm-missing)',
      culprits: ['orders-late (alarm-missing)'],
    });
    expect(asked(['dashboard-missing'], [missing]).verdict).toBe('holds');
    const hidden = ['Log groups: it needs a permission.'];
    expect(asked([], [], hidden)).toMatchObject({
      verdict: 'unknown',
      summary: hidden[0],
    });
    expect(asked(['alarm-missing'], [], hidden).verdict).toBe('holds');
    expect(asked(['retention-differs'], [], hidden).verdict).toBe('unknown');
  });
});
