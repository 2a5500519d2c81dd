import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  CHANGES,
  changesBetween,
  type Envelope,
  type SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { Flights } from '../telemetry/cache/Flights';
import { compactNumbers } from './compactNumbers';

/** Moments at which the sources of an answer were read; a 304 renews them, its body cannot. `id=ISO 8601`, comma separated. */
export const AS_OF_HEADER = 'Pipeline-Ops-As-Of';

/** Bytes that compressed answers may take. */
const MAX_BYTES = 32 * 1_024 * 1_024;

/** Bytes of earlier answers, which readers may still have, and of what has changed since. */
const MAX_EARLIER_BYTES = 32 * 1_024 * 1_024;

/** Changes that are not much shorter than the answer are not worth putting together. */
const WORTH_SENDING = 0.7;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

interface WrittenAnswer {
  /** Gzip of the JSON text. */
  compressed: Buffer;
  /** Changes with everything but the moments at which sources that are well were read. */
  etag: string;
  asOf: string;
  /** Unix milliseconds. */
  writtenAt: number;
  /** All sources are well and nothing is still to come: a failure must not outlive its cause. */
  isWhole: boolean;
}

/** What an answer is about: nothing in it may depend on who asks. */
export interface AnswerSubject {
  /** As resolved for the caller: what is resolved anew is answered anew. */
  pipeline: ResolvedPipeline;
  /**
   * Everything else that the answer depends on, the route first; windows on their boundaries, so that readers share them.
   */
  key: readonly unknown[];
  signal: AbortSignal;
}

/**
 * Writes an answer once for all who ask for the same at about the same time: computing, serialising and compressing it
 * would cost each of a hundred readers the same. Callers have been authorised before, each for itself.
 */
