import { gridOf, seriesOf, emptySeries } from '../series';
import { MathError } from '../types';
import { REDUCERS } from './aggregate';
import type { FunctionCall, MathFunction } from './call';

const SORT_FUNCTIONS = Object.keys(REDUCERS) as (keyof typeof REDUCERS)[];

/** A whole number of 0 or more, as positions and limits in arrays are. */
function position(call: FunctionCall, index: number): number {
  const value = call.scalar(index);
  if (!Number.isInteger(value) || value < 0) {
    throw new MathError(
      `Argument ${index + 1} of function '${call.name}' must be a whole number of 0 or more`,
    );
  }
  return value;
}

/** Functions over arrays of series, and those that make series of nothing but the request. */
export const ARRAYS: Record<string, MathFunction> = {
  FIRST: call => {
    call.expectArguments(1);
    const first = call.array(0)[0];
    return {
      type: 'series',
      series: first ?? emptySeries('', call.scope.defaultPeriod),
    };
  },
  LAST: call => {
    call.expectArguments(1);
    const last = call.array(0).at(-1);
    return {
      type: 'series',
      series: last ?? emptySeries('', call.scope.defaultPeriod),
    };
  },
  SLICE: call => {
    call.expectArguments(2, 3);
    const end = call.args.length === 3 ? position(call, 2) : undefined;
    return {
      type: 'array',
      series: call.array(0).slice(position(call, 1), end),
    };
  },
  SORT: call => {
    call.expectArguments(3, 4);
    const reduce = REDUCERS[call.keyword(1, SORT_FUNCTIONS)];
    const direction = call.keyword(2, ['ASC', 'DESC']) === 'ASC' ? 1 : -1;
    const limit = call.args.length === 4 ? position(call, 3) : undefined;
    const [filled, empty] = [true, false].map(wanted =>
      call.array(0).filter(series => series.values.length > 0 === wanted),
    );
    const sorted = filled
      .map(series => ({ series, key: reduce(series.values) }))
      .sort((a, b) => direction * (a.key - b.key))
      .map(entry => entry.series);
    return { type: 'array', series: [...sorted, ...empty].slice(0, limit) };
  },
  REMOVE_EMPTY: call => {
    call.expectArguments(1);
    return {
      type: 'array',
      series: call.array(0).filter(series => series.values.length > 0),
    };
  },
  METRIC_COUNT: call => {
    call.expectArguments(1);
    return { type: 'scalar', value: call.array(0).length };
  },
  METRICS: call => {
    call.expectArguments(0, 1);
    const text = call.args.length === 1 ? call.text(0) : undefined;
    return { type: 'array', series: call.scope.metrics(text) };
  },
  PERIOD: call => {
    call.expectArguments(1);
    const series = call.series(0);
    if (call.args[0].kind !== 'id' || !series.metric) {
      throw new MathError("Function 'PERIOD' takes a metric as its argument");
    }
    return { type: 'scalar', value: series.period };
  },
  TIME_SERIES: call => {
    call.expectArguments(1);
    const value = call.scalar(0);
    const period = call.scope.defaultPeriod;
    return {
      type: 'series',
      series: seriesOf(
        emptySeries('', period),
        gridOf(call.scope.window, period),
        () => value,
      ),
    };
  },
  SEARCH: call => {
    call.expectArguments(2, 3);
    const period = call.args.length === 3 ? call.scalar(2) : undefined;
    return {
      type: 'array',
      series: call.scope.search(call.text(0), call.text(1), period),
    };
  },
};
