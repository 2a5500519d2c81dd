import { NotFoundError } from '@backstage/errors';
import type {
  Alarm,
  EscalationLevel,
  Runbook,
  RunbookSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { toRunbook, toRunbookSummary } from './toRunbook';

/** The procedures of a pipeline's operations documents. Who may see them is who could resolve the pipeline. */
export interface RunbookService {
  list(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
  ): {
    runbooks: RunbookSummary[];
    escalation: EscalationLevel[];
  };

  /**
   * @param options - The alarm that led to it fills its commands as well
   * @throws NotFoundError when no document of the pipeline holds it
   */
  get(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    id: string,
    options?: { alarm?: Alarm },
  ): Runbook;
}

/** {@link RunbookService} over the documents that the resolved pipeline carries. */
export class DocumentRunbookService implements RunbookService {
  list(pipeline: ResolvedPipeline, environment: ResolvedEnvironment) {
    return {
      runbooks: pipeline.documents.flatMap(document =>
        (document.content?.runbooks ?? []).map(element =>
          toRunbookSummary(document, element, environment),
        ),
      ),
      escalation: pipeline.documents.flatMap(document =>
        (document.content?.escalation ?? []).map(
          ({ level, title, details }) => ({ level, title, details }),
        ),
      ),
    };
  }

  get(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    id: string,
    options?: { alarm?: Alarm },
  ): Runbook {
    for (const document of pipeline.documents) {
      const element = document.content?.runbooks.find(
        runbook => runbook.id === id,
      );
      if (element)
        return toRunbook(document, element, environment, options?.alarm);
    }
    throw new NotFoundError(
      `Pipeline ${pipeline.pipelineId} has no runbook ${id}. Its heading may have been changed in the operations document.`,
    );
  }
}
