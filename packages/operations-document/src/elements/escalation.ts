import type { Contact, EscalationStep } from '../model';
import {
  headingPath,
  walkSections,
  type Block,
  type Code,
  type ListItem,
  type Section,
} from '../structure/blocks';
import { labelOf } from '../structure/regions';
import { plainText } from '../text/inline';
import { bareTitle, normalise } from '../text/normalise';
import { regionsOf, type ReadingContext } from './document';

const RUNG =
  /^(?:escalation )?(?:level|tier|stage|nivel|nível|niveau|stufe|ebene|l|レベル)\s?(\d)(?![\p{L}\d])/u;
/** What every rung has, to pass the rest over quickly. */
const RUNGISH =
  /level|tier|stage|nivel|nível|niveau|stufe|ebene|l ?\d|レベル|primary|secondary|tertiary|backup/i;
/** "Primary owner" and "Primary region" are no rungs. */
const RANKED = ['primary', 'secondary', 'tertiary'].map(
  word =>
    new RegExp(
      `^${word}(?:$| (?:on call|oncall|contact|engineer|responder|support|escalation|team|person|pager|sre|dba))`,
    ),
);
const ESCALATION =
  /escalat|eskalation|escalade|escalad|escalon|escalam|エスカレーション|on call|oncall|support levels|bereitschaft|astreinte|guardia/u;

const GRADED =
  /severity|priority levels|maturity|schweregrad|gravité|severidad|severidade|重要度|障害レベル/u;

interface Rung {
  level: number;
  title: string;
  /** Worked out for the ladder that is taken only. */
  details: () => string[];
  startLine: number;
  endLine: number;
}

/** Rungs of the document's longest ladder: `Level 1`, `L2`, `Primary`, or a numbered list under "Escalation". */
export function readEscalation(context: ReadingContext): EscalationStep[] {
  let best: { section: Section; rungs: Rung[] } | undefined;
  for (const section of walkSections(context.root)) {
    for (const rungs of laddersOf(section)) {
      if (rungs.length >= 2 && rungs.length > (best?.rungs.length ?? 0))
        best = { section, rungs };
    }
  }
  if (!best) return [];
  const path = headingPath(best.section);
  return best.rungs.map(rung => ({
    id: context.ids.take('escalation', path, rung.title || String(rung.level)),
    headingPath: path,
    lines: { startLine: rung.startLine, endLine: rung.endLine },
    level: rung.level,
    title: rung.title,
    details: rung.details(),
  }));
}

function* laddersOf(section: Section): Generator<Rung[]> {
  const escalating = ESCALATION.test(normalise(section.title));
  // Grades of severity and stages of a process are headed alike, and nobody is called by them.
  const aboutGrades = section.path.some(title => GRADED.test(normalise(title)));
  if (aboutGrades && !escalating) return;
  yield ranked(
    section.children
      .filter(child => escalating || !/^\W*stage/i.test(child.title))
      .map(child =>
        rungOf(
          child.title,
          '',
          child.lines.startLine,
          child.lines.endLine,
          () => textsOf(child.blocks),
        ),
      ),
  );
  const regions = regionsOf(section);
  yield ranked(
    regions.map(region =>
      region.label === undefined
        ? undefined
        : rungOf(
            region.label,
            region.value,
            region.lines.startLine,
            region.lines.endLine,
            () => textsOf(region.blocks),
          ),
    ),
  );
  for (const region of regions) {
    const here =
      escalating ||
      (region.label !== undefined && ESCALATION.test(normalise(region.label)));
    for (const block of region.blocks) {
      if (block.type === 'list') {
        yield ranked(block.items.map(itemRung));
        if (here && block.ordered) yield block.items.map(numberedRung);
      } else if (block.type === 'table') {
        yield ranked(
          block.rows.map(row => {
            const [first = '', second = '', ...rest] = row.cells;
            return rungOf(
              first,
              second,
              row.lines.startLine,
              row.lines.endLine,
              () => rest.map(plainText),
            );
          }),
        );
      } else if (block.type === 'code') {
        yield codeLadder(block);
      }
    }
  }
}

