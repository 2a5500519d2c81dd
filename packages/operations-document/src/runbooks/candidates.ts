import {
  walkBlocks,
  type Block,
  type Code,
  type Section,
} from '../structure/blocks';
import type { Region } from '../structure/regions';
import { regionsOf } from '../elements/document';
import { isRunnable } from '../elements/commands';
import { startsAsQuery } from '../elements/queryText';
import { isOnlyLinks, plainText } from '../text/inline';
import { canOwnPlainList, cadenceOf, isChecklistLabel } from '../words/cadence';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import {
  hasPrefix,
  isContainer,
  isIdentifier,
  isInstructive,
  isReported,
  isSolving,
  isWeakContainer,
  namesFailure,
  tellsItem,
  titleKind,
} from '../words/titles';
import { isStepSection } from './numbering';

/** Where a section stands: what its ancestors say about sections below them. */
export interface Surroundings {
  /** `strong`: below "Troubleshooting", "Runbooks", …; `weak`: below "Operations", "Maintenance"; `none`: elsewhere. */
  place: 'strong' | 'weak' | 'none';
  /** Below a changelog, a tutorial or another text that holds no procedures. */
  reported: boolean;
  /** Below a heading with a cadence: lists are checks. */
  periodic: boolean;
  /** Below a heading for setup, reference or the like. */
  reference: boolean;
  /** The document is headed as a runbook or as procedures: its numbered lists are steps. */
  instructive: boolean;
}

export const TOP: Surroundings = {
  place: 'none',
  reported: false,
  periodic: false,
  reference: false,
  instructive: false,
};

/** What the sections below this one may expect. */
export function enter(section: Section, from: Surroundings): Surroundings {
  const title = section.title;
  const kind = titleKind(title);
  let place = from.place;
  if (isContainer(title))
    place = section.level > 1 || isSolving(title) ? 'strong' : 'weak';
  else if (kind === 'reference' && !isWeakContainer(title))
    place = place === 'strong' ? 'weak' : 'none';
  else if (place === 'none' && isWeakContainer(title)) place = 'weak';
  const reported = from.reported || (isReported(title) && !hasPrefix(title));
  return {
    place,
    reported,
    periodic: isPeriodic(title) || (from.periodic && kind !== 'container'),
    reference: kind === 'reference' || (from.reference && kind !== 'container'),
    instructive:
      from.instructive || (section.level <= 1 && isInstructive(title)),
  };
}

/** A heading whose lists are checks: it states a cadence and names no failure. */
export function isPeriodic(title: string): boolean {
  return (
    cadenceOf(title) !== undefined && !namesFailure(title) && !hasPrefix(title)
  );
}

/** What stands directly in a section and in its facets, counted. */
export interface Content {
  facets: Set<FacetKind>;
  stepTitles: number;
  orderedItems: number;
  bullets: number;
  /** Bullets under a label that says what to do. */
  actionBullets: number;
  runnable: number;
  snippets: number;
  prose: number;
  /** Label lines that a threshold or an alarm block has. */
  measures: number;
  checks: number;
  hasChecklistLabel: boolean;
}

function emptyContent(): Content {
  return {
    facets: new Set(),
    stepTitles: 0,
    orderedItems: 0,
    bullets: 0,
    actionBullets: 0,
    runnable: 0,
    snippets: 0,
    prose: 0,
    measures: 0,
    checks: 0,
    hasChecklistLabel: false,
  };
}

/** Content of a section and, with `deep`, of everything below it. */
export function contentOf(section: Section, deep: boolean): Content {
  const content = emptyContent();
  collect(section, deep, content, undefined);
  return content;
}

function collect(
  section: Section,
  deep: boolean,
  content: Content,
  inherited: FacetKind | undefined,
): void {
  for (const region of regionsOf(section))
    addRegion(region, content, inherited);
  if (!deep) return;
  for (const child of section.children) {
    const facet = facetOf(child.title);
    if (facet?.pure) content.facets.add(facet.kind);
    if (isStepSection(child)) content.stepTitles += 1;
    collect(child, true, content, facet?.pure ? facet.kind : inherited);
  }
}

