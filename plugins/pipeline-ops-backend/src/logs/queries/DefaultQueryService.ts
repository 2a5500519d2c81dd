import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Envelope,
  QueryRun,
  SavedQuery,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { LogQueriesConfig } from '../../config/configSchema';
import { logsInsightsUrl } from '../../pipelines/console';
import { statesBySource } from '../../telemetry/sourceStates';
import type { TimeRange } from '../../telemetry/window';
import {
  assertUncontested,
  type ExistingGroups,
  existingGroups,
} from '../existingGroups';
import type { Mask } from '../mask';
import type { QuerySource, WrittenQuery } from '../QuerySource';
import { CloudQueries, type CloudQuery } from './CloudQueries';
import { planQuery } from './planQuery';
import { QueryBudget } from './QueryBudget';
import type { QueryScope, QueryService, StartRunRequest } from './QueryService';
import { type QueryView, QueryViews } from './QueryViews';
import { type ShownResult, shownResult, toQueryRun } from './toQueryRun';
import { writtenQueries, writtenQuerySource } from './writtenQueries';

/** Milliseconds between looks for runs that nobody looks at. */
const SWEEP_EVERY = 5_000;

/** What a run needs to know of a query; one of the caller's own has no title. */
type RunnableQuery = Pick<WrittenQuery, 'query' | 'logGroups' | 'sourceId'> &
  Partial<Pick<WrittenQuery, 'title'>>;

interface Options {
  telemetry: TelemetrySource;
  mask: Mask;
  limits: LogQueriesConfig;
  /** Queries that run by id besides those of definition and documents, such as a dashboard's. */
  sources?: QuerySource[];
  /** Unix milliseconds. */
  now?: () => number;
}

/** {@link QueryService} over a {@link TelemetrySource}. Runs live in this process. */
export class DefaultQueryService implements QueryService {
  readonly #queries: CloudQueries;
  readonly #views: QueryViews;
  readonly #sources: QuerySource[];
  /** Masking a thousand rows takes time: once for each read, not for each reader. */
  readonly #shown = new WeakMap<CloudQuery['run'], ShownResult>();
  readonly #sweeping: NodeJS.Timeout;

