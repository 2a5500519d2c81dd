import { normalisePlaceholder } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Segment, TypedValues } from './fillSegments';

/** A value that the command still waits for. */
export interface OpenValue {
  /** Normalised name. */
  key: string;
  /** Name as written. */
  name: string;
  /** Somebody gave a value, but it could break out of its place, or mean something else there. */
  refused: boolean;
}

/** Each open value of a command once, in the order of the text. */
export function openValuesOf(
  segments: Segment[],
  typed: TypedValues,
): OpenValue[] {
  const open = new Map<string, OpenValue>();
  for (const { kind, name } of segments) {
    if (kind === 'open' && name !== undefined) {
      const key = normalisePlaceholder(name);
      if (!open.has(key)) {
        open.set(key, { key, name, refused: Boolean(typed[key]) });
      }
    }
  }
  return [...open.values()];
}
