import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { statusOf } from '../../queries';
import { ActionButton } from '../ActionButton';
import { StatusPill } from '../StatusPill';
import { messageOf } from './messageOf';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.75, 2),
  },
  words: { flex: '1 1 280px', minWidth: 0 },
  message: { overflowWrap: 'anywhere', color: quietText(theme) },
}));

/** Something could not be read: what, what the server said about it, and the way to try again. */
export function Failure(props: {
  /** What could not be read, such as `The alarms`. */
  what: string;
  error: unknown;
  onRetry?: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const denied = statusOf(props.error) === 403;
  const missing = statusOf(props.error) === 404;
  return (
    <div role="alert" className={classes.root}>
      <StatusPill tone={denied || missing ? 'idle' : 'bad'}>
        {denied ? t('failure.refused') : t('failure.failed')}
      </StatusPill>
      <div className={classes.words}>
        <div>{t('failure.couldNotRead', { what: props.what })}</div>
        <div className={classes.message}>{messageOf(props.error)}</div>
      </div>
      {props.onRetry && !denied && (
        <ActionButton onClick={props.onRetry}>
          {t('failure.retry')}
        </ActionButton>
      )}
    </div>
  );
}
