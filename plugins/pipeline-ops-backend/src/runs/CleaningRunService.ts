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
import type { Mask } from '../logs/mask';
import { CleanText, cleanEvent, cleanStart } from './cleanRequest';
import type {
  RunActOptions,
  RunAnswer,
  RunCallOptions,
  RunFilter,
  RunService,
} from './RunService';

/**
 * Takes secrets and characters that deceive out of everything that people write, before anybody else sees it: the store,
 * the audit log, messages of errors.
 */
export class CleaningRunService implements RunService {
  readonly #inner: RunService;
  readonly #text: CleanText;

  constructor(options: { inner: RunService; mask: Mask }) {
    this.#inner = options.inner;
    this.#text = new CleanText(options.mask);
  }

  start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    const cleaned = cleanStart(this.#text, request);
    return this.#inner.start(pipeline, environment, cleaned, options);
  }

  append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    const cleaned = cleanEvent(this.#text, request);
    return this.#inner.append(pipeline, runId, cleaned, options);
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
}
