import type {
  RunEventRequest,
  RunRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Mask } from '../logs/mask';
import { CleanText, cleanEvent, cleanStart } from './cleanRequest';
import type { RunActOptions, RunAnswer, RunService } from './RunService';
import { RunServiceLayer } from './RunServiceLayer';

/**
 * Takes secrets and characters that deceive out of everything that people write, before anybody else sees it: the store,
 * the audit log, messages of errors.
 */
export class CleaningRunService extends RunServiceLayer {
  readonly #text: CleanText;

  constructor(options: { inner: RunService; mask: Mask }) {
    super(options);
    this.#text = new CleanText(options.mask);
  }

  start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    const cleaned = cleanStart(this.#text, request);
    return super.start(pipeline, environment, cleaned, options);
  }

  append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    const cleaned = cleanEvent(this.#text, request);
    return super.append(pipeline, runId, cleaned, options);
  }
}
