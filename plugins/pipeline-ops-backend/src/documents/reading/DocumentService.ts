import type { DocumentList } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { toReading } from './toReading';

/** Shows writers what was read from their documents. */
export interface DocumentService {
  list(pipeline: ResolvedPipeline): DocumentList;
}

/** {@link DocumentService} over what the pipeline was resolved from. */
export class ResolvedDocumentService implements DocumentService {
  list(pipeline: ResolvedPipeline): DocumentList {
    const problems = pipeline.problems.filter(({ code }) =>
      code.startsWith('document-'),
    );
    return {
      pipelineId: pipeline.pipelineId,
      documents: pipeline.documents.map(document =>
        toReading(
          document,
          problems.filter(({ file }) => file === document.path),
        ),
      ),
      problems,
    };
  }
}
