import type { SearchablePoint } from '@pipeline-ops/plugin-pipeline-ops-common';
import { holds } from './words';

/** A word in the point's title says more than one in its text. */
const TITLE_WEIGHT = 2;

/** With fewer points, a word in most of them still tells one from the others. */
const FEW_POINTS = 3;

/**
 * The point that the words speak of; nothing when they speak of the procedure as a whole. Words of the procedure's own
 * title and words of most points do not tell one point from another; the rarer a word, the more it tells.
 */
export function bestPoint(
  points: readonly SearchablePoint[],
  title: string,
  words: readonly string[],
): SearchablePoint | undefined {
  const scores = points.map(() => 0);
  for (const word of words.filter(each => !holds(title, each))) {
    const weights = points.map(point => {
      if (holds(point.title, word)) {
        return TITLE_WEIGHT;
      }
      return holds(point.text, word) ? 1 : 0;
    });
    const holding = weights.filter(weight => weight > 0).length;
    if (points.length < FEW_POINTS || holding <= points.length / 2) {
      weights.forEach((weight, index) => {
        scores[index] += holding > 0 ? weight / holding : 0;
      });
    }
  }
  const best = Math.max(0, ...scores);
  return best > 0 ? points[scores.indexOf(best)] : undefined;
}
