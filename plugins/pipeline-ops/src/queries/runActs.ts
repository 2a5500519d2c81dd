import type {
  Run,
  RunEvent,
  RunEventRequest,
  RunStepState,
} from '@pipeline-ops/plugin-pipeline-ops-common';

type Untransported<T> = T extends unknown
  ? Omit<T, 'idempotencyKey' | 'revision'>
  : never;

/** What a person wants to add to a run. */
export type RunAct = Untransported<RunEventRequest>;

const STEP_STATES = {
  'step-done': 'done',
  'step-skipped': 'skipped',
  'step-failed': 'failed',
  'step-reopened': 'open',
} as const satisfies Partial<Record<RunEvent['type'], RunStepState>>;

type StepChange = Extract<RunEvent, { type: keyof typeof STEP_STATES }>;

export function isStepChange(event: RunEvent): event is StepChange {
  return Object.hasOwn(STEP_STATES, event.type);
}

/**
 * Whether an act still makes sense in the run as it is now: `open` when it does, `same` when it has nothing to add any
 * more, `taken` when somebody else decided the same thing in the meantime.
 */
export type Standing =
  { is: 'open' } | { is: 'same' } | { is: 'taken'; by: RunEvent };

const OPEN: Standing = { is: 'open' };
const SAME: Standing = { is: 'same' };

function newest(run: Run, matches: (event: RunEvent) => boolean) {
  return run.events.filter(matches).at(-1);
}

/** Taken by the newest event that matches, unless that was the person's own. */
function decidedBy(
  run: Run,
  me: string,
  matches: (event: RunEvent) => boolean,
): Standing {
  const event = newest(run, matches);
  return event && event.by !== me ? { is: 'taken', by: event } : SAME;
}

/**
 * @param seen - revision of the run that the person looked at
 * @param me - entity ref of the person
 */
export function standingOf(
  act: RunAct,
  run: Run,
  seen: number,
  me: string,
): Standing {
  const ended = run.state === 'ended';
  switch (act.type) {
    case 'note':
    case 'output':
      return OPEN;
    case 'joined':
      return run.participants.includes(me) ? SAME : OPEN;
    case 'end':
      return ended ? decidedBy(run, me, ({ type }) => type === 'end') : OPEN;
    case 'reopened':
      return ended
        ? OPEN
        : decidedBy(run, me, ({ type }) => type === 'reopened');
    default:
  }
  const end = newest(run, ({ type }) => type === 'end');
  if (ended && end) {
    return { is: 'taken', by: end };
  }
  if (act.type === 'variable' || act.type === 'checked') {
    return OPEN;
  }
  const changes = run.events
    .filter(isStepChange)
    .filter(event => event.step === act.step && event.revision > seen);
  const theirs = changes.filter(({ by }) => by !== me).at(-1);
  const state = run.steps.find(({ id }) => id === act.step)?.state;
  if (state === STEP_STATES[act.type]) {
    return theirs ? { is: 'taken', by: theirs } : SAME;
  }
  // Somebody reopened it: an answer is asked for again.
  return theirs && state !== 'open' ? { is: 'taken', by: theirs } : OPEN;
}

/** The event that an act will be, as far as the page can know it before the server has answered. */
export function expectedEvent(
  act: RunAct,
  run: Run,
  me: string,
  at: string,
): RunEvent {
  const { checkId: _asked, ...rest } = { checkId: undefined, ...act };
  // What data says only the server knows.
  return { ...rest, revision: run.revision + 1, by: me, at } as RunEvent;
}

function progressOf(steps: Run['steps']): Run['progress'] {
  const counted = steps.filter(step => step.counted);
  const count = (state: RunStepState) =>
    counted.filter(step => step.state === state).length;
  return {
    total: counted.length,
    done: count('done'),
    skipped: count('skipped'),
    failed: count('failed'),
  };
}

/** The run after one more event, without its times: those the server tells. */
export function withEvent(run: Run, event: RunEvent): Run {
  const participants = run.participants.includes(event.by)
    ? run.participants
    : [...run.participants, event.by];
  const after: Run = {
    ...run,
    revision: event.revision,
    participants,
    events: [...run.events, event],
  };
  if (isStepChange(event) || event.type === 'checked') {
    const evidence = 'evidence' in event ? event.evidence : undefined;
    const steps = run.steps.map(step => {
      if (step.id !== event.step) {
        return step;
      }
      return {
        ...step,
        ...(isStepChange(event) && {
          state: STEP_STATES[event.type],
          by: event.by,
          at: event.at,
          note: event.note,
          seconds: undefined,
        }),
        evidence: evidence ?? step.evidence,
      };
    });
    return { ...after, steps, progress: progressOf(steps) };
  }
  switch (event.type) {
    case 'variable':
      return {
        ...after,
        variables: { ...run.variables, [event.name]: event.value },
      };
    case 'end':
      return {
        ...after,
        state: 'ended',
        outcome: event.outcome,
        outcomeNote: event.note,
        escalatedTo: event.level ?? run.escalatedTo,
        endedBy: event.by,
        endedAt: event.at,
      };
    case 'reopened':
      return {
        ...after,
        state: 'running',
        outcome: undefined,
        outcomeNote: undefined,
        endedBy: undefined,
        endedAt: undefined,
      };
    default:
      return after;
  }
}
