import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookStatistics } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, SEVERITY_TONES, statusPalette, WEIGHT } from '../../theme';
import { formatDay, formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';
import type { FoundProcedure } from './findProcedures';
import { FoundText } from './FoundText';
import { isReviewDue } from './reviewDue';

const useStyles = makeStyles(theme => ({
  entry: {
    display: 'block',
    padding: theme.spacing(0.75, 1),
    borderRadius: 6,
    color: theme.palette.text.primary,
    overflowWrap: 'anywhere',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  chosen: {
    backgroundColor: theme.palette.action.hover,
    boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}`,
    '& $title': { fontWeight: WEIGHT.bold },
  },
  title: {},
  meta: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  answers: {
    flexWrap: 'nowrap',
    '&::before': {
      content: '""',
      flex: 'none',
      width: 8,
      height: 8,
      borderRadius: 4,
      backgroundColor: statusPalette(theme).bad.main,
    },
  },
}));

/** How often it was run and how that went; nothing while that is not known. */
function useUseWords(
  statistics: RunbookStatistics | undefined,
  known: boolean,
): string[] {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  if (!known) {
    return [];
  }
  if (!statistics || statistics.runs === 0) {
    return [t('runbooks.neverUsed')];
  }
  const { runs, medianSeconds, lastStartedAt, lastOutcome } = statistics;
  const used = t('runbooks.used', { count: runs });
  const last = lastStartedAt && formatDay(Date.parse(lastStartedAt));
  return [
    medianSeconds === undefined
      ? used
      : t('runbooks.usedMedian', {
          used,
          median: formatDuration(medianSeconds * 1000),
        }),
    ...(last
      ? [
          lastOutcome
            ? t('runbooks.lastUsedOutcome', {
                day: last,
                outcome: t(`outcome.${lastOutcome}`),
              })
            : t('runbooks.lastUsed', { day: last }),
        ]
      : []),
  ];
}

/** One procedure in the list: what it is called, how grave, how long, what it answers now, how it went. */
export function ProcedureEntry(props: {
  procedure: FoundProcedure;
  to: string;
  chosen: boolean;
  words: string[];
  /** Names of the red alarms that it answers. */
  answers: string[];
  statistics: RunbookStatistics | undefined;
  /** False while it is not known how often procedures were run. */
  statisticsKnown: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(3_600_000);
  const { procedure, to, chosen, words, answers } = props;
  const { severity, estimatedTime, stepCount, reviewedOn, excerpt } = procedure;
  const use = useUseWords(props.statistics, props.statisticsKnown);
  const facts = [
    estimatedTime,
    stepCount > 0 && t('runbooks.steps', { count: stepCount }),
    ...use,
  ];
  return (
    <Link
      underline="none"
      to={to}
      className={clsx(classes.entry, chosen && classes.chosen)}
      aria-current={chosen ? 'page' : undefined}
    >
      <span className={classes.title}>
        <FoundText text={procedure.title} words={words} />
      </span>
      <span className={classes.meta}>
        {severity && (
          <StatusPill tone={SEVERITY_TONES[severity]}>
            {t(`severity.${severity}`)}
          </StatusPill>
        )}
        <span>{facts.filter(Boolean).join(' · ')}</span>
        {reviewedOn && isReviewDue(reviewedOn, now) && (
          <StatusPill tone="warn">{t('runbooks.reviewDue')}</StatusPill>
        )}
      </span>
      {answers.length > 0 && (
        <span className={clsx(classes.meta, classes.answers)}>
          <span>{answers.join(', ')}</span>
        </span>
      )}
      {excerpt && (
        <span className={classes.meta}>
          <span>
            <FoundText text={excerpt} words={words} />
          </span>
        </span>
      )}
    </Link>
  );
}
