import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText } from '../../theme';
import { formatDuration, formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { useRunSession } from '../RunSession';
import { personOf, RunPerson } from '../RunWords';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    fontSize: theme.typography.pxToRem(13),
    '& dt': { color: quietText(theme) },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  people: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.25, 1) },
}));

/** Who runs it, since when, how far it is. */
export function RunFacts() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const now = useNow(60_000);
  const { run, me, locked, act } = useRunSession();
  const { progress, times } = run;
  const moment = (at: string) => formatRecent(Date.parse(at), view.zone, now);
  const others = run.participants.filter(ref => ref !== run.startedBy);
  const answered = progress.done + progress.skipped + progress.failed;
  const mayJoin = !locked && me && !run.participants.includes(me);
  const spans = [
    [t('runs.alarmToStep'), times.alarmToFirstStepSeconds],
    [t('runs.alarmToEnd'), times.alarmToEndSeconds],
  ] as const;
  return (
    <dl className={classes.facts}>
      <dt>{t('runs.started')}</dt>
      <dd>
        {t('runs.startedBy', {
          when: moment(run.startedAt),
          who: personOf(run.startedBy),
        })}
      </dd>
      {run.endedAt && run.endedBy && (
        <>
          <dt>{t('runs.ended')}</dt>
          <dd>
            {t('runs.startedBy', {
              when: moment(run.endedAt),
              who: personOf(run.endedBy),
            })}
          </dd>
        </>
      )}
      <dt>{t('runs.environment')}</dt>
      <dd>{run.environment}</dd>
      {(others.length > 0 || mayJoin) && (
        <>
          <dt>{t('runs.alsoHere')}</dt>
          <dd className={classes.people}>
            {others.map(ref => (
              <RunPerson key={ref} entityRef={ref} />
            ))}
            {mayJoin && (
              <ActionButton
                emphasis="bare"
                onClick={() => act({ type: 'joined' })}
              >
                {t('runs.joinThis')}
              </ActionButton>
            )}
          </dd>
        </>
      )}
      <dt>{t('runs.progress')}</dt>
      <dd>
        {[
          t('runs.progressOf', {
            answered: String(answered),
            total: String(progress.total),
          }),
          progress.skipped > 0 &&
            t('runs.skippedCount', { count: progress.skipped }),
          progress.failed > 0 &&
            t('runs.failedCount', { count: progress.failed }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </dd>
      {spans.map(
        ([label, seconds]) =>
          seconds !== undefined && [
            <dt key={label}>{label}</dt>,
            <dd key={`${label} time`}>{formatDuration(seconds * 1000)}</dd>,
          ],
      )}
    </dl>
  );
}
