import { InputError } from '@backstage/errors';
import type { RunSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { z } from 'zod';
import type { RunPlace } from './store/RunStore';

const place = z.tuple([
  z.enum(['running', 'ended']),
  z.number().int().min(0).max(8.64e15),
  z.uuid(),
]);

/** Where a list goes on behind this run. */
export function cursorBehind({ state, startedAt, id }: RunSummary): string {
  const written = JSON.stringify([state, Date.parse(startedAt), id]);
  return Buffer.from(written).toString('base64url');
}

/** @throws InputError when it is no cursor of ours */
export function readCursor(cursor: string): RunPlace {
  try {
    const [state, startedAt, id] = place.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { state, startedAt, id };
  } catch {
    throw new InputError(
      'The cursor is not one that a list of runs has handed out. Leave it away to begin with the newest run.',
    );
  }
}
