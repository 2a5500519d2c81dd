import { DAY_MS } from './localTime';

/** A date of the calendar; months from 1. */
export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

/** Days since 1970-01-01. Months beyond 12 run on into the next years. */
export function dayNumber(year: number, month = 1, day = 1): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY_MS;
}

export function dateOf(day: number): CalendarDate {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: number): number {
  // Day 0 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** ISO 8601 week that a Thursday stands in the middle of. */
export function isoWeekOf(thursday: number): { year: number; week: number } {
  const { year } = dateOf(thursday);
  return { year, week: Math.floor((thursday - dayNumber(year)) / 7) + 1 };
}

/** The Thursday of an ISO 8601 week. */
export function thursdayOf(year: number, week: number): number {
  const fourthOfJanuary = dayNumber(year, 1, 4);
  return fourthOfJanuary - weekdayOf(fourthOfJanuary) + 4 + 7 * (week - 1);
}

const padded = (value: number, digits: number) =>
  String(value).padStart(digits, '0');

export const yearLabel = (year: number) => padded(year, 4);
export const twoDigits = (value: number) => padded(value, 2);

/** `YYYY-MM-DD`. */
export function dateLabel(day: number): string {
  const date = dateOf(day);
  return `${yearLabel(date.year)}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

/** Day of a `YYYY-MM-DD`; undefined when there is no such date. */
export function dayOfLabel(label: string): number | undefined {
  const [year, month, day] = label.split('-').map(Number);
  const number = dayNumber(year, month, day);
  return Number.isFinite(number) && dateLabel(number) === label
    ? number
    : undefined;
}
