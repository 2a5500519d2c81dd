import type {
  CadenceWord,
  ChecklistElement,
  ChecklistItemElement,
} from '../model';
import {
  headingPath,
  type List,
  type ListItem,
  type Section,
  type Table,
} from '../structure/blocks';
import { labelOf, type Region } from '../structure/regions';
import { isOnlyLinks, plainText } from '../text/inline';
import { bareTitle, isNumbered, normalise } from '../text/normalise';
import { facetOf, isAction } from '../words/facets';
import {
  cadenceOf,
  canOwnPlainList,
  isChecklistLabel,
  isNoChecklist,
} from '../words/cadence';
import { hasPrefix, namesFailure } from '../words/titles';
import {
  detailsOf,
  groupOf,
  leadOf,
  ownerOf,
  schedule,
} from './checklistDetails';
import {
  missesTasks,
  tableChecks,
  tableChecksByCadence,
  tablesIn,
} from './checklistTables';
import { regionsOf, type ReadingContext } from './document';

interface Cadenced {
  cadence: CadenceWord;
  /** Title that states it. */
  title: string;
  /** Whether some list below it has tick boxes: then plain bullets are notes. */
  ticked: boolean;
  /** True for the section that states the cadence itself. */
  own: boolean;
}

/** Lists of things to check, by cadence: tick boxes and plain bullets below a heading or label that states one. */
export function readChecklists(context: ReadingContext): ChecklistElement[] {
  const found: ChecklistElement[] = [];
  visit(context.root, undefined, found, context);
  return found;
}

function visit(
  section: Section,
  inherited: Cadenced | undefined,
  found: ChecklistElement[],
  context: ReadingContext,
): void {
  const cadenced = cadencedBy(section, inherited);
  const regions = regionsOf(section);
  let below = false;
  for (const region of regions) {
    const lists = regionLists(region, section, cadenced, context);
    below ||= lists.length > 0;
    found.push(...lists);
  }
  if (cadenced?.own && !below && hasItemHeadings(section)) {
    found.push(headingItems(section, cadenced, context));
    return;
  }
  for (const child of section.children)
    visit(child, cadenced && { ...cadenced, own: false }, found, context);
}

function cadencedBy(
  section: Section,
  inherited: Cadenced | undefined,
): Cadenced | undefined {
  const cadence = section.level > 0 ? cadenceOf(section.title) : undefined;
  if (!cadence) return inherited;
  if (
    namesFailure(section.title) ||
    hasPrefix(section.title) ||
    isNoChecklist(section.title)
  )
    return undefined;
  const ticked = hasTicks(section);
  if (!ticked && !canOwnPlainList(section.title)) return undefined;
  return { cadence, title: section.title, ticked, own: true };
}

function hasTicks(section: Section): boolean {
  return (
    section.blocks.some(
      block =>
        block.type === 'list' &&
        block.items.some(item => item.ticked !== undefined),
    ) || section.children.some(hasTicks)
  );
}

function regionLists(
  region: Region,
  section: Section,
  cadenced: Cadenced | undefined,
  context: ReadingContext,
): ChecklistElement[] {
  const labelCadence =
    region.label === undefined ? undefined : cadenceOf(region.label);
  const lists = region.blocks.filter(
    (block): block is List => block.type === 'list',
  );
  const titled =
    labelCadence && region.label && !namesFailure(region.label)
      ? region.label
      : undefined;
  if (
    titled &&
    labelCadence &&
    (canOwnPlainList(titled) || lists.some(isTicked))
  ) {
    return lists.length > 0
      ? [toChecklist(titled, labelCadence, lists, section, region, context)]
      : [];
  }
  const tables = tablesIn(region.blocks);
  const byItem = canOwnPlainList(section.title)
    ? [
        ...lists.flatMap(list => cadencedItems(list, section, context)),
        ...tables.flatMap(table => cadencedRows(table, section, context)),
      ]
    : [];
  if (byItem.length > 0) return byItem;
  if (!cadenced) {
    reportUncadenced(lists, context);
    return [];
  }
  const counted = lists.filter(list => isCounted(list, region, cadenced));
  if (!cadenced.ticked && region.facet === undefined) {
    counted.push(
      ...tables
        .map(tableChecks)
        .filter((list): list is List => list !== undefined),
    );
    counted.sort((a, b) => a.lines.startLine - b.lines.startLine);
  }
  if (counted.length === 0) {
    reportTables(tables, context);
    return [];
  }
  return [
    toChecklist(
      section.title,
      cadenced.cadence,
      counted,
      section,
      region,
      context,
    ),
  ];
}

