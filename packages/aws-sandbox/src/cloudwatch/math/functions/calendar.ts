import { derived, gridOf, seriesOf } from '../series';
import type { MathFunction } from './call';

/** A non-sparse series over the period and window of its argument, each value taken from its own timestamp (UTC). */
function ofTime(part: (at: Date) => number): MathFunction {
  return call => {
    call.expectArguments(1);
    const series = call.series(0);
    return {
      type: 'series',
      series: seriesOf(
        derived(series),
        gridOf(call.scope.window, series.period),
        timestamp => part(new Date(timestamp)),
      ),
    };
  };
}

export const CALENDAR: Record<string, MathFunction> = {
  MINUTE: ofTime(at => at.getUTCMinutes()),
  HOUR: ofTime(at => at.getUTCHours()),
  /** Monday is 1, Sunday is 7. */
  DAY: ofTime(at => at.getUTCDay() || 7),
  DATE: ofTime(at => at.getUTCDate()),
  MONTH: ofTime(at => at.getUTCMonth() + 1),
  YEAR: ofTime(at => at.getUTCFullYear()),
  EPOCH: ofTime(at => at.getTime() / 1000),
};
