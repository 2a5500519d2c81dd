import type {
  ChecklistDefinition,
  ChecklistItemDefinition,
} from './checklistSchema';

/** An item that is only a text, written out. */
export const itemOf = (entry: ChecklistItemDefinition): Item =>
  typeof entry === 'string' ? { text: entry } : entry;

type Item = Exclude<ChecklistItemDefinition, string>;

/** Texts that differ in case and spaces only are the same. */
export const sameText = (text: string) =>
  text.trim().toLowerCase().replace(/\s+/g, ' ');

/** What makes two entries of `checklists:` speak of the same list. */
export const checklistKey = ({ list, title, id }: ChecklistDefinition) =>
  list ? `list ${sameText(list)}` : `own ${id ?? sameText(title ?? '')}`;

/** What makes two entries of `items:` speak of the same item. */
export function checklistItemKey(entry: ChecklistItemDefinition): string {
  const { item, text, id } = itemOf(entry);
  return item ? `item ${sameText(item)}` : `own ${id ?? sameText(text ?? '')}`;
}

/** Later entries refine earlier ones of the same list, item by item. */
export function mergeChecklists(
  earlier: ChecklistDefinition[] = [],
  later: ChecklistDefinition[] = [],
): ChecklistDefinition[] | undefined {
  const merged = new Map<string, ChecklistDefinition>();
  for (const entry of [...earlier, ...later]) {
    const key = checklistKey(entry);
    const before = merged.get(key);
    merged.set(key, {
      ...before,
      ...entry,
      items: mergeItems(before?.items, entry.items),
    });
  }
  return merged.size > 0 ? [...merged.values()] : undefined;
}

function mergeItems(
  earlier: ChecklistItemDefinition[] = [],
  later: ChecklistItemDefinition[] = [],
): ChecklistItemDefinition[] {
  const merged = new Map<string, Item>();
  for (const entry of [...earlier, ...later]) {
    const key = checklistItemKey(entry);
    merged.set(key, { ...merged.get(key), ...itemOf(entry) });
  }
  return [...merged.values()];
}
