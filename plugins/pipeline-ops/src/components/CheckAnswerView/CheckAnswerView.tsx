import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Check,
  CheckAnswer,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Asking } from '../../queries';
import { quietText, type Tone } from '../../theme';
import { formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { messageOf } from '../Failure';
import { Sparkline } from '../Sparkline';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1.25),
    minWidth: 0,
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  summary: { flex: '0 1 auto', minWidth: 0 },
  chart: { flex: 'none', width: 96, height: 22 },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  why: {
    flex: '0 1 auto',
    minWidth: 0,
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
    '& > summary': {
      cursor: 'pointer',
      borderRadius: 4,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    '&[open]': { flexBasis: '100%' },
    '& ul': { margin: 0, paddingLeft: theme.spacing(2.5) },
  },
}));

const TONES: Record<CheckAnswer['verdict'], Tone> = {
  holds: 'ok',
  fails: 'bad',
  unknown: 'idle',
};

/** A log query costs money, so it runs when somebody wants to know. */
function AskNow(props: { check: Check; asking: Asking }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { check, asking } = props;
  const asked = asking.asked.get(check.id);
  return (
    <>
      <ActionButton
        aria-label={t('checks.askAbout', { check: check.title })}
        disabled={asked === 'asking'}
        onClick={() => asking.ask(check.id)}
      >
        {asked === 'asking' ? t('checks.asking') : t('checks.ask')}
      </ActionButton>
      {asked && asked !== 'asking' && (
        <span role="alert" className={classes.quiet}>
          {messageOf(asked.error)}
        </span>
      )}
    </>
  );
}

/** What data says about a step or an item, with its numbers, a small chart, and why this check stands here. */
export function CheckAnswerView(props: {
  answer: CheckAnswer;
  zone: Zone;
  /** It was kept as evidence and is not what data says now. */
  kept?: boolean;
  /** Where a reader may have the data asked by itself. */
  asking?: Asking;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const { answer, zone, kept, asking } = props;
  const { check, verdict, summary, series, limit, culprits = [] } = answer;
  const asOf = Date.parse(answer.asOf);
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('checks.about', { check: check.title })}
    >
      <StatusPill tone={TONES[verdict]}>
        {kept ? t(`checks.kept.${verdict}`) : t(`checks.${verdict}`)}
      </StatusPill>
      <span className={classes.summary}>{summary}</span>
      {series && (
        <Sparkline
          values={series.values}
          limit={limit}
          tone={verdict === 'fails' ? 'bad' : 'info'}
          className={classes.chart}
        />
      )}
      {Number.isFinite(asOf) && (
        <span className={classes.quiet}>{formatRecent(asOf, zone, now)}</span>
      )}
      {asking &&
        verdict === 'unknown' &&
        check.condition.type === 'log-query' && (
          <AskNow check={check} asking={asking} />
        )}
      <details className={classes.why}>
        <summary>{t('checks.why')}</summary>
        <ul>
          <li>{check.title}</li>
          <li>
            {check.explicit
              ? check.why
              : t('checks.byWords', { why: check.why })}
          </li>
          {culprits.length > 0 && (
            <li>{t('checks.against', { names: culprits.join(', ') })}</li>
          )}
        </ul>
      </details>
    </div>
  );
}
