import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DocumentList,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { useScope } from './useScope';

/** What was read from the guides. Writers look again after an edit, so it is read again when they come back to the page. */
export function useDocuments() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<DocumentList>>({
    queryKey: ['pipeline-ops', 'documents', scope],
    queryFn: ({ signal }) => api.getDocuments({ ...scope, signal }),
    staleTime: 30_000,
    refetchOnWindowFocus: true,
  });
}
