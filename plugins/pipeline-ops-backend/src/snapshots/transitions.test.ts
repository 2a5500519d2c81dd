import type {
  CloudAlarm,
  CloudAlarmTransition,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import { mergeTransitions, observedTransitions } from './transitions';

const alarm = (name: string, state: CloudAlarm['state'], stateSince?: string) =>
  ({ name, state, stateSince, stateReason: `now ${state}` }) as CloudAlarm;

const change = (
  at: string,
  to: CloudAlarm['state'],
  summary = '',
): CloudAlarmTransition => ({ at, to, kind: 'state', summary });

describe('observed transitions', () => {
  it('are the changes between two readings, with the state before where it was seen', () => {
    const seen = observedTransitions(
      [
        alarm('same', 'OK', '2026-11-21T01:00:00.000Z'),
        alarm('broke', 'OK', '2026-11-21T01:00:00.000Z'),
        alarm('flapped', 'ALARM', '2026-11-21T01:00:00.000Z'),
        alarm('deleted', 'OK', '2026-11-21T01:00:00.000Z'),
      ],
      [
        alarm('same', 'OK', '2026-11-21T01:00:00.000Z'),
        alarm('broke', 'ALARM', '2026-11-21T02:00:00.000Z'),
        alarm('flapped', 'ALARM', '2026-11-21T02:30:00.000Z'),
        alarm('new', 'ALARM', '2026-11-20T00:00:00.000Z'),
        alarm('untimed', 'ALARM'),
      ],
    );
    expect(seen).toEqual([
      {
        alarmName: 'broke',
        at: new Date('2026-11-21T02:00:00Z'),
        from: 'OK',
        to: 'ALARM',
        reason: 'now ALARM',
      },
      {
        alarmName: 'flapped',
        at: new Date('2026-11-21T02:30:00Z'),
        from: undefined,
        to: 'ALARM',
        reason: 'now ALARM',
      },
      {
        alarmName: 'new',
        at: new Date('2026-11-20T00:00:00Z'),
        from: undefined,
        to: 'ALARM',
        reason: 'now ALARM',
      },
    ]);
  });
});

describe('a history', () => {
  it('adds what CloudWatch has forgotten and tells the rest once, newest first', () => {
    const own = [
      change('2026-11-21T03:00:00.000Z', 'ALARM', 'from CloudWatch'),
      {
        at: '2026-11-21T02:00:00.000Z',
        kind: 'configuration' as const,
        summary: 'threshold changed',
      },
    ];
    const merged = mergeTransitions(own, [
      // The same change, rounded otherwise.
      change('2026-11-21T03:00:00.412Z', 'ALARM', 'kept'),
      change('2026-11-21T03:00:00.412Z', 'OK', 'kept'),
      change('2026-01-05T00:00:00.000Z', 'ALARM', 'kept'),
    ]);
    expect(merged.map(({ at, to, summary }) => [at, to, summary])).toEqual([
      ['2026-11-21T03:00:00.412Z', 'OK', 'kept'],
      ['2026-11-21T03:00:00.000Z', 'ALARM', 'from CloudWatch'],
      ['2026-11-21T02:00:00.000Z', undefined, 'threshold changed'],
      ['2026-01-05T00:00:00.000Z', 'ALARM', 'kept'],
    ]);
  });

  it('loses nothing of its own and gains nothing when all is known', () => {
    const states = fc.constantFrom<CloudAlarm['state']>(
      'OK',
      'ALARM',
      'INSUFFICIENT_DATA',
    );
    const changes = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 10_000 }), states)
        .map(([second, to]) =>
          change(new Date(second * 1_000).toISOString(), to),
        ),
    );
    fc.assert(
      fc.property(changes, changes, (own, kept) => {
        const merged = mergeTransitions(own, kept);
        expect(merged.filter(one => own.includes(one))).toHaveLength(
          own.length,
        );
        expect(mergeTransitions(merged, kept)).toHaveLength(merged.length);
        expect(merged.map(({ at }) => at)).toEqual(
          merged
            .map(({ at }) => at)
            .sort()
            .reverse(),
        );
      }),
    );
  });
});
