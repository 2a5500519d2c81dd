import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    listStyle: 'none',
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
}));

/** Charts without a line, in words: which have no data, and which could not be read and why. */
export function SilentCharts(props: { charts: Chart[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const failure = (chart: Chart) =>
    chart.series.find(one => one.status === 'failed');
  const failed = props.charts.filter(failure);
  const empty = props.charts.filter(chart => !failure(chart));
  if (props.charts.length === 0) {
    return null;
  }
  return (
    <ul className={classes.list}>
      {failed.map(chart => (
        <li key={chart.id}>
          {t('chart.failed', {
            title: chart.title,
            message: failure(chart)?.message ?? '',
          })}
        </li>
      ))}
      {empty.length > 0 && (
        <li>
          {t('chart.empty', {
            titles: empty.map(({ title }) => title).join(', '),
          })}
        </li>
      )}
    </ul>
  );
}
