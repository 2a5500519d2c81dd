import type { ChecklistItem } from '@pipeline-ops/plugin-pipeline-ops-common';

export interface ItemGroup {
  title?: string;
  items: ChecklistItem[];
}

/** Items under their headings, in the order of the document. */
export function groupItems(items: ChecklistItem[]): ItemGroup[] {
  const groups = new Map<string | undefined, ItemGroup>();
  for (const item of items) {
    const group = groups.get(item.group) ?? { title: item.group, items: [] };
    group.items.push(item);
    groups.set(item.group, group);
  }
  return [...groups.values()];
}
