import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Check,
  CheckAnswer,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** What a person would read to find out what to look at. */
export interface CheckSubject {
  /** The step's title with its body in the lines below, or the item's text. */
  text: string;
  /** Nested points of it. */
  details: string[];
  /** Headings above it, outermost first. */
  headings: string[];
  /** Alarm that led to it, when one did. */
  alarmName?: string;
  /** Looked back on where the text names no window: a quarter of an hour for a step, a day for an item of a daily list. Seconds. */
  usualSeconds: number;
  /** What the definition says about it. Then nothing is matched by words. */
  explicit?: Check['condition'];
}

/** Answers steps and checklist items by data where data can answer. */
export interface CheckService {
  /** The checks that a text is bound to, best first; none when data cannot answer it. Asks nobody. */
  bind(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    subject: CheckSubject,
  ): Check[];

  /**
   * What data says now, in the order of the checks. A check that cannot be answered is `unknown` and says why; it never
   * throws for what the cloud did.
   */
  answer(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    checks: Check[],
    options: {
      /** Who asks: log queries and log groups are read only for those who may read logs, and on their budget. */
      credentials: BackstageCredentials;
      /**
       * Whether log queries may run, which costs money: true when a person asks for this very answer, false when a page
       * asks for all of them. Without it they are answered by a run of the last ten minutes, else `unknown`.
       */
      runLogQueries: boolean;
      signal?: AbortSignal;
    },
  ): Promise<{ answers: CheckAnswer[]; sources: SourceState[] }>;
}