  private constructor(private readonly options: Options) {
    const { telemetry, limits, sources = [], now = Date.now } = options;
    this.#queries = CloudQueries.create({
      telemetry,
      budget: QueryBudget.create({ ...limits, now }),
      limits,
      now,
    });
    this.#views = QueryViews.create({ queries: this.#queries, now });
    this.#sources = [writtenQuerySource, ...sources];
    this.#sweeping = setInterval(() => {
      this.sweep().catch(() => {
        // What could not be stopped is tried again with the next sweep.
      });
    }, SWEEP_EVERY);
    this.#sweeping.unref();
  }

  static create(options: Options): DefaultQueryService {
    return new DefaultQueryService(options);
  }

  get freeText(): boolean {
    return this.options.limits.freeText;
  }

  async list(
    { pipeline, environment }: QueryScope,
    options: CallOptions & { freeText: boolean },
  ): Promise<Envelope<SavedQueryList>> {
    assertUncontested(pipeline);
    const { signal } = options;
    const existing = await this.#existing(environment, { signal });
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        queries: writtenQueries(pipeline, environment).map(written =>
          this.#toSavedQuery(written, existing),
        ),
        freeText: this.freeText && options.freeText,
        longestSeconds: this.#longestSeconds,
      },
      sources: statesBySource(existing.map(({ state }) => state)),
    };
  }

  async start(
    request: StartRunRequest,
    options?: CallOptions,
  ): Promise<Envelope<QueryRun>> {
    const { pipeline, environment, query, range, user } = request;
    assertUncontested(pipeline);
    this.#assertShortEnough(range);
    const written: RunnableQuery =
      'id' in query
        ? await this.#find(request, query.id, options)
        : this.#ownText(query);
    const existing = await this.#existing(environment, options);
    const plan = planQuery(written, existing, this.options.limits.mostRows);
    if ('unavailable' in plan) {
      throw new InputError(plan.unavailable);
    }
    if (!('id' in query)) {
      assertAllRead(query.logGroups, plan.logGroups);
    }
    const started = await this.#queries.start(
      {
        ...plan,
        ...wholeMinutes(range),
        mostRows: this.options.limits.mostRows,
      },
      user,
    );
    return this.#answer(
      this.#views.add({
        scope: scopeKey(request),
        title: written.title,
        query: started,
      }),
    );
  }

  async run(scope: QueryScope, runId: string): Promise<Envelope<QueryRun>> {
    const view = this.#viewOf(scope, runId);
    if (!view.left) {
      view.seenAt = this.#now();
      await this.#queries.look(view.query);
    }
    return this.#answer(view);
  }

  async stop(scope: QueryScope, runId: string): Promise<Envelope<QueryRun>> {
    const view = this.#viewOf(scope, runId);
    await this.#views.leave(view);
    return this.#answer(view);
  }

  /** Stops what nobody looks at and forgets what is old; happens by itself every five seconds. */
  sweep(): Promise<void> {
    return this.#views.sweep();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await Promise.allSettled(
      this.#queries.running().map(query => this.#queries.stop(query)),
    );
  }

  get #longestSeconds(): number {
    return Math.round(this.options.limits.longestHours * 3_600);
  }

  #now(): number {
    return (this.options.now ?? Date.now)();
  }

  #existing(
    environment: QueryScope['environment'],
    options?: CallOptions,
  ): Promise<ExistingGroups[]> {
    return existingGroups(this.options.telemetry, environment, options);
  }

  #toSavedQuery(
    written: WrittenQuery,
    existing: readonly ExistingGroups[],
  ): SavedQuery {
    const { id, title, query, position } = written;
    const plan = planQuery(written, existing, this.options.limits.mostRows);
    return {
      id,
      title,
      query,
      origin: written.origin === 'document' ? 'document' : 'definition',
      ...(position ? { position } : {}),
      ...('unavailable' in plan
        ? { logGroups: [], unavailable: plan.unavailable }
        : {
            logGroups: plan.logGroups,
            sourceId: plan.source.id,
            region: plan.source.region,
            consoleUrl: logsInsightsUrl(plan.source, {
              query,
              logGroups: plan.logGroups,
            }),
          }),
    };
  }

  async #find(
    scope: QueryScope,
    id: string,
    options?: CallOptions,
  ): Promise<WrittenQuery> {
    const { pipeline, environment } = scope;
    for (const source of this.#sources) {
      const found = await source.find({ pipeline, environment }, id, options);
      if (found) {
        return found;
      }
    }
    throw new NotFoundError(
      `Pipeline ${pipeline.pipelineId} has no log query ${id.slice(0, 100)} in ${environment.name}. It may have been edited since; load the list of queries again.`,
    );
  }

  #ownText({
    text,
    logGroups,
  }: {
    text: string;
    logGroups: string[];
  }): RunnableQuery {
    if (!this.freeText) {
      throw new NotAllowedError(
        'The operator lets nobody write log queries of their own; the setting is pipelineOps.logs.queries.freeText. Run one of the saved queries.',
      );
    }
    return {
      query: text,
      logGroups: logGroups.map(name => ({ type: 'exact', name })),
    };
  }

  #assertShortEnough({ from, to }: TimeRange): void {
    const longest = this.#longestSeconds;
    if (to - from > longest) {
      throw new InputError(
        `A log query may cover at most ${longest / 3_600} hours, since it is billed by what it scans. Choose a shorter range.`,
      );
    }
  }

  #viewOf(scope: QueryScope, runId: string): QueryView {
    assertUncontested(scope.pipeline);
    const view = this.#views.find(scopeKey(scope), runId);
    if (!view) {
      throw new NotFoundError(
        'There is no such run of a log query here. Runs are forgotten ten minutes after they were last looked at; start the query again.',
      );
    }
    return view;
  }

  #answer(view: QueryView): Envelope<QueryRun> {
    const { query } = view;
    const shown =
      this.#shown.get(query.run) ?? shownResult(query, this.options.mask);
    this.#shown.set(query.run, shown);
    return { data: toQueryRun(view, query, shown), sources: [query.state] };
  }
}

function scopeKey({ pipeline, environment }: QueryScope): string {
  return JSON.stringify([
    pipeline.entityRef,
    pipeline.pipelineId,
    environment.name,
  ]);
}

/** On whole minutes, so that everybody who looks within one asks for the same. */
function wholeMinutes({ from, to }: TimeRange): TimeRange {
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

function assertAllRead(asked: readonly string[], read: readonly string[]) {
  const missing = asked.filter(name => !read.includes(name));
  if (missing.length > 0) {
    throw new InputError(
      `The query cannot read ${missing.join(', ')}: the pipeline may not, AWS does not have it, or it lies in another source or class of log groups than ${read.join(', ')}.`,
    );
  }
}
