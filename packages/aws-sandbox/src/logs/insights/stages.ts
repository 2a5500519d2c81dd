import { Evaluator } from './evaluate';
import { QueryTimes } from './functions';
import { Row } from './rows';
import { compareValues } from './values';

/** One step of a query: rows in, rows out. */
export type Stage = (rows: Iterable<Row>, times: QueryTimes) => Iterable<Row>;

/** Every row, changed. */
export function* map(
  rows: Iterable<Row>,
  change: (row: Row) => Row,
): Generator<Row> {
  for (const row of rows) yield change(row);
}

/** The rows that are wanted. */
export function* keep(
  rows: Iterable<Row>,
  wanted: (row: Row) => boolean,
): Generator<Row> {
  for (const row of rows) if (wanted(row)) yield row;
}

/** Goes on reading after it has enough, so that what comes before sees everything. */
export function* first(rows: Iterable<Row>, count: number): Generator<Row> {
  let given = 0;
  for (const row of rows) {
    given += 1;
    if (given <= count) yield row;
  }
}

/** All rows by the values of the keys; equals stay as they were. */
export function sorted(
  rows: Iterable<Row>,
  keys: readonly { value: Evaluator; sign: number }[],
  times: QueryTimes,
): Row[] {
  const entries = Array.from(rows, row => ({
    row,
    values: keys.map(({ value }) => value(row, times)),
  }));
  entries.sort((a, b) => {
    for (const [i, { sign }] of keys.entries()) {
      const order = compareValues(a.values[i], b.values[i]);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
  return entries.map(({ row }) => row);
}
