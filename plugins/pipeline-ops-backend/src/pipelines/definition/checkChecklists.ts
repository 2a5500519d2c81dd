import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChecklistSpec,
  PipelineDocument,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { PipelineDefinition } from './definitionSchema';
import {
  checklistItemKey,
  checklistKey,
  itemOf,
  sameText,
} from './mergeChecklists';
import { didYouMean } from './suggestion';

/** Whether a name given in a definition means the thing with this id and text. */
export const isNamed = (id: string, text: string, name: string) =>
  id === name || sameText(text) === sameText(name);

interface Finding {
  code: string;
  path: PropertyKey[];
  message: string;
}

/** Lists and items that stand twice in one file: the later one refines the earlier, which nobody may have meant. */
export function repeatedChecklists(definition: PipelineDefinition): Finding[] {
  const lists = definition.checklists ?? [];
  return [
    ...repeated(lists, checklistKey).map(index => ({
      code: 'definition-repeated',
      path: ['checklists', index],
      message: `the list "${lists[index].list ?? lists[index].title}" stands here a second time. Put both into one entry, or give them different ids`,
    })),
    ...lists.flatMap(({ items = [] }, at) =>
      repeated(items, checklistItemKey).map(index => {
        const { item, text } = itemOf(items[index]);
        return {
          code: 'definition-repeated',
          path: ['checklists', at, 'items', index],
          message: `the item "${item ?? text}" stands in this list a second time. Put both into one entry, or give them different ids`,
        };
      }),
    ),
  ];
}

function repeated<T>(entries: readonly T[], keyOf: (entry: T) => string) {
  const keys = entries.map(keyOf);
  return keys.flatMap((key, index) =>
    keys.indexOf(key) < index ? [index] : [],
  );
}

/** Refinements of lists and items that no document has; without documents, nothing can be told. */
export function unknownChecklists(
  specs: readonly ChecklistSpec[],
  documents: readonly PipelineDocument[],
  file: string,
): Problem[] {
  const read = documents.flatMap(({ content }) => content ?? []);
  if (read.length === 0) {
    return [];
  }
  const lists = read.flatMap(({ checklists }) => checklists);
  const problem = (message: string): Problem => ({
    code: 'unknown-checklist',
    message: `${file}: ${message}`,
    file,
  });
  return specs.flatMap(spec => {
    const { refines } = spec;
    if (!refines) return [];
    const list = lists.find(each => isNamed(each.id, each.title, refines));
    if (!list) {
      return [
        problem(
          `no document of the pipeline has a checklist "${refines}".${didYouMean(
            refines,
            lists.map(({ title }) => title),
          )}`,
        ),
      ];
    }
    return spec.items.flatMap(item =>
      item.refines &&
      !list.items.some(({ id, text }) => isNamed(id, text, item.refines!))
        ? [
            problem(
              `the checklist "${list.title}" has no item "${item.refines}".${didYouMean(
                item.refines,
                list.items.map(({ text }) => text),
              )}`,
            ),
          ]
        : [],
    );
  });
}
