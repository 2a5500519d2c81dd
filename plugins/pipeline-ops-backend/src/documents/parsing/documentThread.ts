import { parseOperationsDocument } from '@pipeline-ops/operations-document';
import { parentPort, workerData } from 'node:worker_threads';

/** What {@link WorkerDocumentParser} asks its thread, one text at a time. */
export interface ThreadQuestion {
  markdown: string;
  maxBytes: number;
}

/** One to each question. */
export type ThreadAnswer =
  | { content: ReturnType<typeof parseOperationsDocument> }
  | { failure: { name: string; message: string } };

/** Said once, when everything is loaded. */
export const READY = 'ready';

/** Tells this module that it is the thread's entry: others may run it in threads of their own. */
export const DOCUMENT_THREAD = 'pipeline-ops-document-thread';

/**
 * The file that the thread starts with, in source (`.ts`) as in the built package (`.cjs.js`); absent where a bundler has
 * put everything into one file, which a thread must not run again.
 */
export const THREAD_FILE = /[\\/]documentThread\.(ts|cjs\.js)$/.test(__filename)
  ? __filename
  : undefined;

if (parentPort && workerData === DOCUMENT_THREAD) {
  const port = parentPort;
  const answer = (what: ThreadAnswer | typeof READY) => port.postMessage(what);
  port.on('message', ({ markdown, maxBytes }: ThreadQuestion) => {
    try {
      answer({ content: parseOperationsDocument(markdown, { maxBytes }) });
    } catch (error) {
      const { name, message } = error as Error;
      answer({ failure: { name, message } });
    }
  });
  answer(READY);
}
