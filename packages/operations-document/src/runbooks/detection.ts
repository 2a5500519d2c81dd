import type { Section } from '../structure/blocks';
import { normalise } from '../text/normalise';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import { hasPrefix, isContainer, titleKind } from '../words/titles';
import {
  contentOf,
  enter,
  isAlarmNamed,
  isChecklistSection,
  isNamed,
  isStepHeading,
  TOP,
  type Content,
  type Surroundings,
} from './candidates';

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

/** Facets that only a procedure has, as opposed to notes, descriptions and measures. */
const TELLING: ReadonlySet<FacetKind> = new Set<FacetKind>([
  'symptoms',
  'causes',
  'impact',
  'diagnosis',
  'resolution',
  'phase',
  'verification',
  'rollback',
  'prevention',
  'escalation',
  'prerequisites',
]);
/** Headings such as "Recovery" or "Rollback" are facets below a situation, and procedures of their own elsewhere. */
const STANDALONE =
  /^(?:data |system |full |manual )?(?:recovery|rollback|restore|verification|escalation\w*|wiederherstellung|recuperación|recuperação|復旧)$/;

/** Finds the sections that are runbooks, by the rules of the writers' guide. */
export function detectRunbooks(root: Section): Detection {
  const detection: Detection = { found: [], near: [] };
  visit(root, TOP, detection);
  return detection;
}

function visit(
  section: Section,
  around: Surroundings,
  detection: Detection,
): void {
  const within = section.level === 0 ? around : enter(section, around);
  const verdict =
    section.level === 0
      ? 'look-below'
      : judge(section, around, within, detection);
  if (verdict === 'runbook') {
    const nested: Section[] = [];
    for (const child of section.children)
      collectNested(child, within, nested, detection);
    detection.found.push({ section, nested, around });
    return;
  }
  for (const child of section.children) visit(child, within, detection);
}

/** Situations of their own inside a runbook, such as root causes with their own solutions. */
function collectNested(
  section: Section,
  around: Surroundings,
  nested: Section[],
  detection: Detection,
): void {
  const place: Surroundings = { ...around, place: 'strong' };
  const facet = facetOf(section.title);
  const holds =
    isContainer(section.title) ||
    facet?.kind === 'causes' ||
    (facet && !facet.pure);
  if (!holds) return;
  for (const child of section.children) {
    if (isNested(child)) {
      nested.push(child);
      detection.found.push({ section: child, nested: [], around: place });
    }
  }
}

function isNested(section: Section): boolean {
  if (facetOf(section.title)?.pure || isStepHeading(section.title))
    return false;
  const content = contentOf(section, true);
  return (
    content.orderedItems +
      content.actionBullets +
      content.runnable +
      content.snippets >
    0
  );
}

function judge(
  section: Section,
  around: Surroundings,
  within: Surroundings,
  detection: Detection,
): 'runbook' | 'look-below' {
  if (within.reported) return 'look-below';
  const own = contentOf(section, false);
  const all = section.children.length > 0 ? contentOf(section, true) : own;
  if (isChecklistSection(section, own, around)) return 'look-below';
  if (section.children.length > 0) {
    return ownsChildren(section, around, all) &&
      hasSubstance(section, all, around)
      ? 'runbook'
      : 'look-below';
  }
  const reason = refusal(section, own, around);
  if (reason === undefined) return 'runbook';
  if (reason !== '') detection.near.push({ section, reason });
  return 'look-below';
}

/** Whether everything below a section is part of the one situation that it names. */
function ownsChildren(
  section: Section,
  around: Surroundings,
  all: Content,
): boolean {
  const kind = titleKind(section.title);
  if (kind === 'reference') return false;
  const children = section.children;
  const facets = children.filter(child => facetOf(child.title)?.pure);
  const acting = facets.filter(child => isAction(facetOf(child.title)?.kind));
  const strangers = children.filter(child => isStranger(child, section));
  const single = kind === 'situation' || kind === 'procedure';

  if (kind === 'container' && !hasPrefix(section.title)) {
    // "Procedures" with "Rollback" and "Recovery" below it holds two procedures, not the parts of one.
    const parts = facets.filter(
      child => !STANDALONE.test(normalise(child.title)),
    );
    return strangers.length === 0 && parts.length >= 2 && acting.length >= 1;
  }
  if (section.level <= 1) {
    // A whole document is one runbook only when its headings are the parts of one.
    return facets.length >= 2 && acting.length >= 1
      ? strangers.length <= facets.length && !strangers.some(isSituation)
      : single && allSteps(children);
  }
  if (!single && around.place !== 'strong') {
    return facets.length >= 2 && acting.length >= 1 && strangers.length === 0;
  }
  if (single || hasPrefix(section.title)) {
    return (
      strangers.length === 0 ||
      (acting.length >= 1 && !strangers.some(isSituation))
    );
  }
  return (
    strangers.length === 0 &&
    (facets.length > 0 || all.stepTitles > 0 || variants(children))
  );
}

