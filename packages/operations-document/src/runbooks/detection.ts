import type { Section } from '../structure/blocks';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import {
  hasPrefix,
  isContainer,
  isImperative,
  isSeverity,
  namesFailure,
  namesOperation,
  titleKind,
} from '../words/titles';
import {
  contentOf,
  enter,
  isAlarmNamed,
  isChecklistSection,
  isInstruction,
  isNamed,
  tellsToDo,
  TOP,
  type Content,
  type Surroundings,
} from './candidates';
import { isTelling, ownsChildren, roleOf } from './ownership';

/** A section that is a procedure. */
export interface Candidate {
  section: Section;
  /** Sections below it that are procedures of their own; their text is not the parent's. */
  nested: Section[];
  around: Surroundings;
}

/** A section that nearly is one. */
export interface NearCandidate {
  section: Section;
  reason: string;
}

export interface Detection {
  found: Candidate[];
  near: NearCandidate[];
}

/** Sections about these are parts of a procedure, never one, whatever else their titles say. */
const NEVER: ReadonlySet<FacetKind> = new Set<FacetKind>([
  'verification',
  'aftermath',
  'prevention',
  'escalation',
  'prerequisites',
  'notes',
]);

/** Finds the sections that are runbooks, by the rules of the writers' guide. */
export function detectRunbooks(root: Section): Detection {
  const detection: Detection = { found: [], near: [] };
  for (const section of root.children) visit(section, TOP, detection);
  return detection;
}

function visit(
  section: Section,
  around: Surroundings,
  detection: Detection,
): void {
  const facet = facetOf(section.title);
  // Below "Post-incident" or "Prevention" there are parts of what came before, and no procedures.
  if (facet?.pure && NEVER.has(facet.kind)) return;
  const within = enter(section, around);
  if (judge(section, around, within, detection)) {
    const nested: Section[] = [];
    for (const child of section.children)
      collectNested(child, section, within, nested, detection);
    // "Disaster recovery runbook" with several scenarios and no steps of its own holds runbooks and is none.
    if (nested.length < 2 || saysWhatToDo(section, nested))
      detection.found.push({ section, nested, around });
    return;
  }
  const before = detection.found.length;
  for (const child of section.children) visit(child, within, detection);
  // A situation with its own steps, below which something else happens to stand.
  if (detection.found.length === before && isTold(section, around, within))
    detection.found.push({ section, nested: section.children, around });
}

function isTold(
  section: Section,
  around: Surroundings,
  within: Surroundings,
): boolean {
  if (section.children.length === 0 || section.level <= 1 || within.reported)
    return false;
  if (!namesFailure(section.title) && !namesOperation(section.title))
    return false;
  const own = contentOf(section, false);
  return (
    own.orderedItems + own.stepTitles >= 2 &&
    !isChecklistSection(section, own, around) &&
    refusal(section, own, around) === undefined
  );
}

/** Situations of their own inside a runbook, such as root causes with their own solutions. */
function collectNested(
  child: Section,
  parent: Section,
  within: Surroundings,
  nested: Section[],
  detection: Detection,
): void {
  const holds =
    roleOf(child, parent) === 'holder' ||
    facetOf(child.title)?.kind === 'causes';
  if (!holds) return;
  for (const section of child.children) {
    if (facetOf(section.title)?.pure || !saysWhatToDo(section)) continue;
    nested.push(section);
    detection.found.push({
      section,
      nested: [],
      around: { ...within, place: 'strong' },
    });
  }
}

/** @param without - sections below whose text does not count */
function saysWhatToDo(
  section: Section,
  without: readonly Section[] = [],
): boolean {
  const facet = facetOf(section.title);
  if (without.length > 0 && facet?.pure && NEVER.has(facet.kind)) return false;
  const content = contentOf(section, without.length === 0);
  const doing =
    content.orderedItems + content.stepTitles + content.actionBullets;
  if (doing + content.runnable + content.snippets > 0)
    return without.length === 0 || doing > 0 || isAction(facet?.kind);
  return (
    without.length > 0 &&
    section.children.some(
      child => !without.includes(child) && saysWhatToDo(child, without),
    )
  );
}

function judge(
  section: Section,
  around: Surroundings,
  within: Surroundings,
  detection: Detection,
): boolean {
  if (within.reported) return false;
  const own = contentOf(section, false);
  if (isChecklistSection(section, own, around)) return false;
  if (
    section.children.length > 0 &&
    section.children.some(child => roleOf(child, section) !== 'aside')
  ) {
    return (
      ownsChildren(section, around) &&
      hasSubstance(section, contentOf(section, true), around)
    );
  }
  const reason = refusal(section, own, around);
  if (reason === undefined) return true;
  if (reason !== '') detection.near.push({ section, reason });
  return false;
}

function hasSubstance(
  section: Section,
  all: Content,
  around: Surroundings,
): boolean {
  if (all.stepTitles + all.orderedItems + all.actionBullets + all.runnable > 0)
    return true;
  return (
    all.prose > 0 &&
    (isAlarmNamed(section) || around.place === 'strong' || isActing(all))
  );
}

