import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  RunbookList as List,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  selectPipeline,
  useAlarms,
  useOverview,
  useRunbooks,
} from '../../queries';
import { useRunStatistics } from '../../queries/runs';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type ViewDefaults } from '../../viewState';
import { Concerns } from '../Concerns';
import { Failure } from '../Failure';
import { GuideReading } from '../GuideReading';
import { Panel } from '../Panel';
import { PipelineTab } from '../PipelineTab';
import { RunbookList } from '../RunbookList';
import { ProcedureRuns, RunHistory } from '../RunHistory';
import { RunPage } from '../RunPage';
import { Skeleton } from '../Skeleton';
import { ScopeChoice } from '../Toolbar';
import { Columns } from './Columns';
import { Procedure } from './Procedure';

const useStyles = makeStyles(theme => ({
  scope: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    '&:empty': { display: 'none' },
  },
}));

/** The procedure of the address; else the one that answers its alarm, or what else is red; else the first. */
function openId(
  list: List,
  asked: string | undefined,
  answering: string[],
): string | undefined {
  const known = (id: string | undefined) =>
    list.runbooks.find(runbook => runbook.id === id)?.id;
  return asked ?? answering.map(known).find(Boolean) ?? list.runbooks[0]?.id;
}

/**
 * Names of the alarms that are red now, by the procedure that answers them; those of a metric first, because their
 * dimensions fill commands.
 */
function redAlarmsOf(alarms: Alarm[]): ReadonlyMap<string, string[]> {
  const red = new Map<string, string[]>();
  const metricsFirst = [
    ...alarms.filter(({ metric }) => metric),
    ...alarms.filter(({ metric }) => !metric),
  ];
  for (const { name, state, runbooks } of metricsFirst) {
    for (const { runbookId } of state === 'ALARM' ? runbooks : []) {
      red.set(runbookId, [...(red.get(runbookId) ?? []), name]);
    }
  }
  return red;
}

function Runbooks() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const overview = useOverview();
  const runbooks = useRunbooks();
  const alarms = useAlarms();
  const statistics = useRunStatistics();
  const pipeline = selectPipeline(overview.data?.data, view.pipeline);
  const alarmList = useMemo(
    () => alarms.data?.data.alarms ?? [],
    [alarms.data],
  );
  const redAlarms = useMemo(() => redAlarmsOf(alarmList), [alarmList]);

  if (runbooks.error && !runbooks.data) {
    return (
      <Panel>
        <Failure
          what={t('runbooks.title')}
          error={runbooks.error}
          onRetry={() => runbooks.refetch()}
        />
      </Panel>
    );
  }
  // Without the alarms it is not known which procedure answers, and the page would jump.
  const waiting = !view.procedure && alarms.isPending;
  if (!runbooks.data || waiting) {
    return <Skeleton lines={6} height={48} />;
  }
  const list = runbooks.data.data;
  const ownRunbookIds = alarmList
    .filter(({ name }) => name === view.alarm)
    .flatMap(alarm => alarm.runbooks.map(({ runbookId }) => runbookId));
  const chosenId = openId(list, view.procedure, [
    ...ownRunbookIds,
    ...redAlarms.keys(),
  ]);
  // Nobody has chosen: the page opens with what is red now, and its commands are filled from that.
  const alarmName =
    view.alarm ??
    (view.procedure ? undefined : redAlarms.get(chosenId ?? '')?.[0]);
  const procedures = (
    <RunbookList
      list={list}
      chosenId={view.run || view.runs ? undefined : chosenId}
      redAlarms={redAlarms}
      stages={pipeline?.stages ?? []}
      statistics={statistics.data?.data.runbooks}
    />
  );
  return (
    <>
      <div className={classes.scope}>
        <ScopeChoice
          environments={pipeline?.environments ?? []}
          environment={pipeline?.environment}
        />
      </div>
      {view.run && (
        <RunPage
          runId={view.run}
          environment={list.environment}
          alarms={alarmList}
          layout={parts => <Columns list={procedures} {...parts} />}
        />
      )}
      {!view.run && view.runs && (
        <Columns
          list={procedures}
          main={
            <RunHistory procedures={list.runbooks} runbookId={view.procedure} />
          }
        />
      )}
      {!view.run && !view.runs && chosenId === undefined && (
        <Panel title={t('runbooks.none')}>{t('runbooks.noneHow')}</Panel>
      )}
      {!view.run && !view.runs && chosenId !== undefined && (
        <Columns
          list={procedures}
          main={
            <Procedure
              key={chosenId}
              runbookId={chosenId}
              environment={list.environment}
              escalation={list.escalation}
              alarms={alarmList}
              alarmName={alarmName}
            />
          }
          aside={<ProcedureRuns runbookId={chosenId} />}
        />
      )}
      <GuideReading />
      {pipeline && <Concerns problems={pipeline.problems} refusals={[]} />}
    </>
  );
}

/** The Runbook tab: the pipeline's procedures with their commands filled in. */
export function RunbookContent(props: { defaults?: ViewDefaults }) {
  return (
    <PipelineTab defaults={props.defaults}>
      <Runbooks />
    </PipelineTab>
  );
}
