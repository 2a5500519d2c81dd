import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { NamedChart } from '../../checks/binding/chartNames';
import { within } from '../../checks/binding/meantCharts';
import { readHeadings } from '../../checks/binding/readSentence';
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

const namedIn = <T extends Target>(targets: T[], name: string): T[] =>
  targets.filter(({ id, title }) => isNamed(id, title, name)).slice(0, 1);

/**
 * The runbooks and charts that an item speaks of: those that the definition names, else those of whose title every telling
 * word, and at least two, stand in the item. Of charts, those of the resources or kinds that the item names; charts of one
 * title are told apart by their resource.
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
  const charts = environment.resources.flatMap(resource =>
    resource.charts.map(chart => ({ chart, resource })),
  );
  return [
    ...(planned?.runbook
      ? namedIn(runbooks, planned.runbook)
      : spokenOf(runbooks, item, ({ title }) => title).slice(0, MOST_LINKS)
    ).map(({ id, title }): Link => ({ kind: 'runbook', id, title })),
    ...(planned?.chart
      ? namedIn(
          charts.map(({ chart }) => chart),
          planned.chart,
        ).map(({ id, title }): Link => ({ kind: 'chart', id, title }))
      : chartLinks(
          meant(
            spokenOf(charts, item, ({ chart }) => chart.title),
            item,
            pipeline,
            environment,
          ),
        )),
  ];
}

function spokenOf<T>(
  targets: T[],
  item: FrozenItem,
  titleOf: (target: T) => string,
): T[] {
  const said = new Set(wordsOf([item.text, ...item.details].join(' ')));
  return targets.filter(target => {
    const telling = new Set(wordsOf(titleOf(target)));
    return telling.size > 1 && [...telling].every(word => said.has(word));
  });
}

/** Those of what the item names; all where none of them is of that. */
function meant(
  charts: NamedChart[],
  { text }: FrozenItem,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): NamedChart[] {
  if (charts.length < 2) return charts;
  const [place] = readHeadings([text], pipeline, environment);
  const some = within(charts, place);
  return some.length > 0 ? some : charts;
}

function chartLinks(charts: NamedChart[]): Link[] {
  return charts.slice(0, MOST_LINKS).map(({ chart, resource }): Link => {
    const isShared = charts.some(
      other => other.chart !== chart && other.chart.title === chart.title,
    );
    return {
      kind: 'chart',
      id: chart.id,
      title: isShared ? `${chart.title} (${resource.name})` : chart.title,
    };
  });
}
