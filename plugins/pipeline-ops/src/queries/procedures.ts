import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Envelope,
  Runbook,
  RunbookList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { useScope } from './useScope';

export function useRunbooks() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<RunbookList>>({
    queryKey: ['pipeline-ops', 'runbooks', scope],
    queryFn: ({ signal }) => api.getRunbooks({ ...scope, signal }),
  });
}

export function useRunbook(runbookId: string | undefined) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<Runbook>>({
    queryKey: ['pipeline-ops', 'runbook', scope, runbookId],
    enabled: runbookId !== undefined,
    queryFn: ({ signal }) =>
      api.getRunbook({ ...scope, runbookId: runbookId ?? '', signal }),
  });
}
