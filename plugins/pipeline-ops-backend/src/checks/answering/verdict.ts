import type {
  Check,
  CheckAnswer,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { hasFailed } from '../../telemetry/sourceStates';

/** Older data says nothing about now. Milliseconds. */
const STALE_AFTER = 15 * 60_000;

/** What one condition came to, before it is put under its check. */
export type Verdict = Omit<CheckAnswer, 'check' | 'asOf'> & {
  /** When the data was read; now when absent. ISO 8601, UTC. */
  asOf?: string;
};

/** Of a check that could not be answered. Unix seconds. */
export function unknown(
  summary: string,
  { from, to }: { from: number; to: number },
): Verdict {
  return { verdict: 'unknown', summary, from: iso(from), to: iso(to) };
}

export function toAnswer(
  check: Check,
  { asOf, ...verdict }: Verdict,
  now: number,
): CheckAnswer {
  return { check, ...verdict, asOf: asOf ?? new Date(now).toISOString() };
}

/**
 * Why what was read says nothing about now; undefined when it does. A part of the data is no reason here: whoever has it
 * decides whether the part is enough.
 *
 * @param now - Unix milliseconds
 */
export function whyUnread(
  states: readonly SourceState[],
  now: number,
): string | undefined {
  const failed = states.find(hasFailed);
  if (failed) {
    return `Source ${failed.id} could not be read: ${failed.message ?? failed.status}`;
  }
  const stale = states.find(
    ({ status, asOf }) =>
      status === 'stale' && now - Date.parse(asOf) > STALE_AFTER,
  );
  return stale && `Source ${stale.id}: ${stale.message ?? 'no newer data'}`;
}

/** Oldest moment of what was read. */
export function asOfStates(states: readonly SourceState[]): string | undefined {
  return states.map(({ asOf }) => asOf).sort()[0];
}

/** Unix seconds as ISO 8601. */
export function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

/** `06:15 UTC`, with the day where it is another one than that of `now`. Unix seconds. */
export function timeInWords(at: number, now: number): string {
  const [day, time] = iso(at).slice(0, 16).split('T');
  return iso(now).startsWith(day) ? `${time} UTC` : `${day} ${time} UTC`;
}
