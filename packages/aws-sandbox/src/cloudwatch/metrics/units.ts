/** The unit of data that came without one. */
export const NO_UNIT = 'None';

/**
 * Every unit of the model's StandardUnit, in the order in which CloudWatch prefers them: where a metric has data in
 * several units and the query names none, it answers from the first of these alone and says so in a message. (The order
 * is one that was observed on AWS; it is not documented.)
 */
export const UNITS: readonly string[] = [
  'Megabits',
  'Terabits',
  'Gigabits',
  'Count',
  'Bytes',
  'Gigabytes',
  'Gigabytes/Second',
  'Kilobytes',
  'Kilobits/Second',
  'Terabytes',
  'Terabits/Second',
  'Bytes/Second',
  'Percent',
  'Megabytes',
  'Megabits/Second',
  'Milliseconds',
  'Microseconds',
  'Kilobytes/Second',
  'Gigabits/Second',
  'Megabytes/Second',
  'Bits',
  'Bits/Second',
  'Count/Second',
  'Seconds',
  'Kilobits',
  'Terabytes/Second',
  NO_UNIT,
];

/** The one of several units that an answer is in. */
export function chooseUnit(units: readonly string[]): string {
  return UNITS.find(unit => units.includes(unit)) ?? units[0];
}
