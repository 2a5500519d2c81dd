import {
  derived,
  emptySeries,
  seriesOf,
  unionOfTimestamps,
  valuesByTime,
} from '../series';
import type { MathValue } from '../types';
import type { FunctionCall, MathFunction } from './call';

type Branch = Exclude<MathValue, { type: 'array' }>;

/**
 * IF(condition, trueValue[, falseValue]). Where the condition is a series it decides timestamp by timestamp: a true one
 * without its data point in trueValue gives 0, a false one without its data point in falseValue is dropped (AWS: "Using
 * math expressions with CloudWatch metrics", IF expressions).
 */
export const conditional: MathFunction = call => {
  call.expectArguments(2, 3);
  const condition = branch(call, 0);
  const whenTrue = branch(call, 1);
  const whenFalse = call.args.length === 3 ? branch(call, 2) : undefined;

  if (condition.type === 'scalar') {
    const chosen = condition.value === 0 ? whenFalse : whenTrue;
    return chooseByScalar(call, chosen, [whenTrue, whenFalse]);
  }
  const ifTrue = lookUp(whenTrue);
  const ifFalse = whenFalse ? lookUp(whenFalse) : () => undefined;
  return {
    type: 'series',
    series: seriesOf(
      derived(condition.series),
      condition.series.timestamps,
      (timestamp, index) =>
        condition.series.values[index] === 0
          ? ifFalse(timestamp)
          : (ifTrue(timestamp) ?? 0),
    ),
  };
};

function branch(call: FunctionCall, index: number): Branch {
  const value = call.value(index);
  if (value.type === 'array') throw call.wrongType(index);
  return value;
}

/** The chosen branch; a scalar next to a series takes the timestamps of that series, so that IF stays a series. */
function chooseByScalar(
  call: FunctionCall,
  chosen: Branch | undefined,
  branches: readonly (Branch | undefined)[],
): MathValue {
  const series = branches.flatMap(one =>
    one?.type === 'series' ? [one.series] : [],
  );
  if (!chosen) {
    return {
      type: 'series',
      series: emptySeries('', series[0]?.period ?? call.scope.defaultPeriod),
    };
  }
  if (chosen.type === 'series' || series.length === 0) return chosen;
  return {
    type: 'series',
    series: seriesOf(
      derived(series[0]),
      unionOfTimestamps(series),
      () => chosen.value,
    ),
  };
}

function lookUp(value: Branch): (timestamp: number) => number | undefined {
  if (value.type === 'scalar') return () => value.value;
  const values = valuesByTime(value.series);
  return timestamp => values.get(timestamp);
}
