import { z } from 'zod';
import { SERVICE_NAMES } from '../services';

/**
 * What can go wrong on the way to AWS.
 *
 * Answers that AWS gives: `throttle`, `deny` (names the missing action), `expired-token`, `invalid-token`,
 * `clock-skew` (the request's time is off), `internal-error` (500), `unavailable` (503), `limit-exceeded`.
 * Answers that are right but awkward: `partial` (GetMetricData: part of the values, part of the results failed),
 * `repeat-token` (every page names the same next one), `empty` (an object without members), `empty-lists` (the members,
 * but nothing in them), `disorder` (lists in the wrong order), `empty-page` (a first page without items and a token that
 * leads to them); of GetMetricData alone: `forbidden` (every result `Forbidden`), `max-metrics` (the message that not all
 * metrics could be given), `odd-numbers` (NaN and infinities among the values), `duplicates` (points twice, unsorted).
 * Faults of the connection: `slow` (waits `delayMs`, then answers), `drip` (the answer in small pieces over `delayMs`),
 * `hang` (never answers), `stall` (half of the body, then nothing more), `truncate` (half of the body, then the connection
 * ends), `reset` (connection reset without an answer), `malformed` (200 with broken JSON), `no-body` (200 with nothing),
 * `html` and `gateway-timeout` (a proxy's error pages, 502 and 504), `redirect` (to a log-in page).
 */
export const FAULT_KINDS = [
  'throttle',
  'deny',
  'expired-token',
  'invalid-token',
  'clock-skew',
  'internal-error',
  'unavailable',
  'limit-exceeded',
  'partial',
  'repeat-token',
  'empty',
  'empty-lists',
  'disorder',
  'empty-page',
  'forbidden',
  'max-metrics',
  'odd-numbers',
  'duplicates',
  'slow',
  'drip',
  'hang',
  'stall',
  'truncate',
  'reset',
  'malformed',
  'no-body',
  'html',
  'gateway-timeout',
  'redirect',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to come: what, for whom, and how often or how long. Whatever is left out matches everything. */
export const faultSchema = z
  .object({
    kind: z.enum(FAULT_KINDS),
    account: z
      .string()
      .regex(/^\d{12}$/, 'an account is twelve digits')
      .optional(),
    region: z.string().min(1).optional(),
    service: z.enum(SERVICE_NAMES).optional(),
    /** Such as `GetMetricData`. */
    operation: z.string().min(1).optional(),
    /** Requests that it hits before it is over; without it, all. */
    count: z.number().int().min(1).optional(),
    /** Milliseconds of the sandbox's clock after which it is over; without it, it stays. */
    durationMs: z.number().int().min(1).optional(),
    /** For `slow` and `drip`: milliseconds of real time that they take. */
    delayMs: z.number().int().min(0).max(600_000).default(2_000),
  })
  .strict();

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
