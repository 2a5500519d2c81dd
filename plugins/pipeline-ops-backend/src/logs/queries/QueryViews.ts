import { randomUUID } from 'node:crypto';
import type { CloudQueries, CloudQuery } from './CloudQueries';

/** One reader's hold on a query: what a run id stands for. */
export interface QueryView {
  /** Cannot be guessed. */
  id: string;
  /** Entity, pipeline and environment that it was started for; from elsewhere it does not exist. */
  scope: string;
  title?: string;
  query: CloudQuery;
  /** When the reader last asked. Unix milliseconds. */
  seenAt: number;
  /** True once the reader stopped it or went away. */
  left: boolean;
}

/** Milliseconds without a look after which the reader counts as gone. */
const GONE_AFTER = 30_000;

/** Milliseconds that an ended run can still be looked at. */
const KEPT_FOR = 10 * 60_000;

/** Run ids that are kept; the ones longest not looked at leave first. */
const MOST_VIEWS = 500;

/** UTF-16 code units of all results that are kept. */
const MOST_TEXT = 32 * 1_024 * 1_024;

/** Who looks at which query. A query that nobody looks at any more is stopped. */
export class QueryViews {
  readonly #views = new Map<string, QueryView>();

  private constructor(
    private readonly queries: CloudQueries,
    private readonly now: () => number,
  ) {}

  static create(options: {
    queries: CloudQueries;
    /** Unix milliseconds. */
    now: () => number;
  }): QueryViews {
    return new QueryViews(options.queries, options.now);
  }

  add(view: { scope: string; title?: string; query: CloudQuery }): QueryView {
    const added: QueryView = {
      ...view,
      id: randomUUID(),
      seenAt: this.now(),
      left: false,
    };
    this.#views.set(added.id, added);
    return added;
  }

  find(scope: string, id: string): QueryView | undefined {
    const view = this.#views.get(id);
    return view?.scope === scope ? view : undefined;
  }

  /** The reader wants no more of it; others may still wait for its end. */
  async leave(view: QueryView): Promise<void> {
    view.left = true;
    if (!this.#watched().has(view.query)) {
      await this.queries.stop(view.query);
    }
  }

  /** To be called every few seconds. Stops what nobody looks at and forgets what is old. */
  async sweep(): Promise<void> {
    const now = this.now();
    for (const view of this.#views.values()) {
      view.left ||= now - view.seenAt >= GONE_AFTER;
    }
    const watched = this.#watched();
    await Promise.all(
      this.queries
        .running()
        // One that is just being started has no reader yet.
        .filter(
          query => !watched.has(query) && now - query.startedAt >= GONE_AFTER,
        )
        .map(query => this.queries.stop(query)),
    );
    this.#forgetOld(now);
  }

  #watched(): Set<CloudQuery> {
    return new Set(
      [...this.#views.values()]
        .filter(({ left }) => !left)
        .map(({ query }) => query),
    );
  }

  #forgetOld(now: number): void {
    const byAge = [...this.#views.values()]
      .filter(({ query }) => query.ended)
      .sort((a, b) => b.seenAt - a.seenAt);
    const text = new Set<CloudQuery>();
    let kept = 0;
    let length = 0;
    for (const view of byAge) {
      kept += 1;
      if (!text.has(view.query)) {
        text.add(view.query);
        length += textLengthOf(view.query);
      }
      if (
        now - view.seenAt >= KEPT_FOR ||
        kept > MOST_VIEWS ||
        length > MOST_TEXT
      ) {
        this.#views.delete(view.id);
      }
    }
    const viewed = new Set([...this.#views.values()].map(({ query }) => query));
    this.queries
      .ended()
      .filter(query => !viewed.has(query))
      .forEach(query => this.queries.forget(query));
  }
}

function textLengthOf({ run }: CloudQuery): number {
  return run.rows.reduce(
    (sum, row) =>
      sum + row.reduce((length, value) => length + (value?.length ?? 0), 0),
    0,
  );
}
