import { colorOf } from './color';
import { type JsonObject, memberOf, numberOf, objectOf, textOf } from './json';
import type { MetricRow, RowOptions } from './model';

/** Most rows of one widget. Source: "CloudWatch service quotas". */
export const MAX_ROWS = 500;

/** Problems of one widget that are told one by one. */
const MAX_PROBLEMS = 20;

/** Most dimensions of one metric. Source: MetricDatum in the CloudWatch API reference. */
const MAX_DIMENSIONS = 30;

/** Longest name of a namespace, metric or dimension. Source: as above. */
const LONGEST_NAME = 1_024;

/** Source: MetricDataQuery in the CloudWatch API reference. */
export const LONGEST_EXPRESSION = 2_048;
const ID = /^[a-z][A-Za-z0-9_]{0,254}$/;

const STAT =
  /^(?:SampleCount|Average|Sum|Minimum|Maximum|IQM|(?:p|tm|wm|tc|ts)\d{1,3}(?:\.\d{1,10})?|(?:TM|WM|TC|TS|PR)\([\d.%: ]{1,40}\))$/;

/** Seconds. */
export const SHORTEST_PERIOD = 60;
const LONGEST_PERIOD = 30 * 86_400;

/** The statistic, when it is one that CloudWatch knows. */
export function statOf(value: unknown): string | undefined {
  return typeof value === 'string' && STAT.test(value) ? value : undefined;
}

/** The period in whole minutes; finer ones are only of use where nobody looks at hours. */
export function periodOf(value: unknown): number | undefined {
  const seconds = numberOf(value);
  return seconds !== undefined && seconds > 0
    ? Math.min(
        Math.ceil(seconds / SHORTEST_PERIOD) * SHORTEST_PERIOD,
        LONGEST_PERIOD,
      )
    : undefined;
}

/**
 * Rows of `metrics` with their shorthand written out (CloudWatch API reference, "Dashboard Body Structure and Syntax").
 *
 * `"."` repeats the value at the same position of the row before; `"..."` stands for as many values of the row before as
 * are missing to its length. Neither repeats options, so `["...", {"stat": "p95"}]` is the same metric with options of
 * its own. The row before is the one before among rows of stored metrics: a row of metric math has no values that could
 * be repeated. After a row that could not be understood nothing can be repeated until a row is written out again, since
 * another metric than the one that was meant would be worse than none.
 */
export function readMetricRows(rows: readonly unknown[]): {
  rows: MetricRow[];
  problems: string[];
} {
  const read: MetricRow[] = [];
  const problems: string[] = [];
  const ids = new Set<string>();
  let before: readonly string[] | undefined;
  if (rows.length > MAX_ROWS) {
    problems.push(
      `Only the first ${MAX_ROWS} of ${rows.length} rows are drawn, which is CloudWatch's own limit.`,
    );
  }
  rows.slice(0, MAX_ROWS).forEach((row, index) => {
    const tell = (problem: string) =>
      problems.push(`Row ${index + 1} is not drawn: ${problem}.`);
    const parts = partsOf(row);
    if ('problem' in parts) {
      before = undefined;
      tell(parts.problem);
      return;
    }
    const { values, options } = parts;
    const { optionsRead, optionProblem } = readOptions(options, ids);
    if (values.length === 0) {
      const expression = textOf(
        memberOf(options, 'expression'),
        LONGEST_EXPRESSION + 1,
      );
      if (expression === undefined) {
        tell('it names neither a metric nor an expression');
      } else if (expression.length > LONGEST_EXPRESSION) {
        tell(`its expression is longer than ${LONGEST_EXPRESSION} characters`);
      } else if (optionProblem) {
        tell(optionProblem);
      } else {
        read.push({ type: 'expression', index, expression, ...optionsRead });
      }
      return;
    }
    const expanded = expand(values, before);
    if (typeof expanded === 'string') {
      before = undefined;
      tell(expanded);
      return;
    }
    const metric = metricOf(expanded);
    if (typeof metric === 'string') {
      before = undefined;
      tell(metric);
      return;
    }
    before = expanded;
    if (optionProblem) {
      tell(optionProblem);
      return;
    }
    read.push({ type: 'stored', index, ...metric, ...optionsRead });
  });
  return { rows: read, problems: shortened(problems) };
}

