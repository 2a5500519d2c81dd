import { z } from 'zod';
import { ControllableClock } from '../clock/sandboxClock';
import { parseMoment } from '../scenario/moments';

const time = z.union([
  z.number().int().min(0),
  z.iso.datetime({ offset: true }).transform(text => Date.parse(text)),
]);

const span = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^[+-]?\d+(ms|s|m|h|d)$/, 'a length of time such as 90s or 5m')
    .transform(parseMoment),
]);

/**
 * A change of the clock: `set` to a moment (ISO 8601, or Unix milliseconds), then `advance` by a length of time (`5m`, or
 * milliseconds), then `mode`.
 */
export const clockChangeSchema = z
  .object({
    set: time.optional(),
    advance: span.optional(),
    mode: z.enum(['frozen', 'following', 'real']).optional(),
  })
  .strict()
  .refine(change => Object.keys(change).length > 0, {
    message: 'Say what to change: set, advance or mode.',
  });

export type ClockChange = z.output<typeof clockChangeSchema>;

export function applyClockChange(
  clock: ControllableClock,
  { set, advance, mode }: ClockChange,
): void {
  // Frozen first, so that the time that was set is the time that it stands at.
  if (mode === 'frozen') clock.freeze();
  if (set !== undefined) clock.set(set);
  if (advance !== undefined) clock.advance(advance);
  if (mode === 'following') clock.follow();
  if (mode === 'real') clock.reset();
}

export function describeClock(clock: ControllableClock) {
  return { now: new Date(clock.now()).toISOString(), mode: clock.mode };
}
