import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MetricWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../../theme';
import { pipelineOpsTranslationRef } from '../../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: {
    flex: 'none',
    margin: theme.spacing(0.5, 0, 0),
    padding: 0,
    listStyle: 'none',
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
  failed: {
    color: statusPalette(theme).bad.text,
    fontWeight: WEIGHT.medium,
  },
}));

/** More would push the graph away. */
const SHOWN = 3;

/** What of a metric widget could not be read or understood. */
export function SeriesProblems(props: { widget: MetricWidget }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { series, problems } = props.widget;
  const troubled = series
    .filter(({ status, message }) => status === 'failed' || message)
    .sort(
      (a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'),
    )
    .map(({ id, label, status, message }) => ({
      id,
      failed: status === 'failed',
      words: `${label}: ${message ?? t('dashboards.seriesFailed')}`,
    }));
  const all = [
    ...troubled,
    ...problems.map((words, i) => ({ id: `row ${i}`, failed: true, words })),
  ];
  if (all.length === 0) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label={t('dashboards.problems')}>
      {all.slice(0, SHOWN).map(({ id, failed, words }) => (
        <li key={id} className={failed ? classes.failed : undefined}>
          {words}
        </li>
      ))}
      {all.length > SHOWN && (
        <li>{t('dashboards.more', { count: all.length - SHOWN })}</li>
      )}
    </ul>
  );
}
