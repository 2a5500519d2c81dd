import { useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  runbookExecutePermission,
  type RunSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  newKey,
  useJoinRun,
  useMe,
  useRuns,
  useScope,
  useStartRun,
} from '../../queries';
import { quietText, statusPalette } from '../../theme';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import type { TypedValues } from '../CommandBlock';
import { messageOf } from '../Failure';
import { personOf } from '../RunWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(0.5, 1),
    maxWidth: 420,
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  problem: {
    flexBasis: '100%',
    textAlign: 'right',
    color: statusPalette(theme).bad.text,
    fontSize: theme.typography.pxToRem(12.5),
    overflowWrap: 'anywhere',
  },
}));

function Join(props: {
  run: RunSummary;
  locked: string | undefined;
  onJoin: (run: RunSummary) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(30_000);
  const { run, locked, onJoin } = props;
  return (
    <>
      <span className={classes.quiet}>
        {t('runs.startedAgo', {
          age: formatDuration(now - Date.parse(run.startedAt)),
        })}
      </span>
      <ActionButton
        emphasis="main"
        disabled={locked !== undefined}
        title={locked}
        onClick={() => onJoin(run)}
      >
        {t('runs.join', { who: personOf(run.startedBy) })}
      </ActionButton>
    </>
  );
}

/** Begins a run of the procedure. Runs that go on already are offered first: two people on one incident share one. */
export function StartRun(props: {
  runbookId: string;
  /** Environment that the page shows. */
  environment: string;
  /** The alarm that led here. */
  alarmName: string | undefined;
  typed: TypedValues;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entityRef } = useScope();
  const { change } = useViewState();
  const { runbookId, environment, alarmName, typed } = props;
  const permission = usePermission({
    permission: runbookExecutePermission,
    resourceRef: entityRef,
  });
  const runs = useRuns(runbookId);
  const start = useStartRun();
  const join = useJoinRun(useMe());
  // One key for one intent: a second click, or a try after a lost answer, begins no second run.
  const key = useRef(newKey());
  const [opening, setOpening] = useState(false);
  const locked =
    permission.loading || permission.allowed ? undefined : t('runs.notAllowed');
  const going = (runs.data?.pages[0].data.runs ?? []).filter(
    run => run.state === 'running' && run.environment === environment,
  );

  const open = (run: string) =>
    change({ run, runs: undefined, step: undefined });
  const onStart = async () => {
    setOpening(true);
    try {
      const { data } = await start.mutateAsync({
        runbookId,
        idempotencyKey: key.current,
        ...(alarmName && { alarm: alarmName }),
        variables: Object.fromEntries(
          Object.entries(typed).filter(([, value]) => value !== ''),
        ),
      });
      key.current = newKey();
      open(data.id);
    } catch {
      // What went wrong is said below.
    } finally {
      setOpening(false);
    }
  };
  const onJoin = async ({ id }: RunSummary) => {
    // Who cannot be recorded as having come may see the run all the same.
    await join.mutateAsync(id).catch(() => undefined);
    open(id);
  };

  return (
    <div className={classes.root}>
      {going.map(run => (
        <Join key={run.id} run={run} locked={locked} onJoin={onJoin} />
      ))}
      <ActionButton
        emphasis={going.length > 0 ? 'quiet' : 'main'}
        disabled={locked !== undefined || permission.loading || opening}
        title={locked}
        onClick={onStart}
      >
        {opening && t('runs.starting')}
        {!opening &&
          (going.length > 0 ? t('runs.startAnother') : t('runs.start'))}
      </ActionButton>
      {locked && <span className={classes.quiet}>{locked}</span>}
      {start.error && (
        <span role="alert" className={classes.problem}>
          {t('runs.notStarted')}: {messageOf(start.error)}
        </span>
      )}
    </div>
  );
}
