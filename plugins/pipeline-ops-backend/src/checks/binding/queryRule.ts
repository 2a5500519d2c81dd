import { isNumber, LIMIT_WORDS } from './limitText';
import type { Bound } from './metricRule';
import type { Sentence } from './readSentence';
import { NEUTRAL, vocabulary } from './words';

const HOUR = 3_600;
const DAY = 86_400;

const ASKS = vocabulary(
  'query saved run find found show result row line hit match empty nothing none no anything',
);
const NOTHING = vocabulary('empty nothing');

/** A saved query that is named by its title or id, with what it should find. */
export function queryRule(
  { queries, metrics, alarmNames, words, limit, window }: Sentence,
  usualSeconds: number,
): Bound | undefined {
  const ids = new Set(queries.map(({ id }) => id));
  const [query] = queries;
  const findsNothing = words.some(word => NOTHING.has(word));
  const understood = words.every(
    word =>
      ASKS.has(word) ||
      NEUTRAL.has(word) ||
      LIMIT_WORDS.has(word) ||
      isNumber(word),
  );
  const wanted = findsNothing
    ? ({ comparison: '==', value: 0 } as const)
    : limit;
  if (
    ids.size !== 1 ||
    metrics.length > 0 ||
    alarmNames.length > 0 ||
    window.each !== undefined ||
    !understood ||
    !wanted ||
    wanted.comparison.startsWith('>') ||
    ('unit' in wanted && wanted.unit !== undefined && wanted.unit !== 'Count')
  ) {
    return undefined;
  }
  return {
    condition: {
      type: 'log-query',
      queryId: query.id,
      comparison: wanted.comparison,
      value: wanted.value,
      windowSeconds: window.back ?? Math.min(Math.max(usualSeconds, HOUR), DAY),
    },
    why: `names the query ${query.title}, and what it should find`,
  };
}
