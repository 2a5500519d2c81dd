import type { DocumentedAlarm, DocumentElement } from '../model';

/** An alarm in a block of code, before it has an id and a place in the document. */
export interface FoundAlarm {
  alarm: Omit<DocumentedAlarm, keyof DocumentElement>;
  /** Lines before it in the block. */
  offset: number;
  lineCount: number;
}
