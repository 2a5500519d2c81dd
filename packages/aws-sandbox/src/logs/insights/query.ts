import { LogEvent } from '../groups';
import { QueryTimes } from './functions';
import { parseQuery } from './parser';
import { Column, Plan } from './plan';
import { EventRow, EventSource, Row } from './rows';
import { toText } from './values';

export type { QueryTimes } from './functions';

const DEFAULT_LIMIT = 10_000;

export interface ResultField {
  field: string;
  value: string;
}

export interface QueryResult {
  results: ResultField[][];
  /** Log events that passed the filters. */
  recordsMatched: number;
}

/** A compiled query. */
export interface Query {
  /** @param events newest first */
  run(
    events: Iterable<{ event: LogEvent; source: EventSource }>,
    times: QueryTimes,
    limit?: number,
  ): QueryResult;
}

/**
 * Compiles a query of the Logs Insights query language.
 *
 * @throws MalformedQueryException
 */
export function compileQuery(text: string): Query {
  const plan = new Plan();
  for (const command of parseQuery(text)) plan.add(command);
  return {
    run: (events, times, limit = Infinity) => {
      let matched = 0;
      let rows: Iterable<Row> = toRows(events);
      for (const stage of plan.perRecord) rows = stage(rows, times);
      rows = each(rows, () => {
        matched += 1;
      });
      for (const stage of plan.stages) rows = stage(rows, times);
      const most = Math.min(plan.limit ?? DEFAULT_LIMIT, limit);
      const results: ResultField[][] = [];
      for (const row of rows) {
        // Everything is looked at, also what is beyond the limit: the statistics tell of all of it.
        if (results.length < most) results.push(toResult(row, plan.columns));
      }
      return { results, recordsMatched: matched };
    },
  };
}

function toResult(row: Row, columns: readonly Column[]): ResultField[] {
  const fields: ResultField[] = [];
  const named = new Set<string>();
  for (const { name, path } of columns) {
    if (named.has(name)) continue;
    named.add(name);
    const value = toText(row.get(path));
    if (value !== undefined) fields.push({ field: name, value });
  }
  return fields;
}

function* toRows(
  events: Iterable<{ event: LogEvent; source: EventSource }>,
): Generator<Row> {
  for (const { event, source } of events) yield EventRow.create(event, source);
}

function* each(rows: Iterable<Row>, visit: () => void): Generator<Row> {
  for (const row of rows) {
    visit();
    yield row;
  }
}
