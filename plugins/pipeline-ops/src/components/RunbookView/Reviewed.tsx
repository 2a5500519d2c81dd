import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { statusPalette } from '../../theme';
import { formatDay, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { daysSince, isReviewDue } from '../RunbookList';

const useStyles = makeStyles(theme => ({
  old: { color: statusPalette(theme).warn.text },
}));

/** When the text was last reviewed, and that it should be again. */
export function Reviewed(props: {
  /** `YYYY-MM-DD`. */
  on: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(3_600_000);
  const days = daysSince(props.on, now);
  if (days === undefined) {
    return null;
  }
  const day = formatDay(Date.parse(props.on));
  return isReviewDue(props.on, now) ? (
    <span className={classes.old}>
      {t('runbooks.reviewedLongAgo', { day, count: days })}
    </span>
  ) : (
    <span>{t('runbooks.reviewed', { day })}</span>
  );
}
