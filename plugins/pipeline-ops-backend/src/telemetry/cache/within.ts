import { setTimeout as sleep } from 'node:timers/promises';

/** What the promise gives, or undefined when it takes longer. */
export function within<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  const late = sleep(milliseconds, undefined, { ref: false });
  return Promise.race([promise, late]);
}