function addRegion(
  region: Region,
  content: Content,
  inherited: FacetKind | undefined,
): void {
  const facet = region.facet ?? inherited;
  if (region.facet === 'measure') content.measures += 1;
  else if (region.facet) content.facets.add(region.facet);
  if (region.label !== undefined && isChecklistLabel(region.label))
    content.hasChecklistLabel = true;
  if (region.stepTitle !== undefined) content.stepTitles += 1;
  if (region.value !== '' && isAction(facet)) content.prose += 1;
  // A label that said its value on its own line (`**Alarm:** x`) has nothing to do with the list below.
  const said =
    region.value !== '' &&
    (facet === 'description' || facet === 'measure' || facet === 'severity');
  for (const block of region.blocks)
    addBlock(block, said ? undefined : facet, region.value !== '', content);
}

function addBlock(
  block: Block,
  facet: FacetKind | undefined,
  said: boolean,
  content: Content,
): void {
  if (block.type === 'list') {
    const items = block.items.filter(item => !isOnlyLinks(item.text));
    const counts = facet === undefined || isAction(facet);
    if (block.ordered && counts) content.orderedItems += items.length;
    if (!block.ordered && facet === undefined) content.bullets += items.length;
    if (!block.ordered && isAction(facet))
      content.actionBullets += items.length;
    content.checks += items.filter(item => item.ticked !== undefined).length;
  } else if (block.type === 'paragraph') {
    content.prose += 1;
  }
  for (const inner of walkBlocks([block])) {
    if (inner.type === 'code')
      addCode(inner, facet !== undefined && !said, content);
  }
}

function addCode(
  code: Code,
  /** Below a label that says what to do and nothing else on its line. */
  labelled: boolean,
  content: Content,
): void {
  const steps = stepsInFence(code);
  if (steps) content.orderedItems += steps.length;
  else if (isRunnable(code) && !(!labelled && isDefinition(code)))
    content.runnable += 1;
  else if (!code.text.includes('"widgets"') && !isDefinition(code))
    content.snippets += 1;
}

/** Blocks that define what is watched, or read from it, are no procedure by themselves. */
function isDefinition(code: Code): boolean {
  return (
    /\b(?:put-metric-alarm|put-composite-alarm|put-dashboard|put-metric-filter|put-subscription-filter|aws_cloudwatch_\w+|alert_name:|alerts:|AWS::CloudWatch::)/.test(
      code.text,
    ) || startsAsQuery(code.text, code.language)
  );
}

const FENCE_ITEM = /^(?:\d{1,3}[.)]|[-*+])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;

/** Items of a fence that holds a numbered list and nothing else, as ```` ```markdown ```` fences of steps do. */
export function stepsInFence(
  code: Code,
): { text: string; line: number }[] | undefined {
  if (!['markdown', 'md', '', 'text', 'txt'].includes(code.language))
    return undefined;
  const lines = code.text.split('\n');
  if (!/^\s*1[.)]\s/.test(lines[0] ?? '')) return undefined;
  const items: { text: string; line: number }[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line.trim() === '') continue;
    const item = FENCE_ITEM.exec(line);
    if (item && /^\d/.test(line))
      items.push({ text: item[1], line: code.textLine + i });
    else if (!/^\s+\S/.test(line)) return undefined;
  }
  return items.length >= 2 ? items : undefined;
}

/** Whether a section names one situation or one operation by its own title. */
export function isNamed(section: Section): boolean {
  const kind = titleKind(section.title);
  return kind === 'situation' || kind === 'procedure';
}

export function isAlarmNamed(section: Section): boolean {
  return hasPrefix(section.title) || isIdentifier(section.title);
}

/** Whether a section's own numbered list, of two items or more, tells what to do and not what happens. */
export function isInstruction(section: Section): boolean {
  const items = itemsOf(section, true);
  return items.length >= 2 && areImperative(items);
}

/** Whether the items of a section's own lists tell what to do. */
export function tellsToDo(section: Section): boolean {
  const items = itemsOf(section, false);
  return items.length === 0 || areImperative(items);
}

function itemsOf(section: Section, ordered: boolean): string[] {
  return section.blocks.flatMap(block =>
    block.type === 'list' && (block.ordered || !ordered)
      ? block.items.map(item => plainText(item.text))
      : [],
  );
}

function areImperative(items: readonly string[]): boolean {
  return items.filter(tellsItem).length * 2 > items.length;
}

/** Sections that hold checks due by the calendar, and nothing to do about a situation. */
export function isChecklistSection(
  section: Section,
  content: Content,
  around: Surroundings,
): boolean {
  if (hasPrefix(section.title)) return false;
  if (isPeriodic(section.title) && canOwnPlainList(section.title)) return true;
  if (around.periodic) return true;
  return (
    content.hasChecklistLabel &&
    content.checks > 0 &&
    !namesFailure(section.title)
  );
}
