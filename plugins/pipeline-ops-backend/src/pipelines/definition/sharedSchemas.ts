import { isTimeZone } from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';

/** A title, or a sentence or two. */
export const text = z.string().min(1).max(1_000);

/** A length of time: a number of seconds, or a number with `ms`, `s`, `m`, `h` or `d`. */
export const duration = z.union([
  z.number().positive(),
  z
    .string()
    .regex(
      /^\d+(\.\d+)?\s*(ms|s|m|min|h|d)$/,
      'a length of time such as 30s, 15m or 2h; a bare number is seconds',
    ),
]);

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'an IANA time zone such as Europe/Berlin' });
