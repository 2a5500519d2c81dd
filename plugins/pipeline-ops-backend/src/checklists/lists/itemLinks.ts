import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { isNamed } from '../../pipelines/definition/checkChecklists';
import type { FrozenItem } from './FrozenList';
import type { PlannedItem } from './plannedLists';

type Link = ChecklistItem['links'][number];

interface Target {
  id: string;
  title: string;
}

/** Words that many titles have, and that tell nothing about what they are of. */
const COMMON =
  /^(?:a|an|and|the|of|in|on|to|for|with|is|are|check|checks|review|monitor|verify|runbook|procedure|troubleshooting|guide|der|die|das|und|pruefen|prüfen)$/;

const MOST_LINKS = 3;

const wordsOf = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 1 && !COMMON.test(word))
    // Good enough to make a plural meet its singular.
    .map(word => (word.length > 4 ? word.replace(/s$/, '') : word));

/**
 * The runbooks and charts that an item speaks of: those that the definition names, else those of whose title every telling
 * word, and at least two, stand in the item.
 */
export function itemLinks(
  item: FrozenItem,
  planned: PlannedItem | undefined,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Link[] {
  const runbooks = pipeline.documents.flatMap(
    ({ content }) => content?.runbooks ?? [],
  );
  const charts = environment.resources.flatMap(resource => resource.charts);
  return [
    ...linksTo('runbook', runbooks, item, planned?.runbook),
    ...linksTo('chart', charts, item, planned?.chart),
  ];
}

function linksTo(
  kind: Link['kind'],
  targets: Target[],
  item: FrozenItem,
  named: string | undefined,
): Link[] {
  const toLink = ({ id, title }: Target): Link => ({ kind, id, title });
  if (named) {
    return targets
      .filter(({ id, title }) => isNamed(id, title, named))
      .slice(0, 1)
      .map(toLink);
  }
  const said = new Set(wordsOf([item.text, ...item.details].join(' ')));
  return targets
    .filter(({ title }) => {
      const telling = new Set(wordsOf(title));
      return telling.size > 1 && [...telling].every(word => said.has(word));
    })
    .slice(0, MOST_LINKS)
    .map(toLink);
}
