import type { RunSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Tone } from '../../theme';

/** What a run has come to: its outcome, or that it goes on. */
export type RunStanding = 'running' | NonNullable<RunSummary['outcome']>;

export function standingOfRun(
  run: Pick<RunSummary, 'state' | 'outcome'>,
): RunStanding {
  return run.state === 'ended' ? (run.outcome ?? 'abandoned') : 'running';
}

export const STANDING_TONES: Record<RunStanding, Tone> = {
  running: 'warn',
  resolved: 'ok',
  mitigated: 'info',
  escalated: 'bad',
  abandoned: 'idle',
};
