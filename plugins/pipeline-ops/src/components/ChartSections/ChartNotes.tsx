import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Chart,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { formatDuration, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';
import { baselineStandingOf } from './baselineStanding';
import { useBaselineWords } from './useBaselineWords';

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
      <Link to={href} underline="always">
        {t('chart.line', { line: String(position.startLine) })}
      </Link>
    </>
  ) : null;
}

function Limit(props: {
  threshold: ChartThreshold;
  unit: string;
  zone: Zone;
  now: number;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { threshold, unit, zone, now } = props;
  const { text, value, base, action, breached } = threshold;
  const since = breached && threshold.since ? threshold.since * 1000 : NaN;
  const words =
    base && value !== undefined
      ? t('chart.relative', { text, value: formatValue(value, unit), base })
      : text;
  return (
    <>
      {words}
      {Number.isFinite(since) &&
        ` ${t('chart.since', {
          time: formatRecent(since, zone, now),
          duration: formatDuration(now - since),
        })}`}
      {action ? `: ${action}` : ''}
      {value === undefined &&
        (base ? ` (${base})` : ` ${t('chart.baseUnknown')}`)}
      <Place threshold={threshold} />
    </>
  );
}

/** What guide or AWS say about the chart's limits: the breached ones first, limits that cannot be drawn in words, and how it compares with what is usual. */
export function ChartNotes(props: {
  chart: Chart;
  zone: Zone;
  /** True when it already stands in the header how the chart compares with what is usual. */
  comparisonShown?: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  const { chart, zone } = props;
  const { thresholds, advice, series, bands = [] } = chart;
  const incomplete = series.find(
    one => one.status !== 'complete' && !one.empty,
  );
  // A drawn limit without words of its own is told by its line and the chart's standing, one of an alarm by the alarm.
  const told = thresholds.filter(
    one =>
      one.action ||
      one.base ||
      one.value === undefined ||
      (one.breached && one.since && one.origin !== 'alarm'),
  );
  const breached = told.filter(one => one.breached);
  const worded = told.filter(one => !one.breached);
  const shown = [...breached, ...worded].slice(0, SHOWN);
  const compared = useBaselineWords(baselineStandingOf(chart));
  return (
    <ul className={classes.notes}>
      {incomplete?.message && <li>{incomplete.message}</li>}
      {shown.map((threshold, i) => (
        <li
          key={i}
          className={threshold.breached ? classes.breached : undefined}
        >
          <Limit
            threshold={threshold}
            unit={chart.unit}
            zone={zone}
            now={now}
          />
        </li>
      ))}
      {shown.length === 0 && advice && <li>{advice}</li>}
      {compared && !props.comparisonShown && <li>{compared}</li>}
      {bands.map(({ label }) => (
        <li key={label}>{t('chart.anomalyBand', { label })}</li>
      ))}
    </ul>
  );
}
