import { ceilTo, floorTo, Period } from '../periods';
import { Timestamp, toNumber, Value } from '../values';
import { FunctionDefinition, Functions } from './definition';

function rounding(
  round: (time: number, period: Period) => number,
): FunctionDefinition {
  return {
    arity: [2, 2],
    takesPeriod: true,
    call: ([moment], _, period) => {
      const time = toNumber(moment);
      return time === undefined || !period
        ? undefined
        : new Timestamp(round(time, period));
    },
  };
}

export const TIME_FUNCTIONS: Functions = {
  datefloor: rounding(floorTo),
  dateceil: rounding(ceilTo),
  frommillis: {
    arity: [1, 1],
    call: ([value]) => {
      const time = toNumber(value);
      return time === undefined ? undefined : new Timestamp(time);
    },
  },
  tomillis: { arity: [1, 1], call: ([value]): Value => toNumber(value) },
  now: {
    arity: [0, 0],
    call: (_, { startedAt }) => Math.floor(startedAt / 1000),
  },
  querystarttime: { arity: [0, 0], call: (_, { from }) => from },
  queryendtime: { arity: [0, 0], call: (_, { to }) => to },
  querytimerange: { arity: [0, 0], call: (_, { from, to }) => to - from },
};
