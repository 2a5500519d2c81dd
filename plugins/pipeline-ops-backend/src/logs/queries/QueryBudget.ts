import { TooManyQueriesError } from './TooManyQueriesError';

const GIGABYTE = 1e9;

/** Whom bytes are counted for. */
export interface Payer {
  sourceId: string;
  /** Entity ref of the user who started the query. */
  user: string;
}

/** What queries scanned since midnight UTC, by source and by user. Counts in this process only. */
export class QueryBudget {
  #day = '';
  readonly #scanned = new Map<string, number>();

  private constructor(
    private readonly gigabytes: { source: number; user: number },
    private readonly now: () => number,
  ) {}

  /** @param options - Gigabytes a day. */
  static create(options: {
    gigabytesPerSource: number;
    gigabytesPerUser: number;
    /** Unix milliseconds. */
    now: () => number;
  }): QueryBudget {
    const { gigabytesPerSource, gigabytesPerUser, now } = options;
    return new QueryBudget(
      { source: gigabytesPerSource, user: gigabytesPerUser },
      now,
    );
  }

  charge({ sourceId, user }: Payer, bytes: number): void {
    this.#turnDay();
    for (const key of [`source:${sourceId}`, `user:${user}`]) {
      this.#scanned.set(key, (this.#scanned.get(key) ?? 0) + bytes);
    }
  }

  /** Why no more may be scanned today; undefined while more may be. */
  exhausted({ sourceId, user }: Payer): string | undefined {
    this.#turnDay();
    const used = (key: string) => (this.#scanned.get(key) ?? 0) / GIGABYTE;
    if (used(`source:${sourceId}`) >= this.gigabytes.source) {
      return `Log queries have scanned ${this.gigabytes.source} GB in source ${sourceId} today, which is all that the operator allows a day`;
    }
    return used(`user:${user}`) >= this.gigabytes.user
      ? `Your log queries have scanned ${this.gigabytes.user} GB today, which is all that the operator allows a user a day`
      : undefined;
  }

  /** @throws TooManyQueriesError when no more may be scanned today */
  assertLeft(payer: Payer): void {
    const reason = this.exhausted(payer);
    if (reason) {
      throw new TooManyQueriesError(
        `${reason}. Try again after midnight UTC, open the query in the AWS console, or ask for more under pipelineOps.logs.queries.`,
      );
    }
  }

  #turnDay(): void {
    const today = new Date(this.now()).toISOString().slice(0, 10);
    if (today !== this.#day) {
      this.#day = today;
      this.#scanned.clear();
    }
  }
}
