import type {
  RunEventRequest,
  RunRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import { changesIdOf } from './changesId';
import type { RunActOptions, RunAnswer, RunService } from './RunService';
import { RunServiceLayer } from './RunServiceLayer';

/** Lets open pages hear of what was stored. */
export class AnnouncingRunService extends RunServiceLayer {
  readonly #changes: ChangeAnnouncer;

  constructor(options: { inner: RunService; changes: ChangeAnnouncer }) {
    super(options);
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
      await super.start(pipeline, environment, request, options),
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
      await super.append(pipeline, runId, request, options),
    );
  }

  #announced(pipeline: ResolvedPipeline, answer: RunAnswer): RunAnswer {
    if (!answer.repeated) {
      this.#changes.announce('run', answer.run.id);
      this.#changes.announce('runs', changesIdOf(pipeline));
    }
    return answer;
  }
}
