import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { statusPalette } from '../../theme';
import { formatDay, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  old: { color: statusPalette(theme).warn.text },
}));

const DAY = 86_400_000;
/** Days after which a text wants to be read again. */
const REVIEW_AFTER = 180;

/** When the text was last reviewed, and that it should be again. */
export function Reviewed(props: {
  /** `YYYY-MM-DD`. */
  on: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(3_600_000);
  const at = Date.parse(props.on);
  if (!Number.isFinite(at)) {
    return null;
  }
  const days = Math.floor((now - at) / DAY);
  const day = formatDay(at);
  return days > REVIEW_AFTER ? (
    <span className={classes.old}>
      {t('runbooks.reviewedLongAgo', { day, count: days })}
    </span>
  ) : (
    <span>{t('runbooks.reviewed', { day })}</span>
  );
}
