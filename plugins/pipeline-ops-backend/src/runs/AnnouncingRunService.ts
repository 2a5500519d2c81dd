import type {
  Run,
  RunEventRequest,
  RunList,
  RunRequest,
  RunStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import { changesIdOf } from './changesId';
import type {
  RunActOptions,
  RunAnswer,
  RunCallOptions,
  RunFilter,
  RunService,
} from './RunService';

/** Lets open pages hear of what was stored. */
export class AnnouncingRunService implements RunService {
  readonly #inner: RunService;
  readonly #changes: ChangeAnnouncer;

  constructor(options: { inner: RunService; changes: ChangeAnnouncer }) {
    this.#inner = options.inner;
    this.#changes = options.changes;
  }

  async start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    return this.#announced(
      pipeline,
      await this.#inner.start(pipeline, environment, request, options),
    );
  }

  async append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    return this.#announced(
      pipeline,
      await this.#inner.append(pipeline, runId, request, options),
    );
  }

  list(
    pipeline: ResolvedPipeline,
    filter: RunFilter,
    options: RunCallOptions,
  ): Promise<RunList> {
    return this.#inner.list(pipeline, filter, options);
  }

  statistics(
    pipeline: ResolvedPipeline,
    options: RunCallOptions,
  ): Promise<RunStatistics> {
    return this.#inner.statistics(pipeline, options);
  }

  get(
    pipeline: ResolvedPipeline,
    runId: string,
    options: RunCallOptions,
  ): Promise<Run> {
    return this.#inner.get(pipeline, runId, options);
  }

  #announced(pipeline: ResolvedPipeline, answer: RunAnswer): RunAnswer {
    if (!answer.repeated) {
      this.#changes.announce('run', answer.run.id);
      this.#changes.announce('runs', changesIdOf(pipeline));
    }
    return answer;
  }
}
