import type { FindingKind } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Bound } from './metricRule';
import type { Sentence } from './readSentence';
import { NEUTRAL, vocabulary } from './words';

const DOCUMENT = vocabulary('documentation document page guide');
const AGREES = vocabulary(
  'match agree correspond line against stimmt überein bring',
);
const DEPLOYED = vocabulary(
  'deployed exist exists reality alarm dashboard retention what aws',
);
const DRIFT = vocabulary('drift finding');
const NONE = vocabulary('no none open without');
const RUNBOOK = vocabulary('runbook procedure');
const EVERY = vocabulary('every all each alarm');

/** What a sentence about one kind of thing is about. */
const KINDS: [ReadonlySet<string>, FindingKind[]][] = [
  [
    vocabulary('alarm'),
    ['alarm-missing', 'alarm-undocumented', 'alarm-differs'],
  ],
  [vocabulary('dashboard'), ['dashboard-missing']],
  [vocabulary('retention'), ['retention-differs']],
];

/** The operations document against what is deployed. */
export function findingRule(sentence: Sentence): Bound | undefined {
  const { words, metrics, queries, alarmNames, window } = sentence;
  const has = (list: ReadonlySet<string>) => words.some(word => list.has(word));
  const understood = (...lists: ReadonlySet<string>[]) =>
    words.every(word => [NEUTRAL, ...lists].some(list => list.has(word)));
  if (
    metrics.length > 0 ||
    queries.length > 0 ||
    alarmNames.length > 0 ||
    sentence.resources.length > 0 ||
    sentence.kinds.length > 0 ||
    window.back !== undefined ||
    window.each !== undefined
  ) {
    return undefined;
  }
  const comparesAll =
    (has(DRIFT) && understood(DRIFT, NONE, DOCUMENT)) ||
    (has(DOCUMENT) &&
      has(AGREES) &&
      has(DEPLOYED) &&
      understood(DOCUMENT, AGREES, DEPLOYED));
  if (comparesAll) {
    const [, kinds = []] = KINDS.find(([list]) => has(list)) ?? [];
    return {
      condition: { type: 'findings', kinds },
      why: 'speaks of document and deployment being the same',
    };
  }
  return has(RUNBOOK) &&
    words.includes('alarm') &&
    (words.includes('every') || words.includes('all')) &&
    understood(RUNBOOK, EVERY)
    ? {
        condition: { type: 'findings', kinds: ['alarm-without-runbook'] },
        why: 'speaks of alarms having procedures',
      }
    : undefined;
}
