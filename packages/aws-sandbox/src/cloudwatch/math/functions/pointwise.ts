import { derived, mapValues, seriesOf } from '../series';
import type { MathSeries } from '../types';
import type { MathFunction } from './call';

/** A function that changes each series by itself: TS to TS, TS[] to TS[]. */
function perSeries(change: (series: MathSeries) => MathSeries): MathFunction {
  return call => {
    call.expectArguments(1);
    return call.each(0, series => change(derived(series)));
  };
}

function perValue(change: (value: number) => number): MathFunction {
  return perSeries(series => mapValues(series, change));
}

/** Something of a data point and the one before it; the first data point has none before it and is left out. */
function perStep(
  step: (rise: number, seconds: number) => number,
): MathFunction {
  return perSeries(series =>
    seriesOf(series, series.timestamps, (timestamp, index) =>
      index === 0
        ? undefined
        : step(
            series.values[index] - series.values[index - 1],
            (timestamp - series.timestamps[index - 1]) / 1000,
          ),
    ),
  );
}

export const POINTWISE: Record<string, MathFunction> = {
  ABS: perValue(Math.abs),
  CEIL: perValue(Math.ceil),
  FLOOR: perValue(Math.floor),
  LOG: perValue(Math.log),
  LOG10: perValue(Math.log10),
  DIFF: perStep(rise => rise),
  DIFF_TIME: perStep((_, seconds) => seconds),
  RATE: perStep((rise, seconds) => rise / seconds),
  RUNNING_SUM: perSeries(series => {
    let sum = 0;
    return mapValues(series, value => (sum += value));
  }),
};
