import type { OperationsDocument } from '@pipeline-ops/operations-document';

/** Recognises what is in a document. */
export interface DocumentParser {
  /**
   * @throws DocumentTooLargeError (by its name) when the document is larger than what is read
   * @throws DocumentDeadlineError when reading took too long
   */
  parse(markdown: string): Promise<OperationsDocument>;
}

/** Reading was given up. The same text may be read at another time, on a machine with less to do. */
export class DocumentDeadlineError extends Error {
  readonly name = 'DocumentDeadlineError';

  constructor(seconds: number) {
    super(
      `reading it took longer than ${seconds} s and was given up. Simplify it (deeply nested lists and quotes take longest), or split it`,
    );
  }
}
