import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Tone } from '../../theme';
import { clockIn, dayIn, daysBetween, shortDayIn } from '../../time';

type Words =
  | {
      key:
        'complete' | 'missed' | 'excused' | 'unrecorded' | 'today' | 'tomorrow';
    }
  | { key: 'excusedUntil' | 'overdue' | 'was' | 'at'; when: string }
  | { key: 'daysLeft'; count: number };

export type Due = Words & {
  tone: Tone;
  /** Whether somebody has to do something today or tomorrow. */
  pressing: boolean;
};

/** `10:00` on the day itself, `20 Nov` on others; in the list's own zone. */
function recentIn(ms: number, timeZone: string, now: number): string {
  return dayIn(ms, timeZone) === dayIn(now, timeZone)
    ? clockIn(ms, timeZone)
    : shortDayIn(ms, timeZone);
}

function dueWords(checklist: Checklist, now: number): Words {
  const { period, timeZone } = checklist;
  const dueAt = Date.parse(period.dueAt);
  if (dueAt <= now) {
    return { key: 'was', when: recentIn(dueAt, timeZone, now) };
  }
  // What is due when the period ends, at midnight, is due on the day before.
  const dueDay = dayIn(dueAt - 1, timeZone);
  const days = daysBetween(dayIn(now, timeZone), dueDay);
  if (days === 0) {
    return dayIn(dueAt, timeZone) === dueDay
      ? { key: 'at', when: clockIn(dueAt, timeZone) }
      : { key: 'today' };
  }
  return days === 1 ? { key: 'tomorrow' } : { key: 'daysLeft', count: days };
}

/** How a list stands against the moment it is due. */
export function dueOf(checklist: Checklist, now: number): Due {
  const { period, progress, timeZone } = checklist;
  switch (period.status) {
    case 'complete':
      return {
        key: 'complete',
        tone: progress.notDone > 0 ? 'warn' : 'ok',
        pressing: false,
      };
    case 'missed':
      return { key: 'missed', tone: 'bad', pressing: false };
    case 'unrecorded':
      return { key: 'unrecorded', tone: 'idle', pressing: false };
    case 'excused':
      return period.excuse
        ? {
            key: 'excusedUntil',
            when: recentIn(Date.parse(period.excuse.until), timeZone, now),
            tone: 'idle',
            pressing: false,
          }
        : { key: 'excused', tone: 'idle', pressing: false };
    case 'overdue':
      return {
        key: 'overdue',
        when: recentIn(Date.parse(period.dueAt), timeZone, now),
        tone: 'bad',
        pressing: true,
      };
    default: {
      const words = dueWords(checklist, now);
      const pressing = period.status === 'due-soon' || words.key !== 'daysLeft';
      return { ...words, tone: pressing ? 'warn' : 'idle', pressing };
    }
  }
}
