import type { Block } from '../structure/blocks';
import { labelOf, type Region } from '../structure/regions';
import { plainText } from '../text/inline';
import { announcesAlarms } from '../words/alarmLabels';
import { facetOf } from '../words/facets';
import { isIdentifier } from '../words/titles';

/** Alarms of a region: behind its label, in the list below it, or behind labels of its items. */
export function alarmsNamedIn({ label, value, blocks }: Region): string[] {
  const items = blocks.flatMap(block =>
    block.type === 'list' && !block.ordered
      ? block.items.map(({ text }) => text)
      : [],
  );
  const own = items.flatMap(item => {
    const labelled = labelOf(item);
    return labelled && announcesAlarms(labelled.text) ? [labelled.value] : [];
  });
  if (label === undefined || !announcesAlarms(label)) return own.flatMap(names);
  return [...(value === '' ? items : [value]), ...own].flatMap(names);
}

/** What tables with a name and a value in each row say of the procedure: `| Severity | High |`. */
export function factsInTables(blocks: readonly Block[]) {
  const facts: {
    alarmNames: string[];
    severity?: string;
    estimatedTime?: string;
  } = { alarmNames: [] };
  for (const block of blocks) {
    if (block.type !== 'table' || block.header.length !== 2) continue;
    for (const { cells } of block.rows) {
      const name = plainText(cells[0] ?? '');
      const value = plainText(cells[1] ?? '');
      // "Severity 1" is one of several, and not the procedure's.
      const facet = /\d/.test(name) ? undefined : facetOf(name);
      if (announcesAlarms(name)) facts.alarmNames.push(...names(value));
      else if (!facet?.pure || value === '') continue;
      else if (facet.kind === 'severity') facts.severity ??= value;
      else if (facet.kind === 'estimated-time') facts.estimatedTime ??= value;
    }
  }
  return facts;
}

function names(text: string): string[] {
  return plainText(text)
    .split(/[,、;\s]+/)
    .map(name => name.replace(/[.:]+$/, ''))
    .filter(isIdentifier);
}
