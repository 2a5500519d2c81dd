import { makeStyles } from '@material-ui/core/styles';
import GetApp from '@material-ui/icons/GetApp';
import OpenInNew from '@material-ui/icons/OpenInNew';
import ShowChart from '@material-ui/icons/ShowChart';
import TableChart from '@material-ui/icons/TableChartOutlined';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { downloadText } from '../../format';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { safeHref } from '../SafeMarkdown';
import { loadCharts } from './loadCharts';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flex: 'none',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: 22,
  },
  tool: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    padding: 0,
    minHeight: 22,
    width: 22,
    height: 22,
    color: quietText(theme),
  },
  icon: { display: 'block', fontSize: theme.typography.pxToRem(17) },
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
        title={asTable ? t('chart.graph') : t('chart.table')}
        aria-label={t('chart.asTable', { title })}
        onClick={() => onTable(!asTable)}
      >
        {asTable ? (
          <ShowChart className={classes.icon} />
        ) : (
          <TableChart className={classes.icon} />
        )}
      </ActionButton>
      <ActionButton
        emphasis="bare"
        className={classes.tool}
        aria-label={t('chart.csvOf', { title })}
        title={t('chart.csv')}
        onClick={download}
      >
        <GetApp className={classes.icon} />
      </ActionButton>
      {consoleUrl && (
        <Link
          to={consoleUrl}
          className={classes.tool}
          title={t('chart.aws')}
          aria-label={t('chart.console', { title })}
        >
          <OpenInNew className={classes.icon} />
        </Link>
      )}
    </div>
  );
}
