import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { DateTime } from 'luxon';

/** That somebody is to be told about a list in a period. */
export interface Reminder {
  kind: 'due' | 'overdue';
  checklist: Checklist;
  /** Texts of the items that nobody has answered. */
  openItems: string[];
  /** Entity refs of users and groups. */
  recipients: string[];
}

/**
 * What is to be told about a list now: from a time of the day on, in the list's zone, what is due that day and what is
 * overdue. A shift is over before such a time comes, so its lists are told of as soon as they are due soon.
 *
 * @param at - `HH:MM`
 */
export function reminderOf(
  checklist: Checklist,
  assignees: string[],
  options: { at: string; now: Date },
): Reminder | undefined {
  const { period, cadence, snoozedUntil } = checklist;
  const { now } = options;
  const isOpen = ['open', 'due-soon', 'overdue'].includes(period.status);
  const isSnoozed = snoozedUntil !== undefined && new Date(snoozedUntil) > now;
  if (!isOpen || isSnoozed) return undefined;
  const isTime = cadence === 'shift' || now >= dayTime(checklist, options);
  const endOfDay = DateTime.fromJSDate(now, { zone: checklist.timeZone })
    .endOf('day')
    .plus(1)
    .toJSDate();
  const isDue =
    period.status === 'due-soon' ||
    (cadence !== 'shift' && new Date(period.dueAt) <= endOfDay);
  const kind = period.status === 'overdue' ? 'overdue' : 'due';
  return isTime && (kind === 'overdue' || isDue)
    ? toReminder(checklist, assignees, kind)
    : undefined;
}

/**
 * When there may be something new to tell about a list, as far as can be known now.
 *
 * @returns the earliest such time after `now`; undefined when only somebody's doing can change it
 */
export function nextReminderAt(
  checklist: Checklist,
  options: { at: string; now: Date },
): Date | undefined {
  const { period, snoozedUntil } = checklist;
  const today = dayTime(checklist, options);
  return [
    today,
    DateTime.fromJSDate(today, { zone: checklist.timeZone })
      .plus({ days: 1 })
      .toJSDate(),
    ...[period.dueAt, period.lateAt, period.end, snoozedUntil].flatMap(time =>
      time ? [new Date(time)] : [],
    ),
  ]
    .filter(time => time > options.now)
    .sort((a, b) => a.getTime() - b.getTime())
    .at(0);
}

function dayTime(
  { timeZone }: Checklist,
  { at, now }: { at: string; now: Date },
): Date {
  const [hour, minute] = at.split(':').map(Number);
  return DateTime.fromJSDate(now, { zone: timeZone })
    .startOf('day')
    .set({ hour, minute })
    .toJSDate();
}

function toReminder(
  checklist: Checklist,
  assignees: string[],
  kind: Reminder['kind'],
): Reminder {
  const { items, assignee, owner } = checklist;
  const open = items.filter(({ completion }) => !completion);
  const byDefault = assignees.length > 0 ? assignees : [owner];
  const responsible = assignee === undefined ? byDefault : [assignee];
  const own = open.flatMap(item => item.assignee ?? []);
  const recipients = new Set([
    ...own,
    ...(own.length < open.length ? responsible : []).flatMap(
      each => each ?? [],
    ),
  ]);
  return {
    kind,
    checklist,
    openItems: open.map(({ text }) => text),
    recipients: [...recipients],
  };
}
