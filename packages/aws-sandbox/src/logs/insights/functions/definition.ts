import { Period } from '../periods';
import { Value } from '../values';

/** What functions know besides their arguments. Times in Unix milliseconds. */
export interface QueryTimes {
  startedAt: number;
  from: number;
  to: number;
}

/** A function of the query language. */
export interface FunctionDefinition {
  /** Fewest and most arguments. */
  arity: [number, number];
  /** Whether the last argument is a period such as `5m`; it comes apart from the values. */
  takesPeriod?: boolean;
  call(args: Value[], times: QueryTimes, period?: Period): Value;
}

export type Functions = Record<string, FunctionDefinition>;
