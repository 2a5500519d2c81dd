import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a search backwards through a log group stands. */
export interface LogCursor {
  /** Unix milliseconds; events from here on have been delivered. */
  before: number;
  /** Events of the last millisecond before `before` that have been delivered, too. */
  skip: number;
  /** Milliseconds that the next step goes back. */
  step: number;
}

const cursorSchema = z.tuple([
  z.number().int().min(0).max(8_640_000_000_000_000),
  z.number().int().min(0).max(1_000_000),
  z.number().int().min(1).max(40_000_000_000),
]);

export function writeCursor({ before, skip, step }: LogCursor): string {
  return Buffer.from(JSON.stringify([before, skip, step])).toString(
    'base64url',
  );
}

/** @throws InputError for anything that {@link writeCursor} did not write */
export function readCursor(text: string): LogCursor {
  try {
    const [before, skip, step] = cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
    return { before, skip, step };
  } catch {
    throw new InputError(
      'The log cursor is not one that was given out. Start again without `cursor`.',
    );
  }
}