/** The rungs, when each has a level and levels go up. */
function ranked(candidates: (Rung | undefined)[]): Rung[] {
  const rungs = candidates.filter((rung): rung is Rung => rung !== undefined);
  const rising = rungs.every(
    (rung, index) => index === 0 || rung.level > rungs[index - 1].level,
  );
  return rising ? rungs : [];
}

function rungOf(
  label: string,
  value: string,
  startLine: number,
  endLine: number,
  details: () => string[],
): Rung | undefined {
  if (!RUNGISH.test(label.slice(0, 80))) return undefined;
  const name = bareTitle(plainText(label));
  const normal = normalise(name);
  const match = RUNG.exec(normal);
  const rank = RANKED.findIndex(pattern => pattern.test(normal));
  const level = match
    ? Number(match[1])
    : rank + 1 || (/^backup\b/.test(normal) ? 2 : 0);
  if (level === 0) return undefined;
  const own = name.replace(/^[^:：\-–—(]*[:：\-–—]\s*/, '').trim();
  return {
    level,
    title: plainText(value) || own || name,
    details,
    startLine,
    endLine,
  };
}

function itemRung(item: ListItem): Rung | undefined {
  if (!RUNGISH.test(item.text.slice(0, 80))) return undefined;
  const label = labelOf(item.text);
  const text = label ? label.text : plainText(item.text);
  return rungOf(
    text,
    label?.value ?? '',
    item.lines.startLine,
    item.lines.endLine,
    () => textsOf(item.rest),
  );
}

function numberedRung(item: ListItem, index: number): Rung {
  return {
    level: index + 1,
    title: plainText(item.text),
    details: () => textsOf(item.rest),
    startLine: item.lines.startLine,
    endLine: item.lines.endLine,
  };
}

/** `L1: Data engineering` lines of a YAML or text fence. */
function codeLadder(code: Code): Rung[] {
  if (!['yaml', 'yml', '', 'text', 'txt'].includes(code.language)) return [];
  return ranked(
    code.text.split('\n').map((line, index) => {
      const text = line.trim().slice(0, 300);
      const colon = text.search(/[:：]/);
      if (colon < 2 || colon > 24) return undefined;
      const label = text
        .slice(0, colon)
        .replace(/^-\s|["']/g, '')
        .replace(/_/g, ' ');
      const at = code.textLine + index;
      return rungOf(label, text.slice(colon + 1).trim(), at, at, () => []);
    }),
  );
}

function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    if (block.type === 'paragraph')
      return block.text.map(plainText).filter(text => text !== '');
    if (block.type === 'list')
      return block.items.map(item => plainText(item.text));
    return [];
  });
}

const CONTACT =
  /\bcontacts?\b|kontakt|contacto|contato|連絡先|\bon call\b|ansprechpartner/u;

/** People and channels named below "Contacts" and the like. */
export function readContacts(context: ReadingContext): Contact[] {
  const contacts: Contact[] = [];
  for (const section of walkSections(context.root)) {
    const path = headingPath(section);
    const headed = CONTACT.test(normalise(section.title));
    for (const region of regionsOf(section)) {
      const labelled =
        region.label !== undefined && CONTACT.test(normalise(region.label));
      if (!headed && !labelled) continue;
      for (const block of region.blocks)
        contacts.push(...contactsIn(block, path, context));
    }
  }
  return contacts;
}

function contactsIn(
  block: Block,
  path: string[],
  context: ReadingContext,
): Contact[] {
  if (block.type === 'list') {
    return block.items.flatMap(item => {
      const label = labelOf(item.text);
      if (!label || label.value === '' || /^https?:/.test(label.value))
        return [];
      return [
        contact(
          label.text,
          [plainText(label.value), ...textsOf(item.rest)],
          item.lines,
          path,
          context,
        ),
      ];
    });
  }
  if (block.type === 'table') {
    return block.rows.map(row => {
      const [name = '', ...details] = row.cells.map(plainText);
      return contact(
        name,
        details.filter(text => text !== ''),
        row.lines,
        path,
        context,
      );
    });
  }
  return [];
}

function contact(
  name: string,
  details: string[],
  lines: Contact['lines'],
  path: string[],
  context: ReadingContext,
): Contact {
  return {
    id: context.ids.take('contact', path, name),
    headingPath: path,
    lines,
    name,
    details,
  };
}
