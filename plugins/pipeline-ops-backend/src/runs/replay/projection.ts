import type {
  RunEvent,
  RunSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { replay, type ReplayedRun, type RunStart } from './replay';

/** What lists and statistics need of a run, kept beside its events and always equal to their replay. */
export interface RunProjection {
  /** While the run goes on, its time is that of the newest event. */
  summary: RunSummary;
  /** When the newest event happened. ISO 8601, UTC. */
  asOf: string;
  /** Steps that were left out. */
  skipped: { stepId: string; title: string }[];
}

export function project(
  start: RunStart,
  events: readonly RunEvent[],
): RunProjection {
  const { at } = events[events.length - 1];
  return projectionOf(replay(start, events, new Date(at)));
}

/** @param run - As it was when its newest event happened */
export function projectionOf(run: ReplayedRun): RunProjection {
  return {
    summary: summaryOf(run),
    asOf: run.events[run.events.length - 1].at,
    skipped: run.steps
      .filter(({ state }) => state === 'skipped')
      .map(({ id, title }) => ({ stepId: id, title })),
  };
}

/** The summary with the time that has passed until now. */
export function summaryAt(projection: RunProjection, now: Date): RunSummary {
  const { summary, asOf } = projection;
  if (summary.state === 'ended') return summary;
  const passed = Math.round((now.getTime() - Date.parse(asOf)) / 1_000);
  const totalSeconds = summary.times.totalSeconds + Math.max(0, passed);
  return { ...summary, times: { ...summary.times, totalSeconds } };
}

function summaryOf(run: ReplayedRun): RunSummary {
  const {
    alarm: _alarm,
    procedure: _procedure,
    escalation: _escalation,
    variables: _variables,
    steps: _steps,
    events: _events,
    outcomeNote: _outcomeNote,
    ...summary
  } = run;
  return summary;
}
