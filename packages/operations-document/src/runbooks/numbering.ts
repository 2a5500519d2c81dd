import type { Section } from '../structure/blocks';
import { isNumbered } from '../text/normalise';
import { facetOf, isAction } from '../words/facets';
import { isImperative, titleKind } from '../words/titles';

const NESTED_NUMBER = /^[^\p{L}\p{N}]*\d{1,3}\.\d{1,3}/u;

/**
 * Whether the number before a heading counts chapters and not steps: `5.1` outside of a part that says what to do, or one
 * beside headings such as "1. Overview" and "9. References".
 */
export function isChapter(section: Section): boolean {
  const { parent, title } = section;
  if (!parent) return false;
  if (NESTED_NUMBER.test(title)) {
    const facet = facetOf(parent.title);
    return !(facet?.pure && isAction(facet.kind));
  }
  return countsChapters(parent);
}

const CHAPTERS = new WeakMap<Section, boolean>();

/** Whether a section's numbered sub-headings are chapters; worked out once. */
function countsChapters(parent: Section): boolean {
  let chapters = CHAPTERS.get(parent);
  if (chapters === undefined) {
    const numbered = parent.children.filter(child => isNumbered(child.title));
    const beside = numbered.filter(isBeside).length;
    chapters =
      numbered.length > 0 &&
      (isBeside(numbered[0]) || beside * 3 > numbered.length);
    CHAPTERS.set(parent, chapters);
  }
  return chapters;
}

/** About the thing or the document, and nothing to do. */
function isBeside({ title }: Section): boolean {
  const facet = facetOf(title);
  if (facet?.pure)
    return facet.kind === 'description' || facet.kind === 'notes';
  return titleKind(title) === 'reference' && !isImperative(title);
}

/** `Step 2: …`, `Option B`, `1. Assess impact`, where the number counts steps. */
export function isStepSection(section: Section): boolean {
  if (facetOf(section.title)?.kind === 'phase') return true;
  return isNumbered(section.title) && !isChapter(section);
}
