/** Thrown for a document that is refused before anything reads it. The only error that the reader throws. */
export class DocumentTooLargeError extends Error {
  readonly name = 'DocumentTooLargeError';
  /** UTF-8 bytes of the document. */
  readonly bytes: number;
  /** UTF-8 bytes that are accepted. */
  readonly limit: number;

  constructor(bytes: number, limit: number) {
    super(
      `The operations document has ${bytes} bytes, and at most ${limit} are read; split it into several documents`,
    );
    this.bytes = bytes;
    this.limit = limit;
  }
}
