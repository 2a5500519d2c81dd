import fc from 'fast-check';
import type {
  Run,
  RunEventRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { newRun } from '../__fixtures__/runs';
import { RunConflictError } from '../api';
import { standingOf, withEvent, type RunAct } from './runActs';
import { sendAct, type RunLine } from './sendAct';

const ME = 'user:default/me';
const ANA = 'user:default/ana';
const AT = '2026-11-21T03:20:00Z';

const done = (step: string): RunAct => ({ type: 'step-done', step });

/** The run after others did these things. */
function after(run: Run, by: string, ...acts: RunAct[]): Run {
  return acts.reduce(
    (current, act) =>
      withEvent(current, {
        ...act,
        revision: current.revision + 1,
        at: AT,
        by,
      } as Run['events'][number]),
    run,
  );
}

it('tells what still makes sense after others were faster', () => {
  const run = newRun('r');
  const seen = run.revision;
  const failed: RunAct = { type: 'step-failed', step: 'look', note: 'no' };
  const reopened: RunAct = { type: 'step-reopened', step: 'look' };
  const end: RunAct = { type: 'end', outcome: 'resolved' };
  const is = (act: RunAct, now: Run) => standingOf(act, now, seen, ME).is;

  expect(is(done('look'), after(run, ANA, done('pause')))).toBe('open');
  expect(is(done('look'), after(run, ANA, failed))).toBe('taken');
  expect(is(done('look'), after(run, ANA, done('look')))).toBe('taken');
  expect(is(done('look'), after(run, ME, done('look')))).toBe('same');
  expect(is(done('look'), after(run, ANA, failed, reopened))).toBe('open');
  expect(is(reopened, after(run, ME, done('look')))).toBe('open');
  expect(is(done('look'), after(run, ANA, end))).toBe('taken');
  expect(is(end, after(run, ANA, end))).toBe('taken');
  expect(is({ type: 'reopened' }, after(run, ANA, end))).toBe('open');
  expect(is({ type: 'note', note: 'late' }, after(run, ANA, end))).toBe('open');
  expect(is({ type: 'joined' }, after(run, ME, done('look')))).toBe('same');
});

/** A server that others write to before each of the first requests. */
function busyServer(start: Run, others: RunAct[]) {
  let run = start;
  let known = start;
  const waiting = [...others];
  const keys = new Set<string>();
  const line: RunLine = {
    known: () => known,
    keep: now => {
      known = now;
    },
    send: async (event: RunEventRequest) => {
      const next = waiting.shift();
      run = next ? after(run, ANA, next) : run;
      const { idempotencyKey, revision, ...act } = event;
      keys.add(idempotencyKey);
      if (revision !== run.revision) {
        throw new RunConflictError('Somebody was faster', run);
      }
      run = after(run, ME, act as RunAct);
      return run;
    },
  };
  return { line, keys, run: () => run };
}

it('records a note once, however many others write at the same time', async () => {
  const others = fc.array(
    fc.constantFrom<RunAct>(
      { type: 'note', note: 'a' },
      { type: 'variable', name: 'queue', value: 'b' },
      done('look'),
      { type: 'end', outcome: 'mitigated' },
    ),
    { maxLength: 10 },
  );
  await fc.assert(
    fc.asyncProperty(others, async acts => {
      const server = busyServer(newRun('r'), acts);
      const outcome = await sendAct(server.line, {
        act: { type: 'note', note: 'mine' },
        key: 'k',
        seen: 1,
        me: ME,
      });
      expect(outcome).toEqual({ went: 'recorded' });
      const mine = server.run().events.filter(({ by }) => by === ME);
      expect(mine).toMatchObject([{ type: 'note', note: 'mine' }]);
      expect(server.keys.size).toBe(1);
      expect(server.line.known()).toEqual(server.run());
    }),
  );
});

it('gives up with what the server said when asking again cannot help', async () => {
  const run = newRun('r');
  const refused = new RunConflictError('The step is done already', run);
  const sent = jest.fn().mockRejectedValue(refused);
  await expect(
    sendAct(
      { known: () => run, keep: () => undefined, send: sent },
      { act: done('look'), key: 'k', seen: 1, me: ME },
    ),
  ).rejects.toBe(refused);
  expect(sent).toHaveBeenCalledTimes(1);
});
