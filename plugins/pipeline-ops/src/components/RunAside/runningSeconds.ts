import type { Run } from '@pipeline-ops/plugin-pipeline-ops-common';

/**
 * Seconds that a run has taken until `now`, Unix milliseconds, without the time between an end and its re-opening. Never
 * less than the server said: the reader's clock may be behind.
 */
export function runningSeconds(run: Run, now: number): number {
  let total = 0;
  let since: number | undefined;
  for (const { type, at } of run.events) {
    const moment = Date.parse(at);
    if (type === 'started' || type === 'reopened') {
      since = moment;
    } else if (type === 'end' && since !== undefined) {
      total += moment - since;
      since = undefined;
    }
  }
  const open = since === undefined ? 0 : Math.max(0, now - since);
  const known = run.times.totalSeconds;
  return run.state === 'ended' ? known : Math.max(known, (total + open) / 1000);
}
