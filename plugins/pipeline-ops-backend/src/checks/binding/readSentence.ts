import type {
  ResolvedEnvironment,
  ResolvedPipeline,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { expectedAlarms } from '../../alarms/documentedAlarms';
import { writtenQueries } from '../../logs/queries/writtenQueries';
import type { CheckSubject } from '../CheckService';
import {
  identifiersOf,
  isDeadLetterQueue,
  KIND_PHRASES,
  phrasesOf,
  resourceNames,
  resourcePhrases,
  type NamedChart,
} from './chartNames';
import {
  limitIn,
  takeWindow,
  type WrittenLimit,
  type WrittenWindow,
} from './limitText';
import {
  readText,
  takeNames,
  takePhrases,
  tellingWords,
  type Mention,
} from './sentence';

/** A sentence taken apart: what it names, what it limits, and every word that is left. */
export interface Sentence {
  alarmNames: string[];
  queries: { id: string; title: string }[];
  /** What is called like a metric here, each mention with all charts that it may mean. */
  metrics: { called: string; isIdentifier: boolean; charts: NamedChart[] }[];
  resources: ResolvedResource[];
  /** Kinds of resources that words of it name. */
  kinds: string[];
  limit?: WrittenLimit;
  window: WrittenWindow;
  /** In English and without plurals. */
  words: string[];
  /** As written, without names and windows. */
  text: string;
}

type Name =
  | { type: 'alarm'; name: string }
  | { type: 'query'; id: string; title: string }
  | { type: 'chart'; name: string; named: NamedChart }
  | { type: 'resource'; resource: ResolvedResource };

type Phrase =
  | { type: 'chart'; named: NamedChart }
  | { type: 'resource'; resource: ResolvedResource }
  | { type: 'kind'; kind: string };

/** Reads what of a subject a check is bound to; undefined when more than that has to be done. */
export function readSentence(
  subject: CheckSubject,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Sentence | undefined {
  const { first, alone } = readText(subject.text, subject.details);
  return alone && first !== ''
    ? takeApart(first, pipeline, environment)
    : undefined;
}

/** The resources and kinds that headings name, the innermost heading first. */
export function readHeadings(
  headings: readonly string[],
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Pick<Sentence, 'resources' | 'kinds'>[] {
  return headings
    .map(heading => takeApart(heading.slice(0, 300), pipeline, environment))
    .reverse();
}

/** What can be named in a pipeline's environment. */
interface Names {
  names: Mention<Name>[];
  phrases: { words: readonly string[]; what: Phrase }[];
  /** Those of resources and kinds alone. */
  places: { words: readonly string[]; what: Phrase }[];
}

/** A procedure has many sentences, and its page is read again and again. */
const known = new WeakMap<
  ResolvedEnvironment,
  { pipeline: ResolvedPipeline; names: Names }
>();

function namesOf(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Names {
  const kept = known.get(environment);
  if (kept?.pipeline === pipeline) {
    return kept.names;
  }
  const charts = environment.resources.flatMap(resource =>
    resource.charts.map((chart): NamedChart => ({ chart, resource })),
  );
  const names = {
    names: namesIn(pipeline, environment, charts),
    phrases: phrasesFor(environment, charts),
    places: phrasesFor(environment, []),
  };
  known.set(environment, { pipeline, names });
  return names;
}

function takeApart(
  text: string,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Sentence {
  const { names, phrases, places } = namesOf(pipeline, environment);
  const named = takeNames(text, names);
  const { rest, window } = takeWindow(named.rest);
  const namesQuery = named.found.some(({ type }) => type === 'query');
  const phrased = takePhrases(
    tellingWords(rest),
    // Beside a query's name, words such as `query` or `result` are about it.
    namesQuery ? places : phrases,
  );
  const limit = limitIn(rest);
  return {
    alarmNames: unique(
      named.found.flatMap(one => (one.type === 'alarm' ? [one.name] : [])),
    ),
    queries: named.found.flatMap(one =>
      one.type === 'query' ? [{ id: one.id, title: one.title }] : [],
    ),
    metrics: [
      ...mentions(
        named.found.flatMap(one =>
          one.type === 'chart' ? [{ key: one.name, named: one.named }] : [],
        ),
        true,
      ),
      ...mentions(
        phrased.found.flatMap(({ what, at }) =>
          what.type === 'chart' ? [{ key: String(at), named: what.named }] : [],
        ),
        false,
      ),
    ],
    resources: unique([
      ...named.found.flatMap(one =>
        one.type === 'resource' ? [one.resource] : [],
      ),
      ...phrased.found.flatMap(({ what }) =>
        what.type === 'resource' ? [what.resource] : [],
      ),
    ]),
    kinds: unique(
      phrased.found.flatMap(({ what }) =>
        what.type === 'kind' ? [what.kind] : [],
      ),
    ),
    ...(limit ? { limit } : {}),
    window,
    words: phrased.rest,
    text: rest,
  };
}

function namesIn(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
  charts: readonly NamedChart[],
): Mention<Name>[] {
  const alarmNames = unique([
    ...expectedAlarms(pipeline, environment)
      .filter(({ literal }) => literal)
      .map(({ name }) => name),
    ...environment.selections.flatMap(({ alarms }) =>
      alarms.flatMap(selector =>
        selector.type === 'exact' ? [selector.name] : [],
      ),
    ),
  ]);
  return [
    ...alarmNames.map((name): Mention<Name> => ({
      name,
      what: { type: 'alarm', name },
    })),
    ...writtenQueries(pipeline, environment).flatMap(
      ({ id, title }): Mention<Name>[] =>
        [title, id.slice(id.indexOf('.') + 1)].map(name => ({
          name,
          what: { type: 'query', id, title },
        })),
    ),
    ...charts.flatMap(identifiersOf).map(({ name, what }): Mention<Name> => ({
      name,
      what: { type: 'chart', name: name.toLowerCase(), named: what },
    })),
    ...environment.resources
      .flatMap(resourceNames)
      .map(({ name, what }): Mention<Name> => ({
        name,
        what: { type: 'resource', resource: what },
      })),
  ];
}

function phrasesFor(
  environment: ResolvedEnvironment,
  charts: readonly NamedChart[],
): { words: readonly string[]; what: Phrase }[] {
  return [
    ...charts.flatMap(named =>
      phrasesOf(named.chart).map(words => ({
        words,
        what: { type: 'chart', named } as const,
      })),
    ),
    // `DLQ depth` is the depth of a queue that takes what failed, and of no other.
    ...charts
      .filter(({ resource }) => isDeadLetterQueue(resource))
      .flatMap(named =>
        phrasesOf(named.chart).map(words => ({
          words: ['dead', 'letter', 'queue', ...words],
          what: { type: 'chart', named } as const,
        })),
      ),
    ...resourcePhrases(environment.resources).map(({ words, what }) => ({
      words,
      what: { type: 'resource', resource: what } as const,
    })),
    ...KIND_PHRASES.map(({ words, what }) => ({
      words,
      what: { type: 'kind', kind: what } as const,
    })),
  ];
}

/** Charts that one mention may mean. */
function mentions(
  found: readonly { key: string; named: NamedChart }[],
  isIdentifier: boolean,
): Sentence['metrics'] {
  const byKey = new Map<string, NamedChart[]>();
  for (const { key, named } of found) {
    byKey.set(key, [...(byKey.get(key) ?? []), named]);
  }
  return [...byKey].map(([key, charts]) => ({
    called: isIdentifier ? nameOf(charts[0], key) : charts[0].chart.title,
    isIdentifier,
    charts: unique(charts),
  }));
}

function nameOf(named: NamedChart, key: string): string {
  return (
    identifiersOf(named).find(({ name }) => name.toLowerCase() === key)?.name ??
    named.chart.title
  );
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
