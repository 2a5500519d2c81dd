import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Finding,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT, type Tone } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr)',
    gap: theme.spacing(0.25, 2),
    padding: theme.spacing(1.25, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13.5),
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  subject: { fontWeight: WEIGHT.bold, overflowWrap: 'anywhere' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0, 1.25),
    margin: theme.spacing(0.25, 0),
    '& dt': { color: quietText(theme) },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  advice: { overflowWrap: 'anywhere' },
  links: {
    display: 'inline-flex',
    gap: theme.spacing(1.25),
    marginLeft: theme.spacing(1.25),
    fontWeight: WEIGHT.regular,
  },
}));

const TONES: Record<Severity, Tone> = {
  critical: 'bad',
  high: 'bad',
  medium: 'warn',
  warning: 'warn',
  low: 'idle',
};

export function FindingRow(props: { finding: Finding }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { finding } = props;
  const { position } = finding;
  const place = safeHref(position?.url);
  const consoleUrl = safeHref(finding.consoleUrl);
  return (
    <li className={classes.row}>
      <div>
        <StatusPill tone={TONES[finding.severity]}>
          {t(`findings.kind.${finding.kind}`)}
        </StatusPill>
      </div>
      <div>
        <span className={classes.subject}>{finding.subject}</span>
        <span className={classes.links}>
          {position && place && (
            <Link
              to={place}
              aria-label={`${finding.subject}: ${position.path}, ${t('findings.line', { line: String(position.startLine) })}`}
            >
              {t('findings.line', { line: String(position.startLine) })}
            </Link>
          )}
          {consoleUrl && (
            <Link to={consoleUrl} aria-label={`${finding.subject}: AWS`}>
              AWS
            </Link>
          )}
        </span>
        <dl className={classes.facts}>
          <dt>{t('findings.expected')}</dt>
          <dd>{finding.expected}</dd>
          <dt>{t('findings.found')}</dt>
          <dd>{finding.found}</dd>
        </dl>
        <div className={classes.advice}>{finding.advice}</div>
      </div>
    </li>
  );
}
