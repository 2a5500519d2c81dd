import type {
  RunEvent,
  RunEventRequest,
  RunStepState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import fc from 'fast-check';
import { iteratorAge, INVOKED } from '../__fixtures__/iteratorAge';
import { assertAcceptable } from '../rules';
import { toEvent } from '../toEvent';
import { estimateSeconds } from './estimateSeconds';
import { project, summaryAt } from './projection';
import { replay, type RunStart } from './replay';
import { runSteps } from './runSteps';

const BEGAN = Date.parse('2026-11-21T02:55:00Z');

const start: RunStart = {
  id: '0e4f3a52-5f0b-4a3c-8f54-1a2b3c4d5e6f',
  entityRef: 'component:default/orders',
  pipelineId: 'orders',
  environment: 'prod',
  procedure: iteratorAge(),
  escalation: [
    { level: 1, title: 'This page', details: [] },
    { level: 2, title: 'Team lead', details: [] },
  ],
  alarm: {
    name: 'orders-prod-age',
    state: 'ALARM',
    since: '2026-11-21T02:52:00.000Z',
    condition: '',
    stateReason: '',
  },
  variables: {},
};

const stepId = fc.constantFrom(
  ...runSteps(start.procedure).map(step => step.id),
);
const note = fc.constantFrom('because', 'again');

/** Anything that somebody may ask at any time. */
const said: fc.Arbitrary<RunEventRequest> = fc
  .oneof(
    fc.record({ type: fc.constant('joined' as const) }),
    fc.record({
      type: fc.constantFrom(
        'step-done' as const,
        'step-skipped' as const,
        'step-failed' as const,
        'step-reopened' as const,
      ),
      step: stepId,
      note,
    }),
    fc.record({
      type: fc.constant('checked' as const),
      step: stepId,
      checkId: fc.constant('c'),
    }),
    fc.record({ type: fc.constant('note' as const), note }),
    fc.record({
      type: fc.constant('variable' as const),
      name: fc.constant('mapping-uuid'),
      value: note,
    }),
    fc.record({
      type: fc.constant('end' as const),
      outcome: fc.constantFrom('resolved' as const, 'escalated' as const),
    }),
    fc.record({ type: fc.constant('reopened' as const) }),
  )
  .map(
    one => ({ ...one, idempotencyKey: 'key', revision: 1 }) as RunEventRequest,
  );

const asked = fc.record({
  said,
  by: fc.constantFrom('user:default/ada', 'user:default/bob'),
  seconds: fc.integer({ min: 0, max: 900 }),
});

function iso(at: number): string {
  return new Date(at).toISOString();
}

async function ask() {
  return {
    check: INVOKED,
    verdict: 'holds' as const,
    summary: '',
    from: iso(BEGAN),
    to: iso(BEGAN),
    asOf: iso(BEGAN),
  };
}

/** The events of those who were let through, each at its second. */
async function history(
  all: { said: RunEventRequest; by: string; seconds: number }[],
): Promise<RunEvent[]> {
  let at = BEGAN;
  const events: RunEvent[] = [
    { type: 'started', by: 'user:default/ada', revision: 1, at: iso(at) },
  ];
  for (const one of all) {
    at += one.seconds * 1_000;
    const run = replay(start, events, new Date(at));
    try {
      assertAcceptable(run, one.said);
    } catch {
      continue;
    }
    events.push(await toEvent(run, one.said, { by: one.by, at: iso(at), ask }));
  }
  return events;
}

describe('replaying a run', () => {
  it('gives for every history what a plain count of its events gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 60 }), async all => {
        const events = await history(all);
        const now = new Date(Date.parse(events[events.length - 1].at) + 7_000);
        const run = replay(start, events, now);

        expect(run.revision).toBe(events.length);
        expect(run.participants).toEqual([
          ...new Set(events.map(({ by }) => by)),
        ]);
        const ends = events.filter(({ type }) => type === 'end').length;
        const reopenings = events.filter(
          ({ type }) => type === 'reopened',
        ).length;
        expect(run.state).toBe(ends > reopenings ? 'ended' : 'running');

        // Seconds during which the run was going, second by second between its events.
        let going = 0;
        let open = true;
        events.forEach((event, index) => {
          if (event.type === 'end') open = false;
          if (event.type === 'reopened') open = true;
          const next = events[index + 1]?.at ?? now.toISOString();
          if (open) going += Date.parse(next) - Date.parse(event.at);
        });
        expect(run.times.totalSeconds).toBe(going / 1_000);

        for (const step of run.steps) {
          const [last] = events
            .filter(
              event =>
                event.type.startsWith('step-') &&
                'step' in event &&
                event.step === step.id,
            )
            .slice(-1);
          const states: Record<string, RunStepState> = {
            'step-done': 'done',
            'step-skipped': 'skipped',
            'step-failed': 'failed',
          };
          expect(step.state).toBe(states[last?.type] ?? 'open');
          expect(step.at).toBe(last?.at);
          expect(step.seconds === undefined).toBe(step.state === 'open');
        }
        const { total, done, skipped, failed } = run.progress;
        expect(total).toBe(5);
        expect(done + skipped + failed).toBe(
          run.steps.filter(step => step.counted && step.state !== 'open')
            .length,
        );
      }),
    );
  });

  it('of a beginning and then the rest gives what replaying all gives, and the projection says the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(asked, { maxLength: 60 }),
        fc.nat(1_000),
        async (all, later) => {
          const events = await history(all);
          const stored = JSON.parse(JSON.stringify(project(start, events)));
          const now = new Date(
            Date.parse(events[events.length - 1].at) + later * 1_000,
          );
          const run = replay(start, JSON.parse(JSON.stringify(events)), now);
          const summary = summaryAt(stored, now);
          expect(run).toMatchObject(summary);
          expect(
            stored.skipped.map((one: { stepId: string }) => one.stepId),
          ).toEqual(
            run.steps
              .filter(({ state }) => state === 'skipped')
              .map(({ id }) => id),
          );
          // No event is changed by being replayed.
          expect(replay(start, events, now)).toEqual(run);
        },
      ),
    );
  });
});