function isActing(content: Content): boolean {
  return [...content.facets].some(isAction);
}

const NOTHING_TO_DO =
  'it is headed like a runbook but says nothing to do; add steps as a numbered list, or a fenced command';
const WRONG_PLACE =
  'it has numbered steps and a title that names a situation, but stands outside of a section such as "Troubleshooting" or "Runbooks"; move it there, or begin its title with "Runbook:" or "Issue:"';
const NO_SITUATION =
  'it has numbered steps, but its title names neither a situation nor an operation; begin it with "Runbook:" or "Issue:", or say what fails or what is done';
const NO_STEPS =
  'it stands among procedures but says nothing to do; number its steps, or put a label such as "**Resolution:**" above its list';

/**
 * Why a section without parts below it is no runbook; undefined when it is one, empty when it does not even look like
 * one.
 */
function refusal(
  section: Section,
  content: Content,
  around: Surroundings,
): string | undefined {
  const kind = titleKind(section.title);
  const facet = facetOf(section.title);
  const prefixed = hasPrefix(section.title);
  const named = isNamed(section);
  const telling = [...content.facets].filter(isTelling).length;
  const listed =
    content.stepTitles + content.orderedItems + content.actionBullets;
  const doing = listed + content.runnable;
  const anything =
    doing + content.bullets + content.prose + content.snippets > 0;
  const faceted = telling >= 2 && isActing(content);

  if (kind === 'reference' && !faceted) return '';
  // A step of something that is no procedure, such as "Stage 2: clean-up" of a data flow.
  if (facet?.kind === 'phase' && around.place !== 'strong') return '';
  if (around.reference && !faceted && !prefixed && around.place !== 'strong')
    return '';
  if (content.measures >= 2 && doing === 0) return '';
  // An alarm's threshold and action are a threshold, unless the alarm itself heads the section.
  if (
    content.measures >= 1 &&
    doing + content.bullets === 0 &&
    telling < 2 &&
    !isAlarmNamed(section)
  )
    return '';
  if (
    facet?.pure &&
    kind !== 'container' &&
    !named &&
    around.place !== 'strong'
  )
    return '';

  if (
    !prefixed &&
    facet &&
    NEVER.has(facet.kind) &&
    (facet.pure || (kind !== 'situation' && telling < 2))
  )
    return '';
  if (isSeverity(section.title) && telling === 0 && !tellsToDo(section))
    return '';
  if (prefixed) return anything ? undefined : NOTHING_TO_DO;
  if (
    faceted &&
    (doing > 0 || ((named || around.place !== 'none') && anything))
  )
    return undefined;
  if (around.place === 'strong') {
    return refusalInContainer(
      section,
      content,
      named,
      facet?.pure ? facet.kind : undefined,
    );
  }
  if (around.place === 'weak' && named && !around.periodic) {
    if (doing > 0) return undefined;
    if (isAlarmNamed(section) && content.prose + content.bullets > 0)
      return undefined;
    if (telling >= 1 && content.prose > 0) return undefined;
  }
  if (
    around.place === 'weak' &&
    isImperative(section.title) &&
    !around.periodic &&
    !around.reference
  ) {
    if (content.orderedItems + content.stepTitles >= 2) return undefined;
  }
  if (
    around.instructive &&
    kind === 'plain' &&
    !around.periodic &&
    !around.reference &&
    isInstruction(section)
  )
    return undefined;
  if (kind === 'procedure' && content.orderedItems + content.stepTitles >= 2)
    return undefined;
  if (
    kind === 'container' &&
    isContainer(section.title) &&
    content.orderedItems + content.stepTitles >= 2
  )
    return undefined;
  if (named && content.orderedItems >= 2) return WRONG_PLACE;
  return around.place === 'weak' &&
    kind === 'plain' &&
    !around.periodic &&
    !around.reference &&
    isInstruction(section)
    ? NO_SITUATION
    : '';
}

function refusalInContainer(
  section: Section,
  content: Content,
  named: boolean,
  facet: FacetKind | undefined,
): string | undefined {
  if (content.stepTitles + content.orderedItems + content.actionBullets > 0)
    return undefined;
  if (content.runnable > 0 && (facet === undefined || (named && isDone(facet))))
    return undefined;
  const kind = titleKind(section.title);
  if (kind === 'container') return '';
  if (named && content.bullets + content.snippets > 0) return undefined;
  if (kind === 'situation' && content.prose > 0) return undefined;
  // "Overview" and "Notes" among procedures miss nothing.
  if (facet !== undefined && !isAction(facet)) return '';
  return content.bullets + content.prose > 0 ? NO_STEPS : '';
}

/** Facets that can be a procedure of their own, as "Manual rollback" is; "Verification" cannot. */
function isDone(facet: FacetKind): boolean {
  return facet === 'rollback' || isAction(facet);
}
