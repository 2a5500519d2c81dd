import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Problem,
  Refusal,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  details: { minWidth: 0 },
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'center',
    cursor: 'pointer',
    width: 'max-content',
    maxWidth: '100%',
  },
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
  place: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  code: { overflowWrap: 'anywhere' },
}));

function placeOf(problem: Problem): string {
  const line = problem.line ? `:${problem.line}` : '';
  return problem.file ? `${problem.file}${line}` : '';
}

/** Mistakes in definition and documents, and references that the operator's rules did not let through. */
export function Concerns(props: { problems: Problem[]; refusals: Refusal[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { problems, refusals } = props;
  if (problems.length + refusals.length === 0) {
    return null;
  }
  return (
    <details className={classes.details} open={problems.length > 0}>
      <summary className={classes.summary}>
        {problems.length > 0 && (
          <StatusPill tone="warn">
            {t('concerns.problems', { count: problems.length })}
          </StatusPill>
        )}
        {refusals.length > 0 && (
          <StatusPill tone="idle">
            {t('concerns.refusals', { count: refusals.length })}
          </StatusPill>
        )}
      </summary>
      <ul className={classes.list}>
        {problems.map((problem, i) => (
          <li key={`problem ${i}`}>
            {problem.message}{' '}
            <span className={classes.place}>{placeOf(problem)}</span>
          </li>
        ))}
        {refusals.map((refusal, i) => (
          <li key={`refusal ${i}`}>
            <code className={classes.code}>{refusal.reference}</code>
            {' – '}
            {refusal.rule}{' '}
            <span className={classes.place}>{refusal.environment}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