function isTicked(list: List): boolean {
  return list.items.some(item => item.ticked !== undefined);
}

/** Which lists below a cadence are checks: ticked ones; plain ones unless a label says that they are something else. */
function isCounted(list: List, region: Region, cadenced: Cadenced): boolean {
  if (isTicked(list)) return true;
  // Links lead elsewhere, and names of channels or tables are nothing to check.
  if (list.items.every(item => isOnlyLinks(item.text) || isOnlyCode(item.text)))
    return false;
  if (region.label !== undefined && isChecklistLabel(region.label)) return true;
  if (cadenced.ticked && !cadenced.own) return false;
  if (region.facet !== undefined) {
    return cadenced.own && !cadenced.ticked && isAction(region.facet);
  }
  if (region.label !== undefined && isRecord(list)) return false;
  return !cadenced.ticked || region.label === undefined;
}

function isOnlyCode(text: string): boolean {
  return /^`[^`]+`$/.test(text.trim());
}

/** Characters of a form's field, at most. */
const MAX_FIELD = 120;

/** `Error rate: [Percentage]` is a form to fill in, not a check. */
function isRecord(list: List): boolean {
  return list.items.every(item =>
    /[:：]\s*(?:\$?\[[^\]]*\])?\s*$/.test(
      plainText(item.text).slice(-MAX_FIELD),
    ),
  );
}

/** `- **Daily:** check the queue` and `- Weekly` with a list below. */
function cadencedItems(
  list: List,
  section: Section,
  context: ReadingContext,
): ChecklistElement[] {
  const entries = list.items.map(item => ({ item, label: itemLabel(item) }));
  const labelled = entries.filter(
    entry => entry.label && cadenceOf(entry.label.text),
  );
  if (labelled.length === 0 || labelled.length * 2 < entries.length) return [];
  return labelled.flatMap(({ item, label }) => {
    const cadence = cadenceOf(label!.text)!;
    const nested = item.rest.filter(
      (block): block is List => block.type === 'list',
    );
    const region: Region = {
      label: label!.text,
      value: label!.value,
      blocks: [],
      lines: item.lines,
    };
    if (nested.length > 0)
      return [
        toChecklist(label!.text, cadence, nested, section, region, context),
      ];
    if (label!.value === '') return [];
    const single: List = {
      type: 'list',
      ordered: false,
      start: 1,
      lines: item.lines,
      items: [{ ...item, text: label!.value, rest: [] }],
    };
    return [
      toChecklist(label!.text, cadence, [single], section, region, context),
    ];
  });
}

/** `Task | Frequency | Owner`: a checklist for each cadence. */
function cadencedRows(
  table: Table,
  section: Section,
  context: ReadingContext,
): ChecklistElement[] {
  return tableChecksByCadence(table).map(({ cadence, list }) => {
    const region: Region = {
      value: '',
      blocks: [],
      lines: table.lines,
    };
    return toChecklist(
      section.title,
      cadence,
      [list],
      section,
      region,
      context,
    );
  });
}

function itemLabel(
  item: ListItem,
): { text: string; value: string } | undefined {
  const label = labelOf(item.text);
  if (label && normalise(label.text).split(' ').length <= 4) return label;
  const plain = plainText(item.text);
  return item.rest.length > 0 && normalise(plain).split(' ').length <= 3
    ? { text: plain, value: '' }
    : undefined;
}

function toChecklist(
  title: string,
  cadence: CadenceWord,
  lists: readonly List[],
  section: Section,
  region: Region,
  context: ReadingContext,
): ChecklistElement {
  const path = headingPath(section);
  const items = lists.flatMap(list =>
    list.items.map(item =>
      toItem(item, path, { title, cadence }, region, section, context),
    ),
  );
  const about = `${title} ${region.value} ${leadOf(section)}`;
  return {
    id: context.ids.take(
      'checklist',
      path,
      `${cadence} ${region.label ?? ''}`,
      section.explicitId,
    ),
    headingPath: path,
    lines: {
      startLine: Math.min(
        section.level === 0 ? lists[0].lines.startLine : region.lines.startLine,
        lists[0].lines.startLine,
      ),
      endLine: lists[lists.length - 1].lines.endLine,
    },
    title,
    cadence,
    ...schedule(about),
    ...ownerOf(section),
    items,
  };
}

function toItem(
  item: ListItem,
  path: string[],
  { title, cadence }: { title: string; cadence: CadenceWord },
  region: Region,
  section: Section,
  context: ReadingContext,
): ChecklistItemElement {
  const text = plainText(item.text);
  const group =
    region.label !== undefined && region.label !== title
      ? region.label
      : groupOf(section, title);
  return {
    // The same thing may be asked for daily and weekly, and in two groups: each time it is another item.
    id: context.ids.take(
      'item',
      path,
      `${cadence}\u0000${group ?? ''}\u0000${text}`,
      item.explicitId,
    ),
    headingPath: path,
    lines: item.lines,
    text,
    ticked: item.ticked,
    details: detailsOf(item.rest),
    ...(group ? { group } : {}),
  };
}

/** "Weekly tasks" whose tasks are sub-headings with a command each. */
function hasItemHeadings(section: Section): boolean {
  const { children } = section;
  return (
    children.length >= 1 &&
    children.every(
      child =>
        child.children.length === 0 &&
        !facetOf(child.title)?.pure &&
        cadenceOf(child.title) === undefined &&
        !child.blocks.some(block => block.type === 'list'),
    ) &&
    (children.length >= 2 || isNumbered(children[0].title))
  );
}

function headingItems(
  section: Section,
  cadenced: Cadenced,
  context: ReadingContext,
): ChecklistElement {
  const path = headingPath(section);
  return {
    id: context.ids.take(
      'checklist',
      path,
      cadenced.cadence,
      section.explicitId,
    ),
    headingPath: path,
    lines: section.lines,
    title: section.title,
    cadence: cadenced.cadence,
    ...schedule(`${section.title} ${leadOf(section)}`),
    ...ownerOf(section),
    items: section.children.map(child => ({
      id: context.ids.take('item', path, child.title, child.explicitId),
      headingPath: path,
      lines: child.lines,
      text: bareTitle(child.title),
      details: detailsOf(child.blocks),
    })),
  };
}

function reportTables(tables: readonly Table[], context: ReadingContext): void {
  for (const table of tables.filter(missesTasks)) {
    context.nearMisses.push({
      lines: table.lines,
      kind: 'checklist',
      reason:
        'The table stands below a heading with a cadence, but none of its columns holds checks; head the column with what to do "Task" or "Check"',
    });
  }
}

function reportUncadenced(
  lists: readonly List[],
  context: ReadingContext,
): void {
  for (const list of lists) {
    if (list.items.filter(item => item.ticked !== undefined).length >= 2) {
      context.nearMisses.push({
        lines: list.lines,
        kind: 'checklist',
        reason:
          'The list has tick boxes but no cadence; put "Daily", "Weekly", "Monthly", … into the heading or the label above it to make it recur',
      });
    }
  }
}
