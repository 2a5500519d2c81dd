import type {
  NameSelector,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { selectorOf, selectorText } from '../definition/selector';
import type { NameSort } from '../trust/Allowance';
import { matchesAnySelector } from '../trust/names';
import { selectNames } from '../trust/selectNames';
import {
  type AllowedSource,
  filled,
  type PipelineContext,
  type RefusalList,
} from './PipelineContext';

type SelectedSort = Exclude<NameSort, 'resources'>;

/** What refusals call one name of a sort. */
const WORDS: Record<SelectedSort, string> = {
  alarms: 'alarm',
  logGroups: 'log group',
  dashboards: 'dashboard',
};

/** What a tag is called when the operator gives it no name. */
const DEFAULT_OWNER_TAG = 'pipeline-ops/entity';

/** Tags by which an alarm leads to the procedure that answers it. */
const RUNBOOK_TAGS = ['runbook_url', 'runbook'];

/** More alarms than this are not asked for their tags. */
const MAX_TAGGED = 500;

/** The names that the pipeline may read through one source. */
export async function selectionOf(
  context: PipelineContext,
  source: AllowedSource,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): Promise<SourceSelection> {
  const wanted = (sort: SelectedSort) =>
    wantedNames(context, source, sort, variables, refusals);
  const [alarms, logGroups] = await Promise.all([
    provenAlarms(context, source, wanted('alarms')),
    provenLogGroups(context, source, wanted('logGroups')),
  ]);
  if (context.contested && logGroups.length > 0) {
    refusals.add(
      'logs',
      `another entity with another owner claims the pipeline ${context.pipelineId} too`,
    );
  }
  return {
    source: source.ref,
    alarms: alarms.selectors,
    ...(Object.keys(alarms.runbookTags).length > 0
      ? { runbookTags: alarms.runbookTags }
      : {}),
    logGroups: context.contested ? [] : logGroups,
    dashboards: wanted('dashboards'),
    metrics: source.allowance.metricSelectors(context.packs.all),
  };
}

/** What the definition asks for, as far as the rules of the source allow it. */
function wantedNames(
  context: PipelineContext,
  source: AllowedSource,
  sort: SelectedSort,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): NameSelector[] {
  const rights = source.allowance.rights(
    sort,
    context.otherPipelines(source.config, sort),
  );
  const asked = new Set(context.asked[sort]);
  const selected: NameSelector[] = [];
  const refusedConventions: [string, string][] = [];
  for (const template of context.definition[sort] ?? []) {
    const text = filled(template, variables, refusals);
    const selector = text === undefined ? undefined : selectorOf(text);
    if (!selector) {
      continue;
    }
    const { selectors, refusal } = selectNames(selector, rights);
    selected.push(...selectors);
    if (refusal) {
      const told: [string, string] = [
        `${WORDS[sort]} ${selectorText(selector)}`,
        `${refusal} in source ${source.ref.id}`,
      ];
      if (asked.has(template)) {
        refusals.add(...told);
      } else {
        refusedConventions.push(told);
      }
    }
  }
  // Conventions suit most pipelines, not all: they are only worth a word when nothing else is left.
  if (selected.length === 0) {
    refusedConventions.forEach(told => refusals.add(...told));
  }
  return selected;
}

/**
 * With `tag-proof`, the alarms among those selected whose tag names the entity. With a tag that the operator set,
 * alarms that the owner may see and that carry the entity's name come along, whatever they are called.
 */
async function provenAlarms(
  context: PipelineContext,
  source: AllowedSource,
  selected: NameSelector[],
): Promise<{
  selectors: NameSelector[];
  runbookTags: Record<string, string>;
}> {
  const { config, ref, allowance } = source;
  if (config.binding !== 'tag-proof' && !config.ownerTag) {
    return { selectors: selected, runbookTags: {} };
  }
  const own = allowance.rights('alarms', []).own;
  const found = await Promise.all(
    own.map(prefix => context.discovery.alarms(ref, prefix)),
  );
  const allowed = allowance.rights(
    'alarms',
    context.otherPipelines(config, 'alarms'),
  );
  const candidates = found
    .flatMap(alarms => alarms ?? [])
    .filter(
      ({ name }) =>
        selectNames({ type: 'exact', name }, allowed).selectors.length > 0,
    )
    .slice(0, MAX_TAGGED);
  const tagged = await taggedNames(context, source, candidates);
  const runbookTags = Object.fromEntries(
    tagged.flatMap(({ name, tags }) => {
      const written = RUNBOOK_TAGS.map(tag => tags[tag]).find(Boolean);
      return written ? [[name, written]] : [];
    }),
  );
  const proven = tagged.map(({ name }) => ({ type: 'exact' as const, name }));
  return {
    selectors:
      config.binding === 'tag-proof'
        ? proven
        : [
            ...selected,
            ...proven.filter(({ name }) => !matchesAnySelector(name, selected)),
          ],
    runbookTags,
  };
}

/** With `tag-proof`, the log groups among those selected whose tag names the entity. */
async function provenLogGroups(
  context: PipelineContext,
  source: AllowedSource,
  selected: NameSelector[],
): Promise<NameSelector[]> {
  if (source.config.binding !== 'tag-proof') {
    return selected;
  }
  const found = await Promise.all(
    selected.map(selector =>
      context.discovery.logGroups(
        source.ref,
        selector.type === 'exact' ? selector.name : selector.prefix,
      ),
    ),
  );
  const candidates = found
    .flatMap(groups => groups ?? [])
    .filter(({ name }) => matchesAnySelector(name, selected))
    .slice(0, MAX_TAGGED);
  const tagged = await taggedNames(context, source, candidates);
  return tagged.map(({ name }) => ({ type: 'exact', name }));
}

/** Those whose tag names the entity, with all of their tags. Tags that cannot be read prove nothing. */
async function taggedNames(
  context: PipelineContext,
  source: AllowedSource,
  candidates: readonly { name: string; arn: string }[],
): Promise<{ name: string; tags: Record<string, string> }[]> {
  const tag = source.config.ownerTag ?? DEFAULT_OWNER_TAG;
  const unique = [
    ...new Map(candidates.map(each => [each.name, each])).values(),
  ];
  const proven = await Promise.all(
    unique.map(async ({ name, arn }) => {
      const tags = await context.discovery.tags(source.ref, arn);
      return tags?.[tag]?.toLowerCase() === context.entityRef
        ? [{ name, tags }]
        : [];
    }),
  );
  return proven.flat();
}
