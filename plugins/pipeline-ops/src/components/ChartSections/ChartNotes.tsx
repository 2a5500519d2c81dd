import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Chart,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';

const useStyles = makeStyles(theme => ({
  notes: {
    margin: theme.spacing(0.5, 0, 0),
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.25),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
  breached: {
    color: statusPalette(theme).bad.text,
    fontWeight: WEIGHT.medium,
  },
}));

/** More would push the next chart away. */
const SHOWN = 3;

function Place(props: { threshold: ChartThreshold }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { position } = props.threshold;
  const href = safeHref(position?.url);
  return position && href ? (
    <>
      {' '}
      <Link to={href}>
        {t('chart.line', { line: String(position.startLine) })}
      </Link>
    </>
  ) : null;
}

/** What guide or AWS say about the chart's limits: the breached ones first, limits that cannot be drawn in words. */
export function ChartNotes(props: { chart: Chart }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { thresholds, advice, series } = props.chart;
  const incomplete = series.find(
    one => one.status !== 'complete' && !one.empty,
  );
  // A drawn limit without words of its own is told by its line and the chart's standing.
  const told = thresholds.filter(one => one.action || one.value === undefined);
  const breached = told.filter(one => one.breached);
  const worded = told.filter(one => !one.breached);
  const shown = [...breached, ...worded].slice(0, SHOWN);
  return (
    <ul className={classes.notes}>
      {incomplete?.message && <li>{incomplete.message}</li>}
      {shown.map((threshold, i) => (
        <li
          key={i}
          className={threshold.breached ? classes.breached : undefined}
        >
          {threshold.text}
          {threshold.action ? `: ${threshold.action}` : ''}
          {threshold.value === undefined && ` ${t('chart.baseUnknown')}`}
          <Place threshold={threshold} />
        </li>
      ))}
      {shown.length === 0 && advice && <li>{advice}</li>}
    </ul>
  );
}
