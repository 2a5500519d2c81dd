import type {
  DocumentList,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { DocumentService } from '../documents/reading/DocumentService';
import type { MountRoutes } from './createRouter';

/** `GET …/documents`. */
export function documentsRoutes(options: {
  documents: DocumentService;
}): MountRoutes {
  const { documents } = options;
  return ({ router, requestPipeline }) => {
    router.get('/documents', async (req, res) => {
      const { pipeline } = await requestPipeline(req, res);
      const answer: Envelope<DocumentList> = {
        data: documents.list(pipeline),
        sources: [],
      };
      res.json(answer);
    });
  };
}
