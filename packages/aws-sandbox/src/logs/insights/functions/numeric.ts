import { toNumber, Value } from '../values';
import { FunctionDefinition, Functions } from './definition';

function numeric(
  arity: [number, number],
  compute: (...numbers: number[]) => number,
): FunctionDefinition {
  return {
    arity,
    call: args => {
      const numbers = args.map(toNumber);
      return numbers.every(n => n !== undefined)
        ? compute(...(numbers as number[]))
        : undefined;
    },
  };
}

function extreme(pick: (...numbers: number[]) => number): FunctionDefinition {
  return {
    arity: [1, Infinity],
    call: args => {
      const numbers = args.map(toNumber).filter(n => n !== undefined);
      return numbers.length === 0 ? undefined : pick(...numbers);
    },
  };
}

function roundTo(value: number, digits = 0): number {
  const factor = 10 ** Math.trunc(digits);
  return Math.round(value * factor) / factor;
}

const EARTH_KM = 6371;

function haversine(
  lat1: number,
  lon1: number,
  lat2: number,
  lon2: number,
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const a =
    half(lat2 - lat1) +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * half(lon2 - lon1);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}

function hexToDec(value: Value): Value {
  const match = /^\s*(-?)(?:0x)?([0-9a-f]+)\s*$/i.exec(String(value));
  return match
    ? (match[1] ? -1 : 1) * Number.parseInt(match[2], 16)
    : undefined;
}

export const NUMERIC_FUNCTIONS: Functions = {
  abs: numeric([1, 1], Math.abs),
  ceil: numeric([1, 1], Math.ceil),
  floor: numeric([1, 1], Math.floor),
  greatest: extreme(Math.max),
  least: extreme(Math.min),
  log: numeric([1, 1], Math.log),
  round: numeric([1, 2], roundTo),
  sqrt: numeric([1, 1], Math.sqrt),
  haversine: numeric([4, 4], haversine),
  tonumber: numeric([1, 1], n => n),
  todouble: numeric([1, 1], n => n),
  tolong: numeric([1, 1], Math.trunc),
  toint: numeric([1, 1], n => Math.trunc(n) | 0),
  hextodec: { arity: [1, 1], call: ([value]) => hexToDec(value) },
  dectohex: {
    arity: [1, 1],
    call: ([value]) => {
      const number = toNumber(value);
      if (number === undefined) return undefined;
      const hex = Math.abs(Math.trunc(number)).toString(16);
      return `${number <= -1 ? '-' : ''}0x${hex}`;
    },
  },
};
