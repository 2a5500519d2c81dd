import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Checklist,
  ChecklistStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatRatio } from '../../format';
import { useChecklistHistory } from '../../queries';
import { quietText, WEIGHT } from '../../theme';
import { dayIn, daysBefore, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ExportButton } from '../ChecklistExport';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';

const DAYS = 90;

const useStyles = makeStyles(theme => ({
  card: {
    padding: theme.spacing(1.5, 1.75),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    minWidth: 0,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    // As high as the other cards' heads, with the button in it.
    '& button': { margin: theme.spacing(-0.75, 0) },
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(16),
    fontWeight: WEIGHT.bold,
  },
  figure: {
    fontSize: theme.typography.pxToRem(24),
    lineHeight: 1.25,
    fontWeight: WEIGHT.bold,
    marginRight: theme.spacing(1),
  },
  none: { color: quietText(theme) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
}));

/** The item that was most often missed or not done; undefined when there was none. */
function mostMissed(statistics: ChecklistStatistics) {
  const [worst] = statistics.items
    .map(({ text, missed, notDone }) => ({ text, times: missed + notDone }))
    .sort((a, b) => b.times - a.times);
  return worst && worst.times > 0 ? worst : undefined;
}

function Figures(props: { statistics: ChecklistStatistics }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { statistics } = props;
  const { periods, onTime, streak } = statistics;
  const worst = mostMissed(statistics);
  if (periods === 0) {
    return (
      <div>
        <span className={clsx(classes.figure, classes.none)}>–</span>
        <span className={classes.quiet}>{t('onTime.nothing')}</span>
      </div>
    );
  }
  return (
    <>
      <div>
        <span className={classes.figure}>{formatRatio(onTime / periods)}</span>
        <span className={classes.quiet}>
          {`${t('onTime.days', { days: String(DAYS) })} · ${t('onTime.streak', { count: streak })}`}
        </span>
      </div>
      {worst && (
        <div className={classes.quiet}>
          {t('onTime.mostMissed', {
            item: worst.text,
            times: String(worst.times),
          })}
        </div>
      )}
    </>
  );
}

/** How often the list was answered in time lately. */
export function OnTimeCard(props: { checklist: Checklist }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist } = props;
  const to = dayIn(useNow(60_000), checklist.timeZone);
  const range = { from: daysBefore(to, DAYS - 1), to };
  const history = useChecklistHistory(checklist.id, range);
  return (
    <section
      className={classes.card}
      aria-label={t('onTime.of', { list: checklist.title })}
    >
      <div className={classes.head}>
        <h2 className={classes.title}>{t('onTime.title')}</h2>
        <ExportButton checklist={checklist} range={range} />
      </div>
      {history.data && <Figures statistics={history.data.data.statistics} />}
      {!history.data && history.error && (
        <Failure
          what={t('history.title')}
          error={history.error}
          onRetry={() => history.refetch()}
        />
      )}
      {history.isPending && <Skeleton lines={2} />}
    </section>
  );
}
