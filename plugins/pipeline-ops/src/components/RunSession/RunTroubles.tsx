import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { statusPalette } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { messageOf } from '../Failure';
import { useRunSession } from './RunSession';
import { TakenWords } from './TakenWords';

const useStyles = makeStyles(theme => {
  const { warn } = statusPalette(theme);
  return {
    trouble: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      padding: theme.spacing(1, 1.5),
      borderRadius: 6,
      border: `1px solid ${warn.main}`,
      overflowWrap: 'anywhere',
    },
    words: { flex: '1 1 240px' },
  };
});

/** What was asked for and is not recorded: because somebody else was faster, or because it failed. */
export function RunTroubles() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { troubles, retry, dismiss } = useRunSession();
  return (
    <>
      {troubles.map(trouble => (
        <div key={trouble.key} role="alert" className={classes.trouble}>
          <span className={classes.words}>
            {trouble.takenBy ? (
              <TakenWords by={trouble.takenBy} />
            ) : (
              `${t('runs.notRecorded')}: ${messageOf(trouble.error)}`
            )}
          </span>
          {!trouble.takenBy && (
            <ActionButton onClick={() => retry(trouble)}>
              {t('runs.again')}
            </ActionButton>
          )}
          <ActionButton emphasis="bare" onClick={() => dismiss(trouble)}>
            {t('runs.dismiss')}
          </ActionButton>
        </div>
      ))}
    </>
  );
}
