import type { Section } from '../structure/blocks';
import { isNumbered, normalise, wordsOf, bareTitle } from '../text/normalise';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import {
  hasPrefix,
  isContainer,
  isImperative,
  isSolving,
  namesFailure,
  namesOperation,
  titleKind,
} from '../words/titles';
import { contentOf, type Surroundings } from './candidates';
import { isChapter } from './numbering';

/**
 * What a sub-heading is to the section above it: a part of the same situation (symptoms, resolution), one of its steps,
 * another means to the same end, something beside it, a place that holds situations, or a situation of its own.
 */
export type ChildRole =
  'part' | 'step' | 'variant' | 'aside' | 'holder' | 'stranger';

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

export function isTelling(kind: FacetKind): boolean {
  return TELLING.has(kind);
}

/** Headings that are facets below a situation, and procedures of their own below "Procedures". */
const STANDALONE =
  /^(?:recovery|rollback|restore|verification|escalation\w*|wiederherstellung|recuperación|recuperação|復旧)(?: (?:procedures?|plan|path|process))?$/;
const EXPLICIT_STEP =
  /^(?:step|phase|stage|option|case|solution|schritt|étape|paso|passo|opción|opção)\s+(?:\d{1,2}|[a-h])(?:$|\s)/;

/** Phases and stages may be those of the data; steps are somebody's. */
const NAMED_STEP =
  /^(?:(?:step|schritt|étape|paso|passo)\s+\d{1,2}(?:$|\s)|手順|ステップ)/;

const SETTING_UP =
  /^(?:set ?up|setting up|install|configur|deploy|getting started|quick ?start)/;

/** Whether a step's heading or what stands below it tells what to do; bullets alone may be anything. */
function doesSomething(section: Section): boolean {
  const content = contentOf(section, true);
  return (
    isImperative(section.title) ||
    NAMED_STEP.test(normalise(bareTitle(section.title))) ||
    content.orderedItems + content.actionBullets + content.runnable > 0 ||
    (content.prose > 0 && content.bullets === 0)
  );
}

export function roleOf(child: Section, parent: Section): ChildRole {
  const title = child.title;
  const facet = facetOf(title);
  if (hasPrefix(title)) return 'stranger';
  if (EXPLICIT_STEP.test(normalise(bareTitle(title)))) return 'step';
  if (isContainer(title))
    return containerRole(child, facet?.pure ?? false, isSingle(parent));
  if (facet?.pure) return 'part';
  if (isVariant(child)) return 'variant';
  const kind = titleKind(title);
  if (kind === 'reference') return 'aside';
  const single = isSingle(parent);
  if (isNumbered(title) && !isChapter(child)) {
    if (kind === 'situation' && !isImperative(title)) return 'stranger';
    return !single && (kind === 'situation' || kind === 'procedure')
      ? 'stranger'
      : 'step';
  }
  if (!single) return 'stranger';
  if (isImperative(title) && !hasTellingFacets(child, 2)) return 'step';
  if (kind === 'situation') return 'stranger';
  if (facet) return 'part';
  const complete = child.children.some(
    inner => isVariant(inner) || facetOf(inner.title)?.pure,
  );
  return complete || hasTellingFacets(child, 2) ? 'stranger' : 'part';
}

function containerRole(
  child: Section,
  pure: boolean,
  single: boolean,
): ChildRole {
  if (child.children.length === 0) return pure || single ? 'part' : 'stranger';
  const roles = child.children.map(inner => roleOf(inner, child));
  const own = roles.filter(role => role === 'part' || role === 'step').length;
  return pure && own * 2 > roles.length ? 'part' : 'holder';
}

function hasTellingFacets(section: Section, count: number): boolean {
  return [...contentOf(section, true).facets].filter(isTelling).length >= count;
}

/** Whether a title names one situation or one operation, whatever else it says. */
export function isSingle(section: Section): boolean {
  const kind = titleKind(section.title);
  return (
    kind === 'situation' ||
    kind === 'procedure' ||
    (kind === 'container' &&
      section.level <= 1 &&
      !isSolving(section.title) &&
      (namesFailure(section.title) || namesOperation(section.title)))
  );
}

