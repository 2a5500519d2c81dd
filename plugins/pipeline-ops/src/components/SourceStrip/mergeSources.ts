import type {
  SourceState,
  SourceStatus,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** From best to worst. */
const ORDER: SourceStatus[] = [
  'ok',
  'stale',
  'partial',
  'throttled',
  'denied',
  'unavailable',
];

/** One state for each source out of several answers: the worst, and of equals the oldest. In order of id. */
export function mergeSources(answers: SourceState[][]): SourceState[] {
  const worst = new Map<string, SourceState>();
  for (const state of answers.flat()) {
    const known = worst.get(state.id);
    const difference = known
      ? ORDER.indexOf(state.status) - ORDER.indexOf(known.status)
      : 1;
    const older = known && Date.parse(state.asOf) < Date.parse(known.asOf);
    if (difference > 0 || (difference === 0 && older)) {
      worst.set(state.id, state);
    }
  }
  return [...worst.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