function allSteps(children: readonly Section[]): boolean {
  return (
    children.length >= 2 &&
    children.filter(
      child => isStepHeading(child.title) || facetOf(child.title)?.pure,
    ).length >=
      children.length - 1
  );
}

const VARIANT =
  /\b(?:console|cli|command line|command line interface|terraform|cloudformation|api|sdk|script|boto3|kubectl|ui|gui|manually|automatically|automatic|automated|linux|windows|mac ?os|powershell|bash)\b/;

function isVariant(section: Section): boolean {
  return VARIANT.test(normalise(section.title));
}

function variants(children: readonly Section[]): boolean {
  return children.length > 0 && children.every(isVariant);
}

/** A heading that names something of its own: no facet, no step, no variant of its parent. */
function isStranger(child: Section, parent: Section): boolean {
  if (facetOf(child.title)?.pure) return false;
  if (isVariant(child)) return false;
  const kind = titleKind(child.title);
  if (kind === 'reference' && !isNamed(child)) return false;
  if (isStepHeading(child.title))
    return isSituation(child) && isContainer(parent.title);
  if (hasPrefix(child.title)) return true;
  const parentKind = titleKind(parent.title);
  if (parentKind === 'situation' || parentKind === 'procedure') {
    // Below a situation, "Check the shard count" is a step; "Schema mismatch" is another situation.
    return kind === 'situation' && facetsOf(child) >= 1;
  }
  return true;
}

function isSituation(section: Section): boolean {
  const kind = titleKind(section.title);
  return (
    kind === 'situation' || (kind === 'procedure' && facetsOf(section) >= 1)
  );
}

function facetsOf(section: Section): number {
  return [...contentOf(section, true).facets].filter(facet =>
    TELLING.has(facet),
  ).length;
}

function hasSubstance(
  section: Section,
  all: Content,
  around: Surroundings,
): boolean {
  const doing =
    all.stepTitles + all.orderedItems + all.actionBullets + all.runnable > 0;
  if (doing) return true;
  return (
    all.prose > 0 &&
    (isAlarmNamed(section) || around.place === 'strong' || isActing(all))
  );
}

function isActing(content: Content): boolean {
  return [...content.facets].some(isAction);
}

/**
 * Why a section without sub-headings is no runbook; undefined when it is one, empty when it does not even look like one.
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
  const telling = [...content.facets].filter(f => TELLING.has(f));
  const acting = isActing(content);
  const listed =
    content.stepTitles + content.orderedItems + content.actionBullets;
  const doing = listed + content.runnable;
  const faceted = telling.length >= 2 && acting;

  if (kind === 'reference' && !faceted) return '';
  if (around.reference && !faceted && !prefixed && around.place !== 'strong')
    return '';
  if (content.measures >= 2 && listed === 0 && content.runnable === 0)
    return '';
  if (
    facet?.pure &&
    kind !== 'container' &&
    !named &&
    around.place !== 'strong'
  )
    return '';

  if (prefixed || (faceted && (named || around.place !== 'none'))) {
    if (
      doing > 0 ||
      content.bullets > 0 ||
      content.prose > 0 ||
      content.snippets > 0
    )
      return undefined;
    return 'It is headed like a runbook but says nothing to do; add steps as a numbered list, or a fenced command';
  }
  if (faceted && doing > 0) return undefined;
  if (around.place === 'strong')
    return refusalInContainer(section, content, named, facet?.pure ?? false);
  if (around.place === 'weak' && named && !around.periodic) {
    if (content.orderedItems + content.stepTitles > 0 || content.runnable > 0)
      return undefined;
    if (isAlarmNamed(section) && (content.prose > 0 || content.bullets > 0))
      return undefined;
    if (telling.length >= 1 && content.prose > 0) return undefined;
  }
  if (kind === 'procedure' && content.orderedItems + content.stepTitles >= 2)
    return undefined;
  if (
    kind === 'container' &&
    isContainer(section.title) &&
    content.orderedItems >= 2
  )
    return undefined;
  if (named && content.orderedItems >= 2) {
    return 'It has numbered steps and a title that names a situation, but stands outside of a section such as "Troubleshooting" or "Runbooks"; move it there, or begin its title with "Runbook:" or "Issue:"';
  }
  return '';
}

function refusalInContainer(
  section: Section,
  content: Content,
  named: boolean,
  pureFacet: boolean,
): string | undefined {
  const container = titleKind(section.title) === 'container';
  const listed =
    content.stepTitles + content.orderedItems + content.actionBullets;
  if (listed > 0) return undefined;
  if (content.runnable > 0 && !pureFacet) return undefined;
  if (container) return '';
  const situation = titleKind(section.title) === 'situation';
  if (named && content.bullets > 0) return undefined;
  if (situation && (content.prose > 0 || content.snippets > 0))
    return undefined;
  if (content.snippets > 0 && named) return undefined;
  if (content.bullets > 0 || content.prose > 0) {
    return 'It stands among procedures but says nothing to do; number its steps, or put a label such as "**Resolution:**" above its list';
  }
  return '';
}
