import type { LineRange } from '../model';
import { plainText } from '../text/inline';
import { announcesAlarms } from '../words/alarmLabels';
import { facetOf, isAction, type FacetKind } from '../words/facets';
import { isIdentifier } from '../words/titles';
import type { Block, List } from './blocks';

/** What stands under one label (`**Symptoms:**`), or before the first one. */
export interface Region {
  /** Plain text of the label without its colon; absent before the first label. */
  label?: string;
  facet?: FacetKind;
  /** Bold `Step 3: …` or `1. …`: the label is a step's title. */
  stepTitle?: string;
  /** Inline Markdown after the label on its own lines. */
  value: string;
  blocks: Block[];
  lines: LineRange;
}

export interface Label {
  text: string;
  /** Inline Markdown after the label. */
  value: string;
  /** Bold or italic; plain labels count only with words that are known. */
  strong: boolean;
}

const STRONG_LABEL =
  /^(\*\*\*|\*\*|__|\*|_)(?=[^\s*_])([^*\n]{1,120}?)\s*\1\s*(.*)$/;
const PLAIN_LABEL = /^([\p{L}\p{N}][^:：*`|<>[\]]{0,60})[:：](?:\s+(.*))?$/u;
const STEP_LABEL =
  /^(?:(?:step|schritt|étape|paso|passo|手順|ステップ)\s*\d{1,2}|\d{1,2}[.)])(?:\s*[:：.)\-–—]\s*|\s+|$)/iu;

/** `**Step 1.** Note the branch`: the bold text is the number alone. */
const BARE_STEP =
  /^(?:step|schritt|étape|paso|passo|手順|ステップ)\s*\d{1,2}[.)]?$/iu;
const SUMMARY = /<summary>([^<]{1,120})<\/summary>/i;

/** Without any of these a line has no label. */
const SIGNS = /[:：*_]/;

/** Label at the beginning of a line, if there is one: `**Cause:** x`, `**Cause**: x`, `Cause: x`, `✅ **Check:**`. */
export function labelOf(line: string): Label | undefined {
  if (!SIGNS.test(line)) return undefined;
  const text = line.replace(/^[^\p{L}\p{N}*_`[<"'(\\]+/u, '').trim();
  const strong =
    text[0] === '*' || text[0] === '_' ? STRONG_LABEL.exec(text) : null;
  if (strong) {
    const [, , inside, after] = strong;
    const name = plainText(inside);
    const closed =
      /[:：?？]$/.test(name) ||
      /^[:：]/.test(after) ||
      after === '' ||
      BARE_STEP.test(name);
    if (!closed) return undefined;
    return {
      text: name.replace(/\s*[:：]$/, ''),
      value: after.replace(/^[:：]\s*/, '').trim(),
      strong: true,
    };
  }
  const plain = PLAIN_LABEL.exec(text);
  if (!plain) return undefined;
  return {
    text: plain[1].trim(),
    value: (plain[2] ?? '').trim(),
    strong: false,
  };
}

/** Splits what stands in a section into what its labels announce. */
export function readRegions(blocks: readonly Block[]): Region[] {
  const regions: Region[] = [];
  let current: Region | undefined;
  const open = (region: Region) => {
    regions.push(region);
    current = region;
  };
  const append = (block: Block) => {
    if (!current) {
      open({ value: '', blocks: [block], lines: { ...block.lines } });
      return;
    }
    current.blocks.push(block);
    current.lines.endLine = Math.max(
      current.lines.endLine,
      block.lines.endLine,
    );
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      for (const part of splitParagraph(block.text, block.lines)) {
        if (part.label) open(toRegion(part.label, part.lines, []));
        else append({ type: 'paragraph', text: part.text, lines: part.lines });
      }
    } else if (
      block.type === 'list' &&
      !isAction(current?.facet) &&
      isLabelList(block)
    ) {
      for (const item of block.items) {
        const label = labelOf(item.text);
        if (label) open(toRegion(label, item.lines, item.rest));
        else append({ ...block, items: [item], lines: item.lines });
      }
      // What follows the list belongs to none of its labels.
      current = undefined;
    } else if (block.type === 'html' && SUMMARY.test(block.text)) {
      // What is folded away has its own title, and belongs to no label before it.
      const text = plainText(SUMMARY.exec(block.text)![1]);
      open(toRegion({ text, value: '', strong: true }, block.lines, []));
    } else {
      append(block);
    }
  }
  return regions;
}

function toRegion(label: Label, lines: LineRange, blocks: Block[]): Region {
  const step = STEP_LABEL.exec(label.text);
  const titled = step && label.strong;
  return {
    label: label.text,
    facet: titled ? undefined : facetOf(label.text)?.kind,
    stepTitle: titled
      ? label.text.slice(step[0].length) || label.value || label.text
      : undefined,
    value: label.value,
    blocks: [...blocks],
    lines: { ...lines },
  };
}

interface Part {
  label?: Label;
  text: string[];
  lines: LineRange;
}

/** Label lines of a paragraph apart from the text between them; a label's value goes on over the lines that follow. */
function splitParagraph(text: string[], lines: LineRange): Part[] {
  const parts: Part[] = [];
  text.forEach((line, index) => {
    const at = lines.startLine + index;
    const label = labelOf(line);
    const last = parts[parts.length - 1];
    if (label && opensRegion(label)) {
      parts.push({ label, text: [], lines: { startLine: at, endLine: at } });
    } else if (last?.label && last.label.value !== '') {
      last.label.value = `${last.label.value} ${line.trim()}`;
      last.lines.endLine = at;
    } else if (last && !last.label) {
      last.text.push(line);
      last.lines.endLine = at;
    } else {
      parts.push({ text: [line], lines: { startLine: at, endLine: at } });
    }
  });
  return parts;
}

function opensRegion(label: Label): boolean {
  if (label.strong) return true;
  const facet = facetOf(label.text);
  if (facet !== undefined && facet.pure) return true;
  // `Alarms: parcels-late` as a plain line; "Alert: the depot is closed" is a sentence.
  return (
    announcesAlarms(label.text) &&
    isIdentifier(plainText(label.value).split(/[,、;\s]/)[0])
  );
}

/** A list whose items are labels themselves: `- **Symptoms:** …`, `- Actions:` with a list below. */
export function isLabelList(list: List): boolean {
  const known = list.items.filter(item => {
    const label = labelOf(item.text);
    if (!label || STEP_LABEL.test(label.text)) return false;
    const facet = facetOf(label.text);
    return facet?.pure === true || announcesAlarms(label.text);
  });
  if (list.ordered || known.length === 0) return false;
  const distinct = new Set(
    known.map(item => facetOf(labelOf(item.text)!.text)?.kind),
  );
  return (
    known.length * 2 >= list.items.length &&
    (distinct.size >= 2 || known.some(item => item.rest.length > 0))
  );
}
