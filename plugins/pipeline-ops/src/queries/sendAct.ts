import type {
  Run,
  RunEvent,
  RunEventRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { RunConflictError } from '../api';
import { standingOf, type RunAct } from './runActs';

/** How an act went. `taken`: somebody else decided it, and what was asked for is not recorded. */
export type ActOutcome =
  | { went: 'recorded' }
  | { went: 'taken'; by: RunEvent }
  | { went: 'failed'; error: unknown };

/** One way to the run: what is known of it, and what a request to add to it brings. */
export interface RunLine {
  known: () => Run;
  keep: (run: Run) => void;
  send: (event: RunEventRequest) => Promise<Run>;
}

/** Others may be faster this often in a row before it is said that it does not work. */
const MOST_ATTEMPTS = 12;

/**
 * Sends an act with the newest revision. When somebody else was faster, an act that still makes sense goes out again
 * under the same key, so that it is recorded once.
 *
 * @param seen - revision of the run that the person looked at
 * @param me - entity ref of the person
 * @throws what the server refused it with, when that was not somebody else's being faster
 */
export async function sendAct(
  line: RunLine,
  options: { act: RunAct; key: string; seen: number; me: string },
): Promise<ActOutcome> {
  const { act, key, seen, me } = options;
  for (let attempt = 1; ; attempt++) {
    const run = line.known();
    const standing = standingOf(act, run, seen, me);
    if (standing.is === 'taken') {
      return { went: 'taken', by: standing.by };
    }
    if (standing.is === 'same') {
      return { went: 'recorded' };
    }
    try {
      line.keep(
        await line.send({
          ...act,
          idempotencyKey: key,
          revision: run.revision,
        } as RunEventRequest),
      );
      return { went: 'recorded' };
    } catch (error) {
      const current =
        error instanceof RunConflictError ? error.current : undefined;
      // A conflict that is not about the revision does not go away by asking again.
      if (
        !current ||
        current.revision <= run.revision ||
        attempt >= MOST_ATTEMPTS
      ) {
        throw error;
      }
      line.keep(current);
    }
  }
}
