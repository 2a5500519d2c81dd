import type { AlarmState } from './alarms';
import type { CheckAnswer } from './checks';
import type { Envelope, Severity } from './envelope';
import type { EscalationLevel, Runbook } from './runbooks';

export type RunOutcome = 'resolved' | 'mitigated' | 'escalated' | 'abandoned';

export type RunStepState = 'open' | 'done' | 'skipped' | 'failed';

/** The alarm that led to a run, as it was when the run began. */
export interface RunAlarm {
  name: string;
  state: AlarmState;
  /** Since when it had that state. ISO 8601, UTC. */
  since?: string;
  condition: string;
  stateReason: string;
  severity?: Severity;
  region?: string;
}

/** Something to be ticked off: a step, a command outside steps, a point of the verification or of the rollback. */
export interface RunStep {
  /** Id of the procedure's step; `command-1`, `verification-1`, `rollback-1` for what has none of its own. */
  id: string;
  section: 'steps' | 'commands' | 'verification' | 'rollback';
  /** As the page numbers it, such as `2` or `2.1`. */
  number: string;
  title: string;
  /** Id of the step it is a part of. */
  parentId?: string;
  /** Whether progress counts it: first-level steps, commands outside steps, and verification. */
  counted: boolean;
  state: RunStepState;
  /** Who set the state, as entity ref, and when. Absent while open and never touched. */
  by?: string;
  at?: string;
  /** Reason of a skip, note of a failure or of a step that is done. */
  note?: string;
  /** Seconds from the step before it (or the start) to its own end; absent while open. */
  seconds?: number;
  /** What data last said about it within this run, kept as evidence. */
  evidence?: CheckAnswer;
}

interface EventBase {
  /** Unique and ascending within the run, from 1. */
  revision: number;
  /** ISO 8601, UTC; the server's clock. */
  at: string;
  /** Entity ref. */
  by: string;
}

/** What happened, in the order it happened. Never changed, never taken away. */
export type RunEvent = EventBase &
  (
    | { type: 'started' }
    | { type: 'joined' }
    | { type: 'step-done'; step: string; note?: string; evidence?: CheckAnswer }
    | { type: 'step-skipped'; step: string; note: string }
    | { type: 'step-failed'; step: string; note: string }
    | { type: 'step-reopened'; step: string; note?: string }
    /** Data was asked and what it said is kept; the step's state stays as it was. */
    | { type: 'checked'; step: string; evidence: CheckAnswer }
    | { type: 'note'; step?: string; note: string }
    /** Pasted output of a command; secrets masked. */
    | { type: 'output'; step?: string; output: string; commandId?: string }
    /** A value that somebody gave for a placeholder, for everybody in the run. Secrets masked. */
    | { type: 'variable'; name: string; value: string }
    | { type: 'end'; outcome: RunOutcome; note?: string; level?: number }
    | { type: 'reopened'; note?: string }
  );

export interface RunTimes {
  /** Seconds from start to end, or to now while it runs; without the time between an end and its re-opening. */
  totalSeconds: number;
  /** The procedure's estimated time as seconds, when it could be read. */
  estimateSeconds?: number;
  /** From the alarm's transition to the first step that was answered. */
  alarmToFirstStepSeconds?: number;
  /** From the alarm's transition to the end. */
  alarmToEndSeconds?: number;
}

export interface RunSummary {
  id: string;
  runbookId: string;
  title: string;
  severity?: Severity;
  pipelineId: string;
  environment: string;
  state: 'running' | 'ended';
  outcome?: RunOutcome;
  /** Level that it was escalated to. */
  escalatedTo?: number;
  startedBy: string;
  startedAt: string;
  endedBy?: string;
  endedAt?: string;
  /** Everybody who did something in it, in the order of their coming. Entity refs. */
  participants: string[];
  alarmName?: string;
  progress: {
    total: number;
    done: number;
    skipped: number;
    failed: number;
  };
  times: RunTimes;
  /** Goes up by one with every event. */
  revision: number;
}

