import { lazy } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ChartSection,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  selectPipeline,
  useAlarms,
  useMetrics,
  useOverview,
} from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type ViewDefaults } from '../../viewState';
import { AlarmTable } from '../AlarmTable';
import { breachedCharts, ChartSections, goToSection } from '../ChartSections';
import { Components } from '../Components';
import { Concerns } from '../Concerns';
import { Dashboards } from '../Dashboards';
import { Failure } from '../Failure';
import { Later } from '../Later';
import { Panel } from '../Panel';
import {
  goToPanel,
  PanelLinks,
  PanelPlace,
  type PanelLink,
} from '../PanelLinks';
import { PipelineTab } from '../PipelineTab';
import { Skeleton } from '../Skeleton';
import { Aged, mergeSources, SourceStrip } from '../SourceStrip';
import { StageFlow } from '../StageFlow';
import { Toolbar } from '../Toolbar';
import { VerdictBanner } from '../VerdictBanner';
import { sectionOfResource, sectionOfStage } from './sectionOf';
import { ZoomBack } from './ZoomBack';

const LogPanel = lazy(() =>
  import('../LogPanel').then(m => ({ default: m.LogPanel })),
);
const FindingsPanel = lazy(() =>
  import('../Findings/FindingsPanel').then(m => ({ default: m.FindingsPanel })),
);

const useStyles = makeStyles(theme => {
  const charts = { display: 'grid', gap: theme.spacing(2), minWidth: 0 };
  // Another range is on its way.
  return { charts, earlier: { ...charts, opacity: 0.5 } };
});

function sourcesOf(...answers: (Envelope<unknown> | undefined)[]) {
  return mergeSources(answers.map(answer => answer?.sources ?? []));
}

function Alarms() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const alarms = useAlarms();
  if (alarms.data) {
    return (
      <Aged sources={alarms.data.sources}>
        <AlarmTable list={alarms.data.data} />
      </Aged>
    );
  }
  return (
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
  );
}

function Charts() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const overview = useOverview();
  const metrics = useMetrics();
  const stages =
    selectPipeline(overview.data?.data, view.pipeline)?.stages ?? [];
  if (metrics.data) {
    return (
      <div
        className={metrics.isPlaceholderData ? classes.earlier : classes.charts}
        aria-busy={metrics.isPlaceholderData}
      >
        <Aged sources={metrics.data.sources}>
          <ChartSections
            answer={metrics.data.data}
            stages={stages}
            zone={view.zone}
          />
        </Aged>
      </div>
    );
  }
  return (
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
  );
}

function Monitoring() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const overview = useOverview();
  const alarms = useAlarms();
  const metrics = useMetrics();
  const pipeline = selectPipeline(overview.data?.data, view.pipeline);
  const alarmList = alarms.data?.data.alarms ?? [];

  const sections = metrics.data?.data.sections ?? [];
  const open = (section: ChartSection | undefined) => {
    if (!section || !goToSection(section)) {
      goToPanel('charts');
    }
  };
  const openStage = (stageId: string) => {
    const stage = pipeline?.stages.find(({ id }) => id === stageId);
    const section = stage && sectionOfStage(sections, stage);
    open(section);
  };
  const openResource = (resourceId: string) => {
    const stages = pipeline?.stages ?? [];
    const section = sectionOfResource(sections, stages, resourceId);
    open(section);
  };

  // What was read before stays on screen; that it could not be renewed is said above it.
  const failedRefresh = [overview, alarms, metrics].find(
    query => query.error && query.data,
  );
  const sources = sourcesOf(overview.data, alarms.data, metrics.data);
  // Nothing to explain takes no line of its own.
  const allWell =
    sources.length < 3 && sources.every(({ status }) => status === 'ok');
  // Alarms and charts come first; what stands below them is fetched after.
  const settled = !alarms.isPending && !metrics.isPending;
  const links: PanelLink[] = [
    {
      name: 'alarms',
      troubles: alarmList.filter(({ state }) => state === 'ALARM').length,
    },
    { name: 'charts', troubles: breachedCharts(sections) },
    { name: 'dashboards' },
    { name: 'logs' },
    { name: 'findings' },
  ];

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
      >
        <PanelLinks links={links} />
        {allWell && <SourceStrip sources={sources} />}
      </Toolbar>
      {!allWell && <SourceStrip sources={sources} />}
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
          <VerdictBanner pipeline={pipeline} alarms={alarmList} />
          <StageFlow
            stages={pipeline.stages}
            zone={view.zone}
            onOpen={openStage}
          />
          <Components resources={pipeline.resources} onOpen={openResource} />
          <Concerns problems={pipeline.problems} refusals={pipeline.refusals} />
        </>
      ) : (
        <Skeleton lines={2} height={76} />
      )}
      <PanelPlace name="alarms">
        <Alarms />
      </PanelPlace>
      <PanelPlace name="charts">
        <ZoomBack />
        <Charts />
      </PanelPlace>
      <PanelPlace name="dashboards">
        <Dashboards />
      </PanelPlace>
      <PanelPlace name="logs">
        <Later
          ready={settled}
          wanted={Boolean(view.logGroup || view.logView || view.logPattern)}
          place={
            <Panel title={t('logs.title')}>
              <Skeleton lines={6} height={22} />
            </Panel>
          }
        >
          <LogPanel />
        </Later>
      </PanelPlace>
      <PanelPlace name="findings">
        <Later
          ready={settled}
          place={
            <Panel title={t('findings.title')}>
              <Skeleton lines={3} height={40} />
            </Panel>
          }
        >
          <FindingsPanel />
        </Later>
      </PanelPlace>
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
