import type { SourceAnswer } from '@pipeline-ops/plugin-pipeline-ops-node';

/** An answer as it is kept. Times in Unix milliseconds. */
export interface StoredAnswer {
  answer: SourceAnswer<unknown>;
  /** When it was read. */
  at: number;
  /** Until when it is served without asking again. */
  freshUntil: number;
}

/** Keeps answers in memory, the ones longest not used leaving first when there are too many bytes. */
export class AnswerStore {
  readonly #entries = new Map<
    string,
    { stored: StoredAnswer; bytes: number }
  >();
  #bytes = 0;

  private constructor(private readonly maxBytes: number) {}

  static create(options: { maxBytes: number }): AnswerStore {
    return new AnswerStore(options.maxBytes);
  }

  get(key: string): StoredAnswer | undefined {
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry?.stored;
  }

  set(key: string, stored: StoredAnswer): void {
    this.delete(key);
    const bytes = 2 * key.length + sizeOf(stored.answer.data);
    this.#entries.set(key, { stored, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.maxBytes) {
        break;
      }
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
    }
  }

  /** Bytes that the answers take, estimated from their JSON text. */
  get bytes(): number {
    return this.#bytes;
  }
}

function sizeOf(data: unknown): number {
  return 2 * (JSON.stringify(data)?.length ?? 0) + 200;
}
