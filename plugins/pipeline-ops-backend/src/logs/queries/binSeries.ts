import type { ChartSeries } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CloudLogQueryRun } from '@pipeline-ops/plugin-pipeline-ops-node';
import { readCommands } from './queryCommands';

/** Seconds of the units of `bin()` that always take the same time, in every spelling. */
const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ['s', 'sec', 'second']],
      [60, ['m', 'min', 'minute']],
      [3_600, ['h', 'hr', 'hour']],
      [86_400, ['d', 'day']],
      [604_800, ['w', 'week']],
    ] as const
  ).flatMap(([seconds, words]) =>
    words.flatMap(word => [
      [word, seconds] as const,
      ...(word.length > 1 ? [[`${word}s`, seconds] as const] : []),
    ]),
  ),
);

/** More lines than this say nothing in one chart; the table has them all. */
const MOST_SERIES = 50;
const MOST_POINTS = 50_000;

interface Grouping {
  /** As the result's columns are called. */
  timeColumn: string;
  /** Seconds. */
  step: number;
  /** Further columns of the `by` clause. */
  labelColumns: string[];
}

/**
 * The rows of `stats … by bin(…)` as series over the whole window: one for each numeric column and each combination of
 * the other groups. Bins without a row are gaps. Undefined when the query is another one.
 *
 * @param query - As it was run, so that it can be taken apart
 * @param window - Unix seconds
 */
export function binSeries(
  query: string,
  run: Pick<CloudLogQueryRun, 'columns' | 'rows' | 'status'>,
  window: { from: number; to: number },
): ChartSeries[] | undefined {
  const grouping = groupingOf(query);
  const timeAt = grouping ? columnAt(run.columns, grouping.timeColumn) : -1;
  if (!grouping || timeAt < 0) {
    return undefined;
  }
  const { step } = grouping;
  const labelsAt = grouping.labelColumns.map(name =>
    columnAt(run.columns, name),
  );
  const valuesAt = [...run.columns.keys()].filter(
    at => at !== timeAt && !labelsAt.includes(at) && isNumeric(run.rows, at),
  );
  const rows = run.rows.flatMap(row => {
    const at = secondsOf(row[timeAt]);
    return at === undefined ? [] : [{ row, at }];
  });
  if (rows.length === 0 || valuesAt.length === 0) {
    return undefined;
  }
  // Bins begin where AWS says, which for weeks is not where the epoch's weeks begin.
  const phase = rows[0].at % step;
  const t0 = Math.floor((window.from - phase) / step) * step + phase;
  const length = Math.ceil((window.to - t0) / step);
  const series = new Map<string, ChartSeries>();
  for (const { row, at } of rows) {
    const bucket = (at - t0) / step;
    const groups = labelsAt.filter(each => each >= 0).map(each => row[each]);
    for (const valueAt of Number.isInteger(bucket) ? valuesAt : []) {
      const key = JSON.stringify([valueAt, ...groups]);
      const one =
        series.get(key) ??
        emptySeries(
          `s${series.size + 1}`,
          labelOf(groups, run.columns[valueAt], valuesAt.length > 1),
          { t0, step, length },
        );
      if (series.size >= MOST_SERIES && !series.has(key)) {
        continue;
      }
      if ((series.size + 1) * length > MOST_POINTS && !series.has(key)) {
        return undefined;
      }
      series.set(key, one);
      if (bucket >= 0 && bucket < length) {
        one.values[bucket] = numberOf(row[valueAt]);
      }
    }
  }
  const status = run.status === 'complete' ? 'complete' : 'partial';
  return [...series.values()].map(one => ({ ...one, status }));
}

function emptySeries(
  id: string,
  label: string,
  { t0, step, length }: { t0: number; step: number; length: number },
): ChartSeries {
  return {
    id,
    label,
    t0,
    step,
    values: new Array<null>(length).fill(null),
    status: 'complete',
    empty: false,
  };
}

function labelOf(
  groups: (string | null)[],
  column: string,
  severalColumns: boolean,
): string {
  const parts = groups.map(group => group ?? '(none)');
  return (
    severalColumns || parts.length === 0 ? [...parts, column] : parts
  ).join(' · ');
}

/** What the last `stats` groups by, when a `bin()` is among it. */
function groupingOf(query: string): Grouping | undefined {
  const stats = readCommands(query).findLast(({ name }) => name === 'stats');
  const clause = /^[^]*\sby\s([^]*)$/i.exec(stats?.text ?? '')?.[1];
  const columns = splitOutsideBrackets(clause ?? '').map(part => {
    const [, expression, alias] = /^([^]*?)(?:\sas\s+(\S+))?$/i.exec(
      part.trim(),
    ) as RegExpExecArray;
    return { expression, name: alias ?? expression };
  });
  for (const { expression, name } of columns) {
    const [, count, unit] =
      /^bin\(\s*(\d{1,6})\s*([a-z]+)\s*\)$/i.exec(expression.trim()) ?? [];
    const seconds = UNITS.get((unit ?? '').toLowerCase());
    if (seconds && Number(count) > 0) {
      return {
        timeColumn: name,
        step: Number(count) * seconds,
        labelColumns: columns
          .map(column => column.name)
          .filter(other => other !== name),
      };
    }
  }
  return undefined;
}

function splitOutsideBrackets(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    depth +=
      Number('(['.includes(character)) - Number(')]'.includes(character));
    if (character === ',' && depth <= 0) {
      parts.push('');
    } else {
      parts[parts.length - 1] += character;
    }
  }
  return parts.filter(part => part.trim() !== '');
}

/** AWS calls a column as the query does, but for spaces and quotes. */
function columnAt(columns: readonly string[], name: string): number {
  const plain = (text: string) => text.toLowerCase().replace(/[\s`]/g, '');
  return columns.findIndex(column => plain(column) === plain(name));
}

/** `2026-11-21 03:15:00.000`, in UTC. */
function secondsOf(text: string | null): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{3})?)$/.exec(
    text ?? '',
  );
  const milliseconds = match ? Date.parse(`${match[1]}T${match[2]}Z`) : NaN;
  return Number.isFinite(milliseconds) ? milliseconds / 1_000 : undefined;
}

function isNumeric(rows: readonly (string | null)[][], at: number): boolean {
  const given = rows.map(row => row[at]).filter(text => text !== null);
  return given.length > 0 && given.every(text => numberOf(text) !== null);
}

function numberOf(text: string | null | undefined): number | null {
  const value = text?.trim() ? Number(text) : NaN;
  return Number.isFinite(value) ? value : null;
}
