import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  Envelope,
  QueryRun,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CallOptions } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { QueryScope, QueryService, StartRunRequest } from './QueryService';

/** Audits who starts what, since it costs money and may be a text of their own; looking and stopping go through. */
export class AuditedQueryService implements QueryService {
  readonly #inner: QueryService;
  readonly #auditor: AuditorService;

  constructor(options: { inner: QueryService; auditor: AuditorService }) {
    this.#inner = options.inner;
    this.#auditor = options.auditor;
  }

  get freeText(): boolean {
    return this.#inner.freeText;
  }

  list(
    scope: QueryScope,
    options: CallOptions & { freeText: boolean },
  ): Promise<Envelope<SavedQueryList>> {
    return this.#inner.list(scope, options);
  }

  async start(
    request: StartRunRequest,
    options?: CallOptions,
  ): Promise<Envelope<QueryRun>> {
    const { pipeline, environment, user, query, range } = request;
    const meta = {
      entityRef: pipeline.entityRef,
      pipelineId: pipeline.pipelineId,
      environment: environment.name,
      actor: user,
      from: range.from,
      to: range.to,
      ...('id' in query
        ? { queryId: query.id }
        : { query: query.text, logGroups: query.logGroups }),
    };
    const event = await this.#auditor.createEvent({
      eventId: 'log-query-start',
      severityLevel: 'id' in query ? 'low' : 'medium',
      meta,
    });
    try {
      const answer = await this.#inner.start(request, options);
      const { id: runId, status, logGroups } = answer.data;
      await event.success({ meta: { ...meta, runId, status, logGroups } });
      return answer;
    } catch (error) {
      await event.fail({ error: toError(error), meta });
      throw error;
    }
  }

  run(scope: QueryScope, runId: string): Promise<Envelope<QueryRun>> {
    return this.#inner.run(scope, runId);
  }

  stop(scope: QueryScope, runId: string): Promise<Envelope<QueryRun>> {
    return this.#inner.stop(scope, runId);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
