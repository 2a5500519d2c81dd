import { useEffect, type ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm, Run } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useRun } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { RunAside, RunHead } from '../RunAside';
import { RunSession } from '../RunSession';
import { RunSteps } from '../RunSteps';
import { Skeleton } from '../Skeleton';

/** What stands beside the run, its charts and queries too, is of the environment that the run is about. */
function useEnvironmentOf(run: Run | undefined, shown: string) {
  const { change } = useViewState();
  const environment = run?.environment;
  const differs = environment !== undefined && shown !== environment;
  useEffect(() => {
    if (differs) {
      change({ env: environment }, { replace: true });
    }
  }, [differs, environment, change]);
}

/** One run: its steps, and what stands beside them. The page lays them out. */
export function RunPage(props: {
  runId: string;
  /** Environment that the page shows. */
  environment: string;
  alarms: Alarm[];
  layout: (parts: {
    main: ReactNode;
    head?: ReactNode;
    aside?: ReactNode;
  }) => ReactNode;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { runId, environment, alarms, layout } = props;
  const run = useRun(runId);
  useEnvironmentOf(run.data?.data, environment);
  if (run.data) {
    return (
      <RunSession key={runId} run={run.data.data}>
        {layout({
          main: <RunSteps alarms={alarms} />,
          head: <RunHead />,
          aside: <RunAside />,
        })}
      </RunSession>
    );
  }
  return (
    <>
      {layout({
        main: run.error ? (
          <Panel>
            <Failure
              what={t('runs.one')}
              error={run.error}
              onRetry={() => run.refetch()}
            />
          </Panel>
        ) : (
          <Skeleton lines={6} height={48} />
        ),
      })}
    </>
  );
}
