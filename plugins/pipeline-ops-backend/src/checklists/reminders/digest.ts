import type { Cadence } from '@pipeline-ops/plugin-pipeline-ops-common';
import { DateTime } from 'luxon';
import type { Reminder } from './remindersOf';

const ADJECTIVES: Record<Cadence, string> = {
  shift: 'shift',
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  quarterly: 'quarterly',
  yearly: 'yearly',
};

/** Texts of open items that a digest names, all lists together; of each list, one at least. */
const MOST_NAMED = 5;

const isOverdue = ({ kind }: Reminder) => kind === 'overdue';
const total = (counts: number[]) => counts.reduce((a, b) => a + b, 0);

/** What one person, or group, is told of the lists of one pipeline. */
export function digestOf(
  pipelineTitle: string,
  reminders: Reminder[],
): { title: string; description: string } {
  const named = Math.max(1, Math.floor(MOST_NAMED / reminders.length));
  return {
    title: `${pipelineTitle}: ${reminders.length === 1 ? titleOfOne(reminders[0]) : titleOfMany(reminders)}`,
    description: reminders.map(each => sentenceOf(each, named)).join(' '),
  };
}

function titleOfOne({ checklist, kind }: Reminder): string {
  const { total: all, answered } = checklist.progress;
  const open = all - answered;
  const verb = open === 1 ? 'is' : 'are';
  return `${open} of ${all} ${ADJECTIVES[checklist.cadence]} checks ${verb} ${
    kind === 'overdue' ? 'overdue' : 'still to be answered'
  }`;
}

function titleOfMany(reminders: Reminder[]): string {
  const openIn = (some: Reminder[]) =>
    total(some.map(({ openItems }) => openItems.length));
  const overdue = openIn(reminders.filter(isOverdue));
  const what = `${openIn(reminders)} checks of ${reminders.length} lists are`;
  if (reminders.every(isOverdue)) return `${what} overdue`;
  return overdue > 0
    ? `${what} still to be answered, ${overdue} of them overdue`
    : `${what} still to be answered`;
}

function sentenceOf(
  { checklist, kind, openItems }: Reminder,
  mostNamed: number,
): string {
  const named = openItems.slice(0, mostNamed);
  const further = openItems.length - named.length;
  const texts = [...named, ...(further > 0 ? [`and ${further} more`] : [])];
  return `${checklist.title}, ${kind === 'overdue' ? 'was due' : 'due'} ${dueWords(checklist)}: ${texts.join(' · ')}.`;
}

/** Such as `on Saturday 21 November at 11:00 (Europe/Berlin)`; midnight belongs to the day that ends. */
function dueWords({ period, timeZone }: Reminder['checklist']): string {
  const due = DateTime.fromISO(period.dueAt, { zone: timeZone }).setLocale(
    'en-GB',
  );
  const day = (at: DateTime) => at.toFormat('cccc d LLLL');
  const isMidnight = due.toMillis() === due.startOf('day').toMillis();
  return isMidnight
    ? `by the end of ${day(due.minus(1))} (${timeZone})`
    : `on ${day(due)} at ${due.toFormat('HH:mm')} (${timeZone})`;
}
