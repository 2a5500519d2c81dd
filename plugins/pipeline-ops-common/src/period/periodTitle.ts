import { DateTime } from 'luxon';
import type { Period, PeriodCalendar } from './period';

/** The period's name for people, such as `Saturday 21 November 2026` or `Week 47, Mon 16 – Sun 22 Nov 2026`. */
export function periodTitle(calendar: PeriodCalendar, period: Period): string {
  const local = (instant: number) =>
    DateTime.fromMillis(instant, { zone: calendar.timeZone, locale: 'en-GB' });
  const start = local(period.start.getTime());
  const last = local(period.end.getTime() - 1);
  switch (period.cadence) {
    case 'shift': {
      const name = period.key.slice(period.key.indexOf('/') + 1);
      return `${start.toFormat('cccc d LLLL yyyy')}, shift ${name}, ${start.toFormat('HH:mm')} – ${local(period.end.getTime()).toFormat('HH:mm')}`;
    }
    case 'daily':
      return start.toFormat('cccc d LLLL yyyy');
    case 'weekly': {
      const week = period.key.slice(-2).replace(/^0/, '');
      return `Week ${week}, ${start.toFormat('ccc d')}${start.month === last.month ? '' : start.toFormat(' LLL')} – ${last.toFormat('ccc d LLL yyyy')}`;
    }
    case 'monthly':
      return start.toFormat('LLLL yyyy');
    case 'quarterly':
      return `Quarter ${start.quarter}, ${start.toFormat('LLLL')} – ${last.toFormat('LLLL yyyy')}`;
    case 'yearly':
      return start.toFormat('yyyy');
    default:
      throw new RangeError(`${period.cadence satisfies never} is no cadence`);
  }
}
