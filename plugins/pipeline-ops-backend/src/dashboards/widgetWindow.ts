import {
  alignWindow,
  type AlignedWindow,
  periodFor,
  type TimeRange,
} from '../telemetry/window';

/** Points of one series that no graph of a dashboard shows more of. */
const MOST_POINTS = 3_000;

const MINUTE = 60;

/**
 * The window and period of a series. `inherit` obeys the period that the dashboard asks for, `auto` makes it longer where
 * the range asks for it, never shorter: a sum over five minutes says another thing than one over a minute, and lines of
 * the dashboard are drawn for it. CloudWatch's retention and a limit of points hold for both.
 *
 * @param now - Unix seconds.
 */
export function widgetWindow(
  range: TimeRange,
  now: number,
  wanted: {
    /** Seconds. */
    period: number;
    override: 'auto' | 'inherit';
    /** One bucket over all of it. */
    wholeRange?: boolean;
  },
): AlignedWindow {
  const kept = keptPeriod(range, now);
  if (wanted.wholeRange) {
    const period = roundUp(range.to - range.from, kept);
    const to = Math.floor(Math.min(range.to, now) / kept) * kept;
    return { from: to - period, to, period };
  }
  const least =
    wanted.override === 'auto'
      ? periodFor(range, now)
      : (range.to - range.from) / MOST_POINTS;
  const period = roundUp(Math.max(wanted.period, least), kept);
  return alignWindow(range, now, period);
}

/** The finest period that CloudWatch still has at the start of the range. Seconds. */
function keptPeriod({ from }: TimeRange, now: number): number {
  return periodFor({ from, to: from + MINUTE }, now);
}

function roundUp(seconds: number, unit: number): number {
  return Math.max(unit, Math.ceil(seconds / unit) * unit);
}