export class SharedAnswers {
  readonly #written = new LRUCache<string, WrittenAnswer>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ compressed }, key) => bytesOf(compressed, key),
  });
  readonly #flights = new Flights<WrittenAnswer>();
  /** By what they are about and their ETag: what readers have, and want to hear no more of than what has changed. */
  readonly #earlier = new LRUCache<string, Buffer>({
    maxSize: MAX_EARLIER_BYTES,
    sizeCalculation: bytesOf,
  });
  /** By what they are about and the ETags on both ends. */
  readonly #changes = new LRUCache<string, Buffer>({
    maxSize: MAX_EARLIER_BYTES,
    sizeCalculation: bytesOf,
  });
  readonly #changing = new Flights<Buffer>();
  readonly #serials = new WeakMap<ResolvedPipeline, number>();
  #lastSerial = 0;

  private constructor(
    private readonly keepMs: number,
    private readonly now: () => number,
  ) {}

  static create(
    options: {
      /**
       * Milliseconds that an answer is given again; for as long again, it is given while it is renewed. Default 0: only
       * those share it who ask while it is being made.
       */
      keepMs?: number;
      /** Unix milliseconds. */
      now?: () => number;
    } = {},
  ): SharedAnswers {
    return new SharedAnswers(options.keepMs ?? 0, options.now ?? Date.now);
  }

  /**
   * Answers with what `make` gives, with 304 where the caller has it already, or with 226 and what has changed since what
   * the caller has, where the caller can take that (RFC 3229).
   */
  async send(
    req: Request,
    res: Response,
    subject: AnswerSubject,
    make: (signal: AbortSignal) => Promise<Envelope<unknown>>,
  ): Promise<void> {
    const written = await this.#answer(subject, make);
    res.set({
      'Cache-Control': 'private, no-cache',
      'Content-Type': 'application/json; charset=utf-8',
      ETag: written.etag,
      [AS_OF_HEADER]: written.asOf,
    });
    res.append('Access-Control-Expose-Headers', `${AS_OF_HEADER}, ETag, IM`);
    res.vary('Accept-Encoding, A-IM');
    const had = req.get('If-None-Match');
    const takesChanges = req.get('A-IM') === CHANGES;
    // A browser marks what a page asks with a condition of its own as not to be cached, for which `fresh` is false.
    if (req.fresh || (takesChanges && had === written.etag)) {
      res.status(304).end();
      return;
    }
    if (!req.acceptsEncodings('gzip')) {
      res.end(await decompress(written.compressed));
      return;
    }
    res.set('Content-Encoding', 'gzip');
    const changes =
      takesChanges && had
        ? await this.#since(had, subject, written)
        : undefined;
    if (changes) {
      // Who does not know what it is must not keep it.
      res.status(226).set({ IM: CHANGES, 'Cache-Control': 'no-store' });
    }
    res.end(changes ?? written.compressed);
  }

  /** Compressed; undefined where the earlier answer is not known here, or little of it is left. */
  async #since(
    etag: string,
    subject: AnswerSubject,
    written: WrittenAnswer,
  ): Promise<Buffer | undefined> {
    const earlier = this.#earlier.get(versionOf(subject, etag));
    if (!earlier) {
      return undefined;
    }
    const key = `${versionOf(subject, etag)} ${written.etag}`;
    const changes =
      this.#changes.get(key) ??
      (await this.#changing.join(key, async () => {
        const made = await compressedChanges(earlier, written.compressed);
        this.#changes.set(key, made);
        return made;
      }));
    return changes.length < WORTH_SENDING * written.compressed.length
      ? changes
      : undefined;
  }

  async #answer(
    subject: AnswerSubject,
    make: (signal: AbortSignal) => Promise<Envelope<unknown>>,
  ): Promise<WrittenAnswer> {
    const { pipeline, key, signal } = subject;
    const id = JSON.stringify([this.#serialOf(pipeline), ...key]);
    const kept = this.#written.get(id);
    const age = kept ? this.now() - kept.writtenAt : Infinity;
    if (kept && age < this.keepMs) {
      return kept;
    }
    const renew = async (passed: AbortSignal) => {
      const answer = await this.#write(id, make(passed));
      this.#earlier.set(versionOf(subject, answer.etag), answer.compressed);
      return answer;
    };
    if (kept && age < 2 * this.keepMs) {
      // Without the caller's signal: it has its answer, the next one gets this. Then a failure is told, too.
      this.#flights.join(id, renew).catch(() => {});
      return kept;
    }
    return this.#flights.join(id, renew, signal);
  }

  async #write(
    id: string,
    made: Promise<Envelope<unknown>>,
  ): Promise<WrittenAnswer> {
    const { data, sources } = await made;
    const text = JSON.stringify(data, compactNumbers);
    const written: WrittenAnswer = {
      compressed: await compress(
        `{"data":${text},"sources":${JSON.stringify(sources)}}`,
      ),
      etag: etagOf(text, sources),
      asOf: sources.map(one => `${one.id}=${one.asOf}`).join(','),
      writtenAt: this.now(),
      isWhole:
        sources.every(({ status }) => status === 'ok') && !isPending(data),
    };
    if (this.keepMs > 0 && written.isWhole) {
      this.#written.set(id, written);
    } else {
      this.#written.delete(id);
    }
    return written;
  }

  #serialOf(pipeline: ResolvedPipeline): number {
    const known = this.#serials.get(pipeline);
    if (known !== undefined) {
      return known;
    }
    this.#lastSerial += 1;
    this.#serials.set(pipeline, this.#lastSerial);
    return this.#lastSerial;
  }
}

/** What an answer with an ETag is about, whenever it was resolved: other pipelines' answers are never compared with. */
function versionOf({ pipeline, key }: AnswerSubject, etag: string): string {
  const { entityRef, pipelineId } = pipeline;
  return JSON.stringify([entityRef, pipelineId, key[0], etag]);
}

async function compressedChanges(
  before: Buffer,
  after: Buffer,
): Promise<Buffer> {
  const [one, other] = await Promise.all([before, after].map(parsed));
  return compress(JSON.stringify(changesBetween(one, other)));
}

async function parsed(compressed: Buffer) {
  return JSON.parse((await decompress(compressed)).toString('utf8'));
}

function bytesOf(compressed: Buffer, key: string): number {
  return compressed.length + 2 * key.length + 200;
}

function isPending(data: unknown): boolean {
  return (data as { pending?: boolean } | null)?.pending === true;
}

/** Weak: the same to a reader, though not in every byte. */
function etagOf(text: string, sources: readonly SourceState[]): string {
  const states = sources.map(state =>
    state.status === 'ok' ? { ...state, asOf: undefined } : state,
  );
  const hash = createHash('sha1')
    .update(text)
    .update(JSON.stringify(states))
    .digest('base64url');
  return `W/"${hash}"`;
}
