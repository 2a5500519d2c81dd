import type {
  EscalationLevel,
  Run,
  RunAlarm,
  Runbook,
  RunEvent,
  RunStep,
  RunStepState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { runSteps } from './runSteps';

/** What a run began with, and keeps. */
export interface RunStart {
  /** UUID. */
  id: string;
  entityRef: string;
  pipelineId: string;
  environment: string;
  /** The text as it was, with commands filled. */
  procedure: Runbook;
  escalation: EscalationLevel[];
  alarm?: RunAlarm;
  estimateSeconds?: number;
  /** Values that were given at the start, by normalised placeholder name. */
  variables: Record<string, string>;
}

/** A run without what depends on who reads it. */
export type ReplayedRun = Omit<Run, 'editable'>;

const STATES: Partial<Record<RunEvent['type'], RunStepState>> = {
  'step-done': 'done',
  'step-skipped': 'skipped',
  'step-failed': 'failed',
  'step-reopened': 'open',
};

/**
 * The run that its events make. Pure: the same events give the same run.
 *
 * @param events - By revision, without gaps, `started` first
 * @param now - Until when a run that goes on has taken its time
 */
export function replay(
  start: RunStart,
  events: readonly RunEvent[],
  now: Date,
): ReplayedRun {
  const [first] = events;
  const startedAt = Date.parse(first.at);
  const steps = runSteps(start.procedure);
  const stepById = new Map(steps.map(step => [step.id, step]));
  const participants = new Set<string>();
  const variables: Record<string, string> = { ...start.variables };
  /** Milliseconds between ends and re-openings, which nobody worked. */
  let paused = 0;
  /** Milliseconds of work at which the last step was answered. */
  let answered = 0;
  let firstAnswerAt: number | undefined;
  let escalatedTo: number | undefined;
  let end: Extract<RunEvent, { type: 'end' }> | undefined;

  for (const event of events) {
    participants.add(event.by);
    const step =
      'step' in event && event.step ? stepById.get(event.step) : undefined;
    const state = STATES[event.type];
    if (step && state) {
      const worked = Date.parse(event.at) - startedAt - paused;
      setState(step, event, state, worked - answered);
      if (state !== 'open') {
        answered = worked;
        firstAnswerAt ??= Date.parse(event.at);
      }
    }
    switch (event.type) {
      case 'step-done':
      case 'checked':
        if (step && event.evidence) step.evidence = event.evidence;
        break;
      case 'variable':
        variables[event.name] = event.value;
        break;
      case 'end':
        end = event;
        escalatedTo = event.level ?? escalatedTo;
        break;
      case 'reopened':
        if (end) paused += Date.parse(event.at) - Date.parse(end.at);
        end = undefined;
        break;
      default:
    }
  }

  const until = end ? Date.parse(end.at) : now.getTime();
  const alarmSince = sinceWhenInAlarm(start.alarm);
  const sinceAlarm = (at: number | undefined) =>
    at === undefined || alarmSince === undefined
      ? undefined
      : seconds(at - alarmSince);
  return {
    id: start.id,
    runbookId: start.procedure.id,
    title: start.procedure.title,
    severity: start.procedure.severity,
    pipelineId: start.pipelineId,
    environment: start.environment,
    state: end ? 'ended' : 'running',
    outcome: end?.outcome,
    outcomeNote: end?.note,
    escalatedTo,
    startedBy: first.by,
    startedAt: first.at,
    endedBy: end?.by,
    endedAt: end?.at,
    participants: [...participants],
    alarmName: start.alarm?.name,
    alarm: start.alarm,
    progress: progressOf(steps),
    times: {
      totalSeconds: seconds(until - startedAt - paused),
      estimateSeconds: start.estimateSeconds,
      alarmToFirstStepSeconds: sinceAlarm(firstAnswerAt),
      alarmToEndSeconds: sinceAlarm(end && Date.parse(end.at)),
    },
    revision: events[events.length - 1].revision,
    procedure: start.procedure,
    escalation: start.escalation,
    variables,
    steps,
    events: [...events],
  };
}

function setState(
  step: RunStep,
  event: RunEvent,
  state: RunStepState,
  tookMs: number,
): void {
  step.state = state;
  step.by = event.by;
  step.at = event.at;
  step.note = 'note' in event ? event.note : undefined;
  step.seconds = state === 'open' ? undefined : seconds(tookMs);
}

function progressOf(steps: readonly RunStep[]): Run['progress'] {
  const counted = steps.filter(step => step.counted);
  const inState = (state: RunStepState) =>
    counted.filter(step => step.state === state).length;
  return {
    total: counted.length,
    done: inState('done'),
    skipped: inState('skipped'),
    failed: inState('failed'),
  };
}

/** Unix milliseconds. An alarm that was over when the run began says nothing about how fast it was answered. */
function sinceWhenInAlarm(alarm: RunAlarm | undefined): number | undefined {
  return alarm?.state === 'ALARM' && alarm.since
    ? Date.parse(alarm.since)
    : undefined;
}

function seconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1_000));
}