function shortened(problems: readonly string[]): string[] {
  const more = problems.length - MAX_PROBLEMS;
  return more > 0
    ? [...problems.slice(0, MAX_PROBLEMS), `${more} more rows are not drawn.`]
    : [...problems];
}

/** The values of a row and the object at its end. */
function partsOf(
  row: unknown,
): { values: string[]; options?: JsonObject } | { problem: string } {
  if (!Array.isArray(row)) {
    return { problem: 'it is no list' };
  }
  const options = objectOf(row.at(-1));
  const values = options ? row.slice(0, -1) : row;
  if (values.length > 2 + 2 * MAX_DIMENSIONS) {
    return { problem: `a metric has at most ${MAX_DIMENSIONS} dimensions` };
  }
  const texts = values.flatMap(value =>
    typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME
      ? [value]
      : [],
  );
  return texts.length === values.length
    ? { values: texts, options }
    : { problem: 'all but the options at its end must be names' };
}

/** The row with what it repeats, or why that is not possible. */
function expand(
  values: readonly string[],
  before: readonly string[] | undefined,
): string[] | string {
  const isShort = values.some(value => value === '.' || value === '...');
  if (!isShort) {
    return [...values];
  }
  if (!before) {
    return 'there is no metric before it to repeat, or that row could not be understood';
  }
  const run = values.indexOf('...');
  if (run !== values.lastIndexOf('...')) {
    return '"..." may stand in a row once';
  }
  const missing = before.length - (values.length - 1);
  if (run >= 0 && missing < 1) {
    return `"..." has nothing to stand for: the row gives ${values.length - 1} values, the one before has ${before.length}`;
  }
  const full =
    run < 0
      ? values
      : [
          ...values.slice(0, run),
          ...Array<string>(missing).fill('.'),
          ...values.slice(run + 1),
        ];
  const beyond = full.findIndex(
    (value, position) => value === '.' && position >= before.length,
  );
  if (beyond >= 0) {
    return `"." at position ${beyond + 1} has nothing to repeat: the row before has ${before.length} values`;
  }
  return full.map((value, position) =>
    value === '.' ? before[position] : value,
  );
}

function metricOf(values: readonly string[]):
  | {
      namespace: string;
      metricName: string;
      dimensions: Record<string, string>;
    }
  | string {
  if (values.length < 2) {
    return 'a metric needs a namespace and a name';
  }
  if (values.length % 2 !== 0) {
    return `the dimension ${values.at(-1)} has no value`;
  }
  const [namespace, metricName, ...rest] = values;
  const pairs: [string, string][] = [];
  for (let at = 0; at < rest.length; at += 2) {
    pairs.push([rest[at], rest[at + 1]]);
  }
  const twice = pairs.find(
    ([name], at) => pairs.findIndex(([other]) => other === name) !== at,
  );
  return twice
    ? `it gives the dimension ${twice[0]} twice`
    : { namespace, metricName, dimensions: Object.fromEntries(pairs) };
}

function readOptions(
  options: JsonObject | undefined,
  ids: Set<string>,
): { optionsRead: RowOptions; optionProblem?: string } {
  const get = (name: string) => memberOf(options, name);
  const id = textOf(get('id'));
  const stat = get('stat');
  const optionsRead: RowOptions = {
    ...present('id', id),
    ...present('label', textOf(get('label'))),
    ...present('stat', statOf(stat)),
    ...present('period', periodOf(get('period'))),
    ...present('color', colorOf(get('color'))),
    axis: get('yAxis') === 'right' ? 'right' : 'left',
    visible: get('visible') !== false,
    ...present('region', textOf(get('region'))),
    ...present('accountId', textOf(get('accountId'))),
  };
  if (stat !== undefined && statOf(stat) === undefined) {
    return {
      optionsRead,
      optionProblem: 'CloudWatch does not know its statistic',
    };
  }
  if (id !== undefined) {
    if (!ID.test(id)) {
      return {
        optionsRead,
        optionProblem:
          'its id must be a lower-case letter, then letters, digits and underscores',
      };
    }
    if (ids.has(id)) {
      return {
        optionsRead,
        optionProblem: `another row has the id ${id} already`,
      };
    }
    ids.add(id);
  }
  return { optionsRead };
}

function present<K extends keyof RowOptions>(
  name: K,
  value: RowOptions[K] | undefined,
): Partial<Pick<RowOptions, K>> {
  return value === undefined
    ? {}
    : ({ [name]: value } as Partial<Pick<RowOptions, K>>);
}
