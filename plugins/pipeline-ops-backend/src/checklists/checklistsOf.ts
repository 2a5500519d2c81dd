import {
  type Cadence,
  type DocumentPosition,
  isTimeZone,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../documents/position';
import type { FrozenList } from './ChecklistStore';

/** A list as the pipeline's documents have it now. */
export interface DocumentedChecklist {
  id: string;
  cadence: Cadence;
  list: FrozenList;
  position: DocumentPosition;
  /** Lines of each item, for links; only the present list has them. */
  itemPositions: Map<string, DocumentPosition>;
}

/** Shortest cadence first, as people work through them. */
const ORDER: Cadence[] = [
  'shift',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
];

/** The checklists of a pipeline's operations documents, shortest cadence first. */
export function checklistsOf(
  pipeline: ResolvedPipeline,
): DocumentedChecklist[] {
  const lists = pipeline.documents.flatMap(document => {
    const at = (lines: { startLine: number; endLine: number }) =>
      positionIn(document, lines);
    return (document.content?.checklists ?? []).map(checklist => ({
      id: checklist.id,
      cadence: checklist.cadence,
      list: {
        title: checklist.title,
        timeZone:
          checklist.timeZone && isTimeZone(checklist.timeZone)
            ? checklist.timeZone
            : pipeline.timeZone,
        items: checklist.items.map(({ id, text, group, details }) => ({
          id,
          text,
          group,
          details,
        })),
      },
      position: at(checklist.lines),
      itemPositions: new Map(
        checklist.items.map(item => [item.id, at(item.lines)]),
      ),
    }));
  });
  return lists.sort(
    (a, b) => ORDER.indexOf(a.cadence) - ORDER.indexOf(b.cadence),
  );
}
