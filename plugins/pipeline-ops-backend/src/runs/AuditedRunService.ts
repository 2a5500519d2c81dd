import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  RunEventRequest,
  RunRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { RunActOptions, RunAnswer, RunService } from './RunService';
import { RunServiceLayer } from './RunServiceLayer';

const EVENT_IDS: Record<RunEventRequest['type'], string> = {
  joined: 'run-join',
  'step-done': 'run-step',
  'step-skipped': 'run-step',
  'step-failed': 'run-step',
  'step-reopened': 'run-step',
  checked: 'run-step',
  note: 'run-note',
  output: 'run-note',
  variable: 'run-note',
  end: 'run-end',
  reopened: 'run-reopen',
};

/** Audits who did what in which run, refusals as well. Never what they wrote. */
export class AuditedRunService extends RunServiceLayer {
  readonly #auditor: AuditorService;

  constructor(options: { inner: RunService; auditor: AuditorService }) {
    super(options);
    this.#auditor = options.auditor;
  }

  start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    return this.#audited(
      'run-start',
      {
        ...scopeOf(pipeline, options),
        environment: environment.name,
        runbookId: request.runbookId,
        alarm: request.alarm,
      },
      () => super.start(pipeline, environment, request, options),
    );
  }

  append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    return this.#audited(
      EVENT_IDS[request.type],
      {
        ...scopeOf(pipeline, options),
        runId,
        type: request.type,
        step: 'step' in request ? request.step : undefined,
        outcome: request.type === 'end' ? request.outcome : undefined,
      },
      () => super.append(pipeline, runId, request, options),
    );
  }

  async #audited(
    eventId: string,
    meta: Record<string, string | undefined>,
    act: () => Promise<RunAnswer>,
  ): Promise<RunAnswer> {
    const event = await this.#auditor.createEvent({
      eventId,
      severityLevel: 'low',
      meta,
    });
    try {
      const answer = await act();
      const { id, revision } = answer.run;
      await event.success({
        meta: { ...meta, runId: id, revision, repeated: answer.repeated },
      });
      return answer;
    } catch (error) {
      await event.fail({ error: toError(error), meta });
      throw error;
    }
  }
}

function scopeOf(pipeline: ResolvedPipeline, { actor }: RunActOptions) {
  const { entityRef, pipelineId } = pipeline;
  return { entityRef, pipelineId, actor };
}