/** Whether everything below a section is part of the one situation that it names. */
export function ownsChildren(section: Section, around: Surroundings): boolean {
  const kind = titleKind(section.title);
  // "Zero-downtime migration strategy" of a runbook, with its steps as headings, is a procedure all the same.
  if (kind === 'reference')
    return (
      around.instructive &&
      !SETTING_UP.test(normalise(bareTitle(section.title))) &&
      countNamedSteps(section) >= 2
    );
  const children = section.children.map(child => ({
    child,
    role: roleOf(child, section),
  }));
  const count = (role: ChildRole) =>
    children.filter(c => c.role === role).length;
  const kinds = children
    .filter(c => c.role === 'part')
    .map(c => facetOf(c.child.title))
    .filter(facet => facet?.pure)
    .map(facet => facet!.kind);
  const acting = kinds.filter(isAction).length;
  const telling = kinds.filter(isTelling).length;
  const strangers = count('stranger');
  const single = isSingle(section) || hasPrefix(section.title);

  if (section.level <= 1) {
    // A whole document is one runbook only when its headings are the parts of one.
    if (strangers > 0 || (count('holder') > 0 && !single)) return false;
    if (acting >= 1 && (telling >= 2 || (single && kinds.length >= 2)))
      return true;
    if (count('holder') > 0) return false;
    // "Failover runbook" with preconditions, verification and rollback is one, whatever its middle is headed.
    return single && (count('step') >= 2 || telling >= 2);
  }
  if (kind === 'container' && !hasPrefix(section.title)) {
    // "Procedures" with "Rollback" and "Recovery" below it holds two procedures, not the parts of one.
    const parts = children.filter(
      ({ child, role }) =>
        role === 'part' &&
        isAction(facetOf(child.title)?.kind) &&
        !STANDALONE.test(normalise(bareTitle(child.title))) &&
        !isContainer(child.title),
    );
    return (
      strangers === 0 &&
      count('holder') === 0 &&
      parts.length + countHeaded(section, EXPLICIT_STEP) >= 1
    );
  }
  if (single) {
    return (
      strangers === 0 && children.length > count('aside') + count('holder')
    );
  }
  if (strangers > 0 || count('holder') > 0) return false;
  if (around.place === 'weak' && countNamedSteps(section) >= 2) return true;
  if (around.place !== 'strong') return acting >= 1 && telling >= 2;
  return (
    acting >= 1 ||
    (count('step') >= 2 &&
      children.some(
        ({ child, role }) => role === 'step' && doesSomething(child),
      )) ||
    (count('variant') > 0 && count('variant') === children.length)
  );
}

/** Sub-headings that are called steps: "Step 2: …", "Schritt 2". */
export function countNamedSteps(section: Section): number {
  return countHeaded(section, NAMED_STEP);
}

function countHeaded(section: Section, pattern: RegExp): number {
  return section.children.filter(child =>
    pattern.test(normalise(bareTitle(child.title))),
  ).length;
}

const VARIANT =
  /^(?:console|cli|line|interface|terraform|cloudformation|api|sdk|boto3|kubectl|ui|gui|manually|manual|automatically|automatic|automated|linux|windows|macos|powershell|bash)$/;
const VARIANT_FILLER =
  /^(?:the|a|an|using|via|with|through|from|by|in|on|aws|amazon|management|command|of|option|way|method)$/;

/** A heading that only says by which means its parent is done: "Using the AWS console", "CLI". */
export function isVariant(section: Section): boolean {
  const own = wordsOf(section.title);
  const above = new Set(wordsOf(section.parent?.title ?? ''));
  return (
    own.some(word => VARIANT.test(word)) &&
    own.every(
      word =>
        VARIANT.test(word) || VARIANT_FILLER.test(word) || above.has(word),
    )
  );
}
