import { Duration } from 'luxon';
import { z } from 'zod';
import type { TimeRange } from '../telemetry/window';

/** CloudWatch keeps metrics for 455 days. Seconds. */
const LONGEST = 455 * 86_400;

const duration = z
  .string()
  .max(32)
  .transform((text, context) => {
    const seconds = Duration.fromISO(text).as('seconds');
    if (!Number.isFinite(seconds) || seconds < 60 || seconds > LONGEST) {
      context.addIssue({
        code: 'custom',
        message:
          'write an ISO 8601 duration from one minute to 455 days, such as PT3H or P7D',
      });
      return z.NEVER;
    }
    return seconds;
  });

/** ISO 8601 with zone, or Unix seconds. */
const moment = z
  .string()
  .max(40)
  .transform((text, context) => {
    const seconds = /^\d{1,11}(\.\d{1,3})?$/.test(text)
      ? Number(text)
      : isoSeconds(text);
    if (!Number.isFinite(seconds) || seconds < 0) {
      context.addIssue({
        code: 'custom',
        message: 'write a moment as 2026-11-21T02:30:00Z or in Unix seconds',
      });
      return z.NEVER;
    }
    return seconds;
  });

function isoSeconds(text: string): number {
  return /(Z|[+-]\d{2}:?\d{2})$/.test(text) && /^\d{4}-\d{2}-\d{2}T/.test(text)
    ? Date.parse(text) / 1_000
    : NaN;
}

/**
 * `range=PT3H` for what lies before now, or `from` and `to`; three hours when nothing is asked.
 *
 * @param now - Unix seconds.
 */
export function timeRangeQuery(
  now: () => number,
  options: { defaultSeconds?: number; longestSeconds?: number } = {},
) {
  const { defaultSeconds = 3 * 3_600, longestSeconds = LONGEST } = options;
  return z
    .object({
      range: duration.optional(),
      from: moment.optional(),
      to: moment.optional(),
    })
    .transform(({ range, from, to }, context): TimeRange => {
      const refuse = (message: string) => {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      if (range !== undefined && (from !== undefined || to !== undefined)) {
        return refuse('give either range, or from and to');
      }
      const end = to ?? now();
      const start = from ?? end - (range ?? defaultSeconds);
      if (start >= end) {
        return refuse('from must lie before to');
      }
      if (end - start > longestSeconds) {
        return refuse(
          `at most ${Math.round(longestSeconds / 86_400)} days can be read at once`,
        );
      }
      if (start > now()) {
        return refuse('from lies in the future');
      }
      return { from: start, to: end };
    });
}
