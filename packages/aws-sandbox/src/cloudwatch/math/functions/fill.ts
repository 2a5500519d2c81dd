import { derived, gridOf, seriesOf, valuesByTime } from '../series';
import type { MathSeries, MathWindow } from '../types';
import type { FunctionCall, MathFunction } from './call';

type Filler = (
  series: MathSeries,
  grid: readonly number[],
) => (timestamp: number) => number | undefined;

function fillGaps(
  series: MathSeries,
  window: MathWindow,
  filler: Filler,
): MathSeries {
  const own = valuesByTime(series);
  const grid = [
    ...new Set([...gridOf(window, series.period), ...series.timestamps]),
  ].sort((a, b) => a - b);
  const fallback = filler(series, grid);
  return seriesOf(
    series,
    grid,
    timestamp => own.get(timestamp) ?? fallback(timestamp),
  );
}

/** The most recent real value; before the first one there is nothing to repeat. */
const repeat: Filler = (series, grid) => {
  const filled = new Map<number, number>();
  let next = 0;
  for (const timestamp of grid) {
    while (series.timestamps[next] <= timestamp) next++;
    if (next > 0) filled.set(timestamp, series.values[next - 1]);
  }
  return timestamp => filled.get(timestamp);
};

/** A straight line between the values at both ends of the gap; a gap without both ends stays. */
const linear: Filler = (series, grid) => {
  const { timestamps, values } = series;
  const filled = new Map<number, number>();
  let next = 0;
  for (const timestamp of grid) {
    while (timestamps[next] <= timestamp) next++;
    if (next === 0 || next === timestamps.length) continue;
    const share =
      (timestamp - timestamps[next - 1]) /
      (timestamps[next] - timestamps[next - 1]);
    filled.set(
      timestamp,
      values[next - 1] + share * (values[next] - values[next - 1]),
    );
  }
  return timestamp => filled.get(timestamp);
};

/** FILL(data, number | series | REPEAT | LINEAR): values for the periods of the window in which the data has none. */
export const fill: MathFunction = call => {
  call.expectArguments(2);
  const filler = fillerOf(call);
  return call.each(0, series =>
    fillGaps(derived(series), call.scope.window, filler),
  );
};

function fillerOf(call: FunctionCall): Filler {
  if (call.args[1].kind === 'keyword') {
    return call.keyword(1, ['REPEAT', 'LINEAR']) === 'REPEAT' ? repeat : linear;
  }
  const value = call.value(1);
  if (value.type === 'array') throw call.wrongType(1);
  if (value.type === 'scalar') return () => () => value.value;
  const values = valuesByTime(value.series);
  return () => timestamp => values.get(timestamp);
}
