import type { NearMiss, DocumentProblem } from '../model';
import {
  headingPath,
  walkBlocks,
  walkSections,
  type Code,
  type Section,
} from '../structure/blocks';
import { readRegions, type Region } from '../structure/regions';
import type { IdRegister } from '../text/id';

/** What every element reader works on. */
export interface ReadingContext {
  /** Source lines, prepared. */
  source: readonly string[];
  root: Section;
  ids: IdRegister;
  nearMisses: NearMiss[];
  problems: DocumentProblem[];
}

/** A block of code with where it stands. */
export interface PlacedCode {
  code: Code;
  section: Section;
  path: string[];
  /** Label or paragraph directly above, as written. */
  lead?: string;
}

const CODE = new WeakMap<Section, PlacedCode[]>();

/** Every block of code, nested ones included, in document order; worked out once. */
export function allCode(root: Section): readonly PlacedCode[] {
  let found = CODE.get(root);
  if (!found) {
    found = findCode(root);
    CODE.set(root, found);
  }
  return found;
}

function findCode(root: Section): PlacedCode[] {
  const found: PlacedCode[] = [];
  for (const section of walkSections(root)) {
    const path = headingPath(section);
    let lead: string | undefined;
    for (const block of walkBlocks(section.blocks)) {
      if (block.type === 'code') {
        found.push({ code: block, section, path, lead });
        lead = undefined;
      } else if (block.type === 'paragraph') {
        lead = block.text[block.text.length - 1];
      } else if (block.type === 'list') {
        lead = block.items[block.items.length - 1]?.text;
      }
    }
  }
  return found;
}

const REGIONS = new WeakMap<Section, Region[]>();

/** Regions of a section's own blocks; read once. */
export function regionsOf(section: Section): Region[] {
  let regions = REGIONS.get(section);
  if (!regions) {
    regions = readRegions(section.blocks);
    REGIONS.set(section, regions);
  }
  return regions;
}

/** Source text of lines, both inclusive, counted from 1. */
export function sourceOf(
  source: readonly string[],
  startLine: number,
  endLine: number,
): string {
  return source.slice(startLine - 1, endLine).join('\n');
}
