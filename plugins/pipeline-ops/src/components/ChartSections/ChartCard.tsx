import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../time';
import { WEIGHT } from '../../theme';
import { useViewState } from '../../viewState';
import { StatusPill } from '../StatusPill';
import { baselineStandingOf } from './baselineStanding';
import { ChartNotes } from './ChartNotes';
import { ChartPlot } from './ChartPlot';
import { ChartTools } from './ChartTools';
import { standingInWords, standingOf } from './thresholdStanding';
import { useBaselineWords } from './useBaselineWords';
import { useSeen } from './useSeen';

const useStyles = makeStyles(theme => ({
  card: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    padding: theme.spacing(1.25, 1.5),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
  },
  linked: { borderColor: theme.palette.primary.main },
  header: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    minHeight: 30,
  },
  title: {
    flex: 1,
    minWidth: 0,
    margin: 0,
    fontSize: theme.typography.pxToRem(13.5),
    lineHeight: theme.typography.pxToRem(22),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
}));

/** One chart with how it stands against its limits and against what is usual, its alarms' states, and what to do. Drawn when it comes into sight. The chart has at least one series with data. */
export function ChartCard(props: {
  chart: Chart;
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
}) {
  const classes = useStyles();
  const card = useRef<HTMLElement>(null);
  const seen = useSeen(card);
  const [asTable, setAsTable] = useState(false);
  const { chart, from, to, zone } = props;
  const linked = useViewState().view.chart === chart.id;
  useEffect(() => {
    if (linked) {
      card.current?.scrollIntoView({ block: 'center' });
    }
  }, [linked]);
  const standing = standingOf(chart);
  const baseline = baselineStandingOf(chart);
  const compared = useBaselineWords(baseline);
  // There is room for one: a crossed limit before an unusual value before a kept limit. The notes tell the rest.
  const deviates = baseline?.unusual && compared && !standing?.breached;

  return (
    <article
      ref={card}
      className={clsx(classes.card, linked && classes.linked)}
      aria-label={chart.title}
      aria-current={linked || undefined}
    >
      <div className={classes.header}>
        <h3 className={classes.title} title={chart.description}>
          {chart.title}
        </h3>
        {deviates && <StatusPill tone="warn">{compared}</StatusPill>}
        {standing && !deviates && (
          <StatusPill tone={standing.breached ? 'bad' : 'ok'}>
            {standingInWords(standing, chart.unit)}
          </StatusPill>
        )}
        <ChartTools chart={chart} asTable={asTable} onTable={setAsTable} />
      </div>
      <ChartPlot
        chart={chart}
        from={from}
        to={to}
        zone={zone}
        asTable={asTable}
        seen={seen}
      />
      <ChartNotes
        chart={chart}
        zone={zone}
        comparisonShown={Boolean(deviates)}
      />
    </article>
  );
}