/** One recorded execution of a procedure, as replaying its events gives it. */
export interface Run extends RunSummary {
  alarm?: RunAlarm;
  /** The text as it was when the run began, with commands filled for its environment and alarm. */
  procedure: Runbook;
  /** Escalation path of the document as it was. */
  escalation: EscalationLevel[];
  /** Values given by people, by normalised placeholder name. */
  variables: Record<string, string>;
  steps: RunStep[];
  events: RunEvent[];
  /** What the run was ended with. */
  outcomeNote?: string;
  /** Whether the caller holds the permission to add to it. */
  editable: boolean;
}

export interface RunList {
  pipelineId: string;
  /** Running ones first, then newest first. */
  runs: RunSummary[];
  /** Hand back as `cursor` for older ones. */
  cursor?: string;
  /** Changes of the pipeline's runs are announced under this id. */
  changesId: string;
}

/** How the runs of one procedure went. Times of ended runs only. */
export interface RunbookStatistics {
  runbookId: string;
  title: string;
  runs: number;
  outcomes: Record<RunOutcome, number>;
  lastRunId?: string;
  lastStartedAt?: string;
  lastOutcome?: RunOutcome;
  medianSeconds?: number;
  estimateSeconds?: number;
  medianAlarmToFirstStepSeconds?: number;
  medianAlarmToEndSeconds?: number;
  /** Step that is skipped most often, when any is. */
  mostSkipped?: { stepId: string; title: string; times: number; of: number };
}

export interface RunStatistics {
  pipelineId: string;
  /** Of every procedure that was ever run, most runs first. */
  runbooks: RunbookStatistics[];
  total: {
    runs: number;
    outcomes: Record<RunOutcome, number>;
    medianSeconds?: number;
    medianAlarmToFirstStepSeconds?: number;
    medianAlarmToEndSeconds?: number;
  };
}

/** Body of `POST …/runs`. */
export interface RunRequest {
  runbookId: string;
  /** Name of the alarm that led here. */
  alarm?: string;
  /** Values that the reader gave, by normalised placeholder name. */
  variables?: Record<string, string>;
  /** Chosen by the client; a repeated key answers with the run that it began the first time. */
  idempotencyKey: string;
}

/** Body of `POST …/runs/{id}/events`. The actor is always the caller. */
export type RunEventRequest = {
  idempotencyKey: string;
  /** Revision the client saw; a stale one answers 409 with the current state. */
  revision: number;
} & (
  | { type: 'joined' }
  | {
      type: 'step-done';
      step: string;
      note?: string;
      /** Id of a check of the step: the server asks the data now and keeps what it says. */
      checkId?: string;
    }
  | { type: 'step-skipped'; step: string; note: string }
  | { type: 'step-failed'; step: string; note: string }
  | { type: 'step-reopened'; step: string; note?: string }
  | { type: 'checked'; step: string; checkId: string }
  | { type: 'note'; step?: string; note: string }
  | { type: 'output'; step?: string; output: string; commandId?: string }
  | { type: 'variable'; name: string; value: string }
  | { type: 'end'; outcome: RunOutcome; note?: string; level?: number }
  | { type: 'reopened'; note?: string }
);

/** Body of a 409: Backstage's error, and in `data` the run as it is now. */
export interface RunConflict extends Envelope<Run> {
  error: { name: string; message: string };
}

/** `GET …/runbooks/{id}/checks`: what data says now about the steps that it can answer. */
export interface RunbookChecks {
  runbookId: string;
  answers: { step: string; answer: CheckAnswer }[];
}

/** Channel of Backstage signals on which changes are announced. */
export const CHANGES_CHANNEL = 'pipeline-ops:changes';

/**
 * Says that something has changed, to everybody who is signed in: it carries an opaque id and nothing about what it is.
 * Whoever shows it asks the API, which checks who may see it.
 */
export interface ChangeSignal {
  what: 'run' | 'runs' | 'checklist';
  /** Id of the run; for `runs` and `checklist` the `changesId` of the answer. */
  id: string;
  /** JSON objects of signals need an index signature. */
  [key: string]: string;
}
