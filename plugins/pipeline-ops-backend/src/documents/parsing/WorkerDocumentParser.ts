import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  type OperationsDocument,
  parseOperationsDocument,
} from '@pipeline-ops/operations-document';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DocumentDeadlineError, type DocumentParser } from './DocumentParser';
import {
  DOCUMENT_THREAD,
  type READY,
  THREAD_FILE,
  type ThreadAnswer,
  type ThreadQuestion,
} from './documentThread';

interface Options {
  maxBytes: number;
  logger: LoggerService;
  /** What one document may take. Milliseconds. */
  deadlineMs: number;
  /** What a thread may take to start. Milliseconds. */
  startMs: number;
  /** File that the thread starts with. */
  file: string | undefined;
}

/** A document that needs more than this is an attack. */
const THREAD_MEMORY_MB = 256;

/** For as long as threads cannot be started, they are not tried with every document. */
const START_AGAIN_MS = 10 * 60_000;

/**
 * Reads documents in one thread beside the main one, in turn, so that none of them holds up the requests of others. A
 * thread that exceeds the deadline is ended, and the next document starts a new one. Where threads cannot be started, the
 * main thread reads: the reader promises by itself to take less than a second.
 */
export class WorkerDocumentParser implements DocumentParser {
  #thread: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #withoutThreadUntil = 0;

  private constructor(private readonly options: Options) {}

  static create(
    options: Pick<Options, 'maxBytes' | 'logger'> & Partial<Options>,
  ): WorkerDocumentParser {
    return new WorkerDocumentParser({
      deadlineMs: 2_000,
      startMs: 30_000,
      file: THREAD_FILE,
      ...options,
    });
  }

  parse(markdown: string): Promise<OperationsDocument> {
    const parsed = this.#last.then(() => this.#parseNow(markdown));
    this.#last = parsed.catch(() => {});
    return parsed;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const thread = await this.#thread?.catch(() => undefined);
    await thread?.terminate();
  }

  async #parseNow(markdown: string): Promise<OperationsDocument> {
    const { maxBytes, logger } = this.options;
    if (Date.now() < this.#withoutThreadUntil) {
      return parseOperationsDocument(markdown, { maxBytes });
    }
    let thread: Worker;
    try {
      this.#thread ??= this.#start();
      thread = await this.#thread;
    } catch (error) {
      this.#thread = undefined;
      this.#withoutThreadUntil = Date.now() + START_AGAIN_MS;
      logger.warn(
        `No thread for reading documents could be started, so the main thread reads them: ${toError(error).message}`,
      );
      return parseOperationsDocument(markdown, { maxBytes });
    }
    return this.#ask(thread, { markdown, maxBytes });
  }

  async #start(): Promise<Worker> {
    const { file, startMs } = this.options;
    if (!file) {
      throw new Error('the backend is bundled into one file');
    }
    const thread = new Worker(file, {
      workerData: DOCUMENT_THREAD,
      resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MB },
    });
    // A backend that is to end does not wait for it.
    thread.unref();
    const forget = () => {
      this.#thread = undefined;
    };
    thread.on('exit', forget).on('error', forget);
    try {
      await nextMessage<typeof READY>(
        thread,
        startMs,
        () => new Error(`it is not ready after ${startMs / 1_000} s`),
      );
      return thread;
    } catch (error) {
      await thread.terminate();
      throw error;
    }
  }

  async #ask(
    thread: Worker,
    question: ThreadQuestion,
  ): Promise<OperationsDocument> {
    const { deadlineMs } = this.options;
    const answered = nextMessage<ThreadAnswer>(
      thread,
      deadlineMs,
      () => new DocumentDeadlineError(deadlineMs / 1_000),
    );
    thread.postMessage(question);
    let answer: ThreadAnswer;
    try {
      answer = await answered;
    } catch (error) {
      this.#thread = undefined;
      await thread.terminate();
      throw error instanceof DocumentDeadlineError
        ? error
        : new Error(
            `reading it failed (${toError(error).message}). Simplify it, or split it`,
          );
    }
    if ('content' in answer) {
      return answer.content;
    }
    const { name, message } = answer.failure;
    throw Object.assign(new Error(message), { name });
  }
}

/** @throws Error of the thread when it ends instead; what `late` gives when it says nothing for so long */
async function nextMessage<T>(
  thread: Worker,
  ms: number,
  late: () => Error,
): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  try {
    const [message] = await once(thread, 'message', { signal });
    return message;
  } catch (error) {
    throw signal.aborted ? late() : error;
  }
}
