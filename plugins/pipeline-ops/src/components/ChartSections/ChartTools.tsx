import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { downloadText } from '../../format';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { safeHref } from '../SafeMarkdown';
import { loadCharts } from './loadCharts';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flex: 'none',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    lineHeight: theme.typography.pxToRem(22),
  },
  tool: {
    padding: 0,
    minHeight: 22,
    fontSize: theme.typography.pxToRem(12.5),
  },
  link: { fontSize: theme.typography.pxToRem(12.5) },
}));

/** What can be done with a chart: see it as a table, take its numbers along, open it in AWS. */
export function ChartTools(props: {
  chart: Chart;
  asTable: boolean;
  onTable: (asTable: boolean) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { chart, asTable, onTable } = props;
  const { title } = chart;
  const consoleUrl = safeHref(chart.consoleUrl);
  const download = async () => {
    const { chartCsv } = await loadCharts();
    downloadText(`${title}.csv`, chartCsv(chart));
  };
  return (
    <div className={classes.root}>
      <ActionButton
        emphasis="bare"
        className={classes.tool}
        aria-pressed={asTable}
        aria-label={t('chart.asTable', { title })}
        onClick={() => onTable(!asTable)}
      >
        {asTable ? t('chart.graph') : t('chart.table')}
      </ActionButton>
      <ActionButton
        emphasis="bare"
        className={classes.tool}
        aria-label={t('chart.csvOf', { title })}
        onClick={download}
      >
        {t('chart.csv')}
      </ActionButton>
      {consoleUrl && (
        <Link
          to={consoleUrl}
          className={classes.link}
          aria-label={t('chart.console', { title })}
        >
          AWS
        </Link>
      )}
    </div>
  );
}
