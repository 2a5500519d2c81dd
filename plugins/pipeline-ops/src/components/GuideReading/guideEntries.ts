import type {
  DocumentElementKind,
  DocumentReading,
  DocumentPosition,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { GuideShown } from '../../viewState';

/** One line of the list: an element, or a remark about what is none. */
export interface GuideEntry {
  key: string;
  kind: DocumentElementKind | 'near-miss' | 'problem';
  /** What a near miss nearly was. */
  nearly?: string;
  title?: string;
  /** What an element came out as, or why it is none. */
  words?: string;
  position: DocumentPosition;
}

/** Elements and remarks of a document together, by line. */
export function guideEntries(reading: DocumentReading): GuideEntry[] {
  const elements = reading.elements.map(
    ({ id, kind, title, summary, position }, index) => ({
      key: `${kind} ${id} ${index}`,
      kind,
      title,
      words: summary,
      position,
    }),
  );
  const remarks = reading.remarks.map(
    ({ kind, nearly, reason, position }, index) => ({
      key: `${kind} ${index}`,
      kind,
      nearly,
      words: reason,
      position,
    }),
  );
  return [...elements, ...remarks].sort(
    (a, b) => a.position.startLine - b.position.startLine,
  );
}

/** How many there are of each kind, in all documents. */
export function countsOf(
  readings: readonly DocumentReading[],
): Map<GuideEntry['kind'], number> {
  const counts = new Map<GuideEntry['kind'], number>();
  const add = (kind: GuideEntry['kind'], count: number) =>
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  for (const reading of readings) {
    for (const [kind, count] of Object.entries(reading.counts)) {
      add(kind as DocumentElementKind, count);
    }
    for (const { kind } of reading.remarks) {
      add(kind, 1);
    }
  }
  return counts;
}

export function isShown({ kind }: GuideEntry, shown: GuideShown): boolean {
  return shown === 'all' || shown === kind;
}
