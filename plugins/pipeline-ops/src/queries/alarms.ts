import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  AlarmDetail,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { useViewState } from '../viewState';
import { keepWithin, useRefreshInterval, windowOf } from './telemetry';
import { useScope } from './useScope';

/** One alarm in depth over the page's time. */
export function useAlarm(alarmName: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { view } = useViewState();
  const window = windowOf(view.range);
  const refetchInterval = useRefreshInterval();
  const keep = keepWithin(scope);
  return useQuery<Envelope<AlarmDetail>>({
    queryKey: ['pipeline-ops', 'alarm', scope, alarmName, window],
    queryFn: ({ signal }) =>
      api.getAlarm({ ...scope, alarmName, window, signal }),
    // Never one alarm's chart under another's name.
    placeholderData: (previous, query) =>
      query?.queryKey[3] === alarmName ? keep(previous, query) : undefined,
    refetchInterval: view.range.type === 'relative' && refetchInterval,
  });
}
