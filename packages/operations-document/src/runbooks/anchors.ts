import type { RunbookElement } from '../model';
import { walkSections, type Section } from '../structure/blocks';

const LINK =
  /\]\(\s*<?(?:[^\s()<>#]{0,300})#([^\s()<>]{1,300}?)>?(?:\s+"[^"]{0,200}")?\s*\)/g;

/** Anchor of a heading as repository hosts make them, without the number of a repeated one. */
export function anchorOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * Gives each procedure the anchor of its heading (the second `Rollback` of a document is `rollback-1`), and notes which
 * of them are linked to from elsewhere in the document.
 */
export function noteAnchors(
  runbooks: readonly RunbookElement[],
  root: Section,
  lines: readonly string[],
): void {
  if (runbooks.length === 0) return;
  const byLine = new Map(
    runbooks.map(runbook => [runbook.lines.startLine, runbook]),
  );
  const byAnchor = new Map<string, RunbookElement>();
  const taken = new Map<string, number>();
  for (const section of walkSections(root)) {
    if (section.level === 0) continue;
    const plain = anchorOf(section.title);
    const before = taken.get(plain) ?? 0;
    taken.set(plain, before + 1);
    const runbook = byLine.get(section.lines.startLine);
    if (!runbook) continue;
    runbook.anchor =
      section.explicitId ?? (before === 0 ? plain : `${plain}-${before}`);
    byAnchor.set(runbook.anchor, runbook);
  }
  lines.forEach((line, index) => {
    if (!line.includes('](')) return;
    for (const [, anchor] of line.matchAll(LINK)) {
      const target = byAnchor.get(anchor.toLowerCase());
      const own =
        target &&
        target.lines.startLine <= index + 1 &&
        index + 1 <= target.lines.endLine;
      if (target && !own) target.linked = true;
    }
  });
}
