import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Envelope,
  FindingList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { useScope } from './useScope';

/** Where guide, definition and AWS disagree. Changes with a deployment or an edit, so it is not read again and again. */
export function useFindings() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<FindingList>>({
    queryKey: ['pipeline-ops', 'findings', scope],
    queryFn: ({ signal }) => api.getFindings({ ...scope, signal }),
    staleTime: 60_000,
  });
}
