import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Tone } from '../../theme';

export interface Due {
  tone: Tone;
  key: 'complete' | 'today' | 'tomorrow' | 'daysLeft' | 'closed';
  days: number;
}

const DAY_MS = 86_400_000;

/** How a list stands against the end of its period. */
export function dueOf(checklist: Checklist, now: number): Due {
  const { progress, period } = checklist;
  const end = Date.parse(period.end);
  const days = Math.max(0, Math.ceil((end - now) / DAY_MS) - 1);
  if (progress.total > 0 && progress.answered === progress.total) {
    return {
      tone: progress.notDone > 0 ? 'warn' : 'ok',
      key: 'complete',
      days,
    };
  }
  if (end <= now) {
    return { tone: 'idle', key: 'closed', days };
  }
  if (days === 0) {
    return { tone: 'warn', key: 'today', days };
  }
  return days === 1
    ? { tone: 'warn', key: 'tomorrow', days }
    : { tone: 'idle', key: 'daysLeft', days };
}