describe('what can be ticked off', () => {
  it('are the commands where there are no steps, by their first line', () => {
    const { commands } = iteratorAge().steps[2];
    const steps = runSteps(
      iteratorAge({
        steps: [],
        commands: [
          { ...commands[0], filled: 'aws sts get-caller-identity\necho' },
        ],
        verification: [],
        rollback: [],
      }),
    );
    expect(steps).toEqual([
      {
        id: 'command-1',
        section: 'commands',
        number: '1',
        title: 'aws sts get-caller-identity',
        counted: true,
        state: 'open',
      },
    ]);
    expect(
      runSteps(iteratorAge({ commands })).some(
        step => step.section === 'commands',
      ),
    ).toBe(false);
  });
});

describe('an estimate in words', () => {
  it.each([
    ['15-30 minutes', 1_800],
    ['15 min', 900],
    ['1 h', 3_600],
    ['~2 hours', 7_200],
    ['30 min - 1 hour', 3_600],
    ['45 minutes to 1 hour', 3_600],
    ['1 h 30 min', 5_400],
    ['1h30', 5_400],
    ['1 hour and 15 minutes', 4_500],
    ['1.5 hours', 5_400],
    ['1,5 Stunden', 5_400],
    ['10 bis 20 Minuten', 1_200],
    ['5 à 10 minutes', 600],
    ['2–3 horas', 10_800],
    ['unter 90 Sekunden', 90],
    ['< 5m', 300],
    ['2 days', 172_800],
    ['within the hour', undefined],
    ['3 people', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (text, seconds) => {
    expect(estimateSeconds(text)).toBe(seconds);
  });

  it('is never looked for for long, nor below zero', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const seconds = estimateSeconds(text);
        expect(seconds === undefined || seconds > 0).toBe(true);
      }),
    );
    const began = performance.now();
    estimateSeconds('1 '.repeat(100_000));
    estimateSeconds('9'.repeat(100_000));
    expect(performance.now() - began).toBeLessThan(100);
  });
});
