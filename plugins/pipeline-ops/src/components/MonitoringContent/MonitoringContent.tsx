import { useCallback, useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Envelope } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  selectPipeline,
  useAlarms,
  useMetrics,
  useOverview,
} from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type ViewDefaults } from '../../viewState';
import { AlarmTable } from '../AlarmTable';
import { ChartSections, goToSection } from '../ChartSections';
import { Concerns } from '../Concerns';
import { Failure } from '../Failure';
import { LogPanel } from '../LogPanel';
import { Panel } from '../Panel';
import { PipelineTab } from '../PipelineTab';
import { Skeleton } from '../Skeleton';
import { mergeSources } from '../SourceStrip';
import { StageFlow } from '../StageFlow';
import { Toolbar } from '../Toolbar';
import { VerdictBanner } from '../VerdictBanner';
import { ZoomBack } from './ZoomBack';

const useStyles = makeStyles(theme => {
  const charts = { display: 'grid', gap: theme.spacing(2), minWidth: 0 };
  // Another range is on its way.
  return { charts, earlier: { ...charts, opacity: 0.5 } };
});

function sourcesOf(...answers: (Envelope<unknown> | undefined)[]) {
  return mergeSources(answers.map(answer => answer?.sources ?? []));
}

function Monitoring() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const overview = useOverview();
  const alarms = useAlarms();
  const metrics = useMetrics();
  const logs = useRef<HTMLDivElement>(null);
  const pipeline = selectPipeline(overview.data?.data, view.pipeline);

  const showLogs = useCallback(
    () => logs.current?.scrollIntoView({ behavior: 'smooth' }),
    [],
  );
  const sections = metrics.data?.data.sections ?? [];
  const openStage = (stageId: string) => {
    const stage = pipeline?.stages.find(({ id }) => id === stageId);
    const section = sections.find(
      ({ stageId: owner, resourceId }) =>
        owner === stageId ||
        (resourceId && stage?.resourceIds.includes(resourceId)),
    );
    if (section) {
      goToSection(section);
    }
  };

  // What was read before stays on screen; that it could not be renewed is said above it.
  const failedRefresh = [overview, alarms, metrics].find(
    query => query.error && query.data,
  );

  if (overview.error && !overview.data) {
    return (
      <Panel>
        <Failure
          what={t('overview.title')}
          error={overview.error}
          onRetry={() => overview.refetch()}
        />
      </Panel>
    );
  }
  return (
    <>
      <Toolbar
        environments={pipeline?.environments ?? []}
        environment={pipeline?.environment}
        sources={sourcesOf(overview.data, alarms.data, metrics.data)}
      />
      {failedRefresh && (
        <Panel>
          <Failure
            what={t('failure.refresh')}
            error={failedRefresh.error}
            onRetry={() => failedRefresh.refetch()}
          />
        </Panel>
      )}
      {pipeline ? (
        <>
          <VerdictBanner
            pipeline={pipeline}
            alarms={alarms.data?.data.alarms ?? []}
            onShowLogs={showLogs}
          />
          <StageFlow
            stages={pipeline.stages}
            zone={view.zone}
            onOpen={openStage}
          />
          <Concerns problems={pipeline.problems} refusals={pipeline.refusals} />
        </>
      ) : (
        <Skeleton lines={2} height={76} />
      )}
      {alarms.data && <AlarmTable list={alarms.data.data} />}
      {!alarms.data && (
        <Panel title={t('alarms.title')}>
          {alarms.error ? (
            <Failure
              what={t('alarms.title')}
              error={alarms.error}
              onRetry={() => alarms.refetch()}
            />
          ) : (
            <Skeleton lines={4} height={34} />
          )}
        </Panel>
      )}
      <ZoomBack />
      {metrics.data && (
        <div
          className={
            metrics.isPlaceholderData ? classes.earlier : classes.charts
          }
          aria-busy={metrics.isPlaceholderData}
        >
          <ChartSections
            answer={metrics.data.data}
            stages={pipeline?.stages ?? []}
            zone={view.zone}
          />
        </div>
      )}
      {!metrics.data && (
        <Panel title={t('chart.title')}>
          {metrics.error ? (
            <Failure
              what={t('chart.title')}
              error={metrics.error}
              onRetry={() => metrics.refetch()}
            />
          ) : (
            <Skeleton lines={2} height={200} />
          )}
        </Panel>
      )}
      <div ref={logs}>
        <LogPanel />
      </div>
    </>
  );
}

/** The Monitoring tab: the verdict first, then why, then everything behind it. */
export function MonitoringContent(props: { defaults?: ViewDefaults }) {
  return (
    <PipelineTab defaults={props.defaults}>
      <Monitoring />
    </PipelineTab>
  );
}
