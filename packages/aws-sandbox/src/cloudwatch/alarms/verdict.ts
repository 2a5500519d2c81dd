import type { StateValue } from './model';

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** One period of the evaluation range, by its start in Unix milliseconds. Without a value it is missing. */
export interface Datapoint {
  timestamp: number;
  value?: number;
  breaching?: boolean;
}

/** What an evaluation came to and what it rests on. */
export interface Judgement {
  /** Undefined: the alarm stays as it is. */
  state?: StateValue;
  /** Data points that counted, oldest first. */
  used: readonly Datapoint[];
  /** How many missing data points were filled in to judge. */
  filled: number;
}

/**
 * How many periods are looked at, so that a few late or missing data points do not leave too little to judge. AWS tells the
 * number only by example (5 for 3 evaluation periods).
 */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/**
 * Judges a metric alarm: M of N, with missing data as documented in "Configuring how CloudWatch alarms treat missing data".
 * With N or more real data points in the range the N most recent ones decide; with fewer, all real ones count and missing
 * ones are filled in only as far as needed. Where missing data stays missing, breaching data points alone raise the alarm
 * only when the oldest of them is at least M periods old, so that one early data point does not.
 *
 * @param range the evaluation range, oldest first
 */
export function judge(
  range: readonly Datapoint[],
  evaluationPeriods: number,
  datapointsToAlarm: number,
  missing: MissingData,
): Judgement {
  const real = range.filter(point => point.value !== undefined);
  const used = real.slice(-evaluationPeriods);
  const breaching = used.filter(point => point.breaching).length;
  const filled = Math.max(0, evaluationPeriods - real.length);
  const raised = (count: number): StateValue =>
    count >= datapointsToAlarm ? 'ALARM' : 'OK';

  if (filled === 0) return { state: raised(breaching), used, filled };
  if (missing === 'breaching') {
    return { state: raised(breaching + filled), used, filled };
  }
  if (missing === 'notBreaching') {
    return { state: raised(breaching), used, filled };
  }
  if (breaching >= datapointsToAlarm) return { state: 'ALARM', used, filled };
  if (breaching < real.length) return { state: 'OK', used, filled };
  if (missing === 'ignore') return { used, filled };
  const age = range.length - range.findIndex(point => point.breaching);
  const old = real.length > 0 && age >= datapointsToAlarm;
  return { state: old ? 'ALARM' : 'INSUFFICIENT_DATA', used, filled };
}
