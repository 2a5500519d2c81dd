import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookList } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useTabLink } from '../../navigation';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  quiet: {
    margin: theme.spacing(1.5, 0.5, 0),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    overflowWrap: 'anywhere',
    '& summary': {
      cursor: 'pointer',
      borderRadius: 4,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    '& ul': {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2.25),
    },
  },
  path: {
    margin: 0,
    padding: theme.spacing(0, 0.5),
    listStyle: 'none',
    overflowWrap: 'anywhere',
    '& li': { display: 'inline' },
    '& li + li::before': { content: '" → "' },
  },
}));

/** The way up, from level to level, in one line. */
export function EscalationLine(props: { levels: RunbookList['escalation'] }) {
  const classes = useStyles();
  return (
    <ol className={classes.path}>
      {props.levels.map(({ level, title }) => (
        <li key={level}>
          {level} {title}
        </li>
      ))}
    </ol>
  );
}

/** How many alarms have a procedure, and which have none. */
export function Coverage(props: { coverage: RunbookList['coverage'] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const monitoring = useTabLink('monitoring');
  const { alarms, answered, unanswered } = props.coverage;
  if (alarms === 0) {
    return null;
  }
  const words = t('runbooks.coverage', {
    answered: String(answered),
    alarms: String(alarms),
  });
  return unanswered.length === 0 ? (
    <p className={classes.quiet}>{words}</p>
  ) : (
    <details className={classes.quiet}>
      <summary>
        {t('runbooks.coverageWithout', {
          coverage: words,
          count: unanswered.length,
        })}
      </summary>
      <ul>
        {unanswered.map(name => (
          <li key={name}>
            {monitoring ? (
              <Link to={monitoring({ alarm: name })}>{name}</Link>
            ) : (
              name
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
