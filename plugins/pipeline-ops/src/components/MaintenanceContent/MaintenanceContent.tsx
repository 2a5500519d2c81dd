import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  checklistUpdatePermission,
  type Checklist,
  type Pause,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  selectPipeline,
  useChecklists,
  useChecklistsAgain,
  useLiveChanges,
  useOverview,
  useScope,
} from '../../queries';
import { quietText } from '../../theme';
import { formatMoment, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState, type ViewDefaults } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { ChecklistCards } from '../ChecklistCards';
import { ChecklistHistory } from '../ChecklistHistory';
import { ChecklistPanel, personOf } from '../ChecklistPanel';
import { Pauses } from '../ChecklistPauses';
import { Concerns } from '../Concerns';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { PipelineTab } from '../PipelineTab';
import { Skeleton } from '../Skeleton';
import { ScopeChoice } from '../Toolbar';
import { RetiredLists } from './RetiredLists';

const useStyles = makeStyles(theme => ({
  scope: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  hint: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
}));

/** An instant in the period before or after the one that is shown. */
function instantBeside(checklist: Checklist, direction: -1 | 1): string {
  const { start, end } = checklist.period;
  return direction === -1
    ? new Date(Date.parse(start) - 1).toISOString()
    : new Date(Date.parse(end)).toISOString();
}

/** Reads a list again as soon as somebody else changed it. */
function Follow(props: { checklist: Checklist }) {
  const again = useChecklistsAgain();
  const { id, changesId } = props.checklist;
  useLiveChanges('checklist', changesId, () => again(id));
  return null;
}

/** Which pipeline, and whether it is away. */
function Scope(props: { pauses: Pause[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const { entityRef: resourceRef } = useScope();
  const { allowed } = usePermission({
    permission: checklistUpdatePermission,
    resourceRef,
  });
  const now = useNow(60_000);
  const present = props.pauses.find(
    ({ from, until }) => Date.parse(from) <= now && now < Date.parse(until),
  );
  return (
    <div className={classes.scope}>
      <ScopeChoice environments={[]} environment={undefined} />
      <Pauses pauses={props.pauses} zone={view.zone} open={allowed} />
      {present && (
        <span className={classes.hint}>
          {t('pauses.now', {
            until: formatMoment(Date.parse(present.until), view.zone),
            reason: present.reason,
            who: personOf(present.by),
          })}
        </span>
      )}
    </div>
  );
}

function OpenList(props: { id: string }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const lists = useChecklists(view.at);
  const checklist = lists.data?.data.checklists.find(
    ({ id }) => id === props.id,
  );
  if (lists.error && !lists.data) {
    return (
      <Panel>
        <Failure
          what={t('checklists.title')}
          error={lists.error}
          onRetry={() => lists.refetch()}
        />
      </Panel>
    );
  }
  if (!lists.data) {
    return <Skeleton lines={5} height={52} />;
  }
  if (!checklist) {
    return (
      <Panel
        title={t('checklists.notThen')}
        actions={
          <ActionButton onClick={() => change({ at: undefined })}>
            {t('checklists.today')}
          </ActionButton>
        }
      />
    );
  }
  return (
    <ChecklistPanel
      key={checklist.id}
      checklist={checklist}
      zone={view.zone}
      steps={{
        onPrevious: () => change({ at: instantBeside(checklist, -1) }),
        onNext: () => change({ at: instantBeside(checklist, 1) }),
        onToday: () => change({ at: undefined }),
      }}
    />
  );
}

function Maintenance() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const overview = useOverview();
  const now = useChecklists();
  const pipeline = selectPipeline(overview.data?.data, view.pipeline);

  if (now.error && !now.data) {
    return (
      <Panel>
        <Failure
          what={t('checklists.title')}
          error={now.error}
          onRetry={() => now.refetch()}
        />
      </Panel>
    );
  }
  if (!now.data) {
    return (
      <>
        <Skeleton height={116} />
        <Skeleton lines={5} height={52} />
      </>
    );
  }
  const { checklists, retired } = now.data.data;
  const gone = retired.find(({ id }) => id === view.list);
  const open = checklists.find(({ id }) => id === view.list) ?? checklists[0];
  return (
    <>
      <Scope pauses={now.data.data.pauses} />
      {checklists.map(checklist => (
        <Follow key={checklist.id} checklist={checklist} />
      ))}
      {open ? (
        <>
          <ChecklistCards
            checklists={checklists}
            chosen={gone ? undefined : open}
            onChoose={list => change({ list, at: undefined })}
          />
          {!gone && (
            <>
              <OpenList id={open.id} />
              <ChecklistHistory
                key={open.id}
                checklist={open}
                zone={view.zone}
              />
            </>
          )}
        </>
      ) : (
        <Panel title={t('checklists.none')}>
          <div>{t('checklists.noneHow')}</div>
        </Panel>
      )}
      {gone && (
        <ChecklistHistory key={gone.id} checklist={gone} zone={view.zone} />
      )}
      <RetiredLists lists={retired} />
      {pipeline && <Concerns problems={pipeline.problems} refusals={[]} />}
    </>
  );
}

/** The Maintenance tab: what is due now, answered by whom. */
export function MaintenanceContent(props: { defaults?: ViewDefaults }) {
  return (
    <PipelineTab defaults={props.defaults}>
      <Maintenance />
    </PipelineTab>
  );
}
