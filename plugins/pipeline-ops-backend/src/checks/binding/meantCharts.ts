import type { NamedChart } from './chartNames';
import type { Sentence } from './readSentence';

type Place = Pick<Sentence, 'resources' | 'kinds'>;

/**
 * The charts that a sentence means: those that every mention of a metric fits, of the resources or kinds that it names,
 * else of those that the headings above it name.
 *
 * @param headings - The innermost first
 */
export function meantCharts(
  sentence: Sentence,
  headings: readonly Place[],
): NamedChart[] {
  const [first, ...others] = sentence.metrics;
  if (!first) {
    return [];
  }
  const fitting = first.charts.filter(({ chart }) =>
    others.every(({ charts }) => charts.some(one => one.chart === chart)),
  );
  const exact = ofOwnName(fitting, first);
  if (names(sentence)) {
    return within(exact, sentence);
  }
  const heading = headings
    .filter(names)
    .map(place => within(exact, place))
    .find(charts => charts.length > 0);
  if (heading) {
    return heading;
  }
  // `Duration` alone may be anything's.
  return first.isIdentifier || exact.length === 1 || isPhrase(first.called)
    ? exact
    : [];
}

/** What is exactly called so goes before what has the words in its title. */
function ofOwnName(
  charts: readonly NamedChart[],
  { called, isIdentifier }: Sentence['metrics'][number],
): NamedChart[] {
  const own = charts.filter(({ chart }) =>
    chart.id.toLowerCase().endsWith(`:${called.toLowerCase()}`),
  );
  return isIdentifier && own.length > 0 ? own : [...charts];
}

/** The charts of what a place names; all where it names nothing. */
export function within(
  charts: readonly NamedChart[],
  { resources, kinds }: Place,
): NamedChart[] {
  const named = charts.filter(({ resource }) => resources.includes(resource));
  if (named.length > 0 || (resources.length > 0 && kinds.length === 0)) {
    return named;
  }
  return kinds.length === 0
    ? [...charts]
    : charts.filter(({ resource }) => kinds.includes(resource.kind));
}

export function names({ resources, kinds }: Place): boolean {
  return resources.length > 0 || kinds.length > 0;
}

function isPhrase(called: string): boolean {
  return called.trim().includes(' ');
}
