import type {
  QueryRun,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const isNumeral = (text: string | null): text is string =>
  text !== null && text.trim() !== '' && Number.isFinite(Number(text));

/**
 * The rows of a log query as what a bar or pie compares: the first column whose values are all numbers gives the figures,
 * the columns before and after it that are words give the names. Empty when no column is numeric.
 */
export function rowSeries(run: QueryRun): WidgetSeries[] {
  const { columns, rows } = run;
  const figure = columns.findIndex(
    (_, i) => rows.length > 0 && rows.every(row => isNumeral(row[i])),
  );
  if (figure === -1) {
    return [];
  }
  return rows.map((row, i) => ({
    id: String(i),
    label:
      row
        .filter((cell, j) => j !== figure && cell !== null && !isNumeral(cell))
        .join(' · ') || columns[figure],
    axis: 'left',
    status: 'complete',
    t0: run.from,
    step: Math.max(1, run.to - run.from),
    values: [Number(row[figure])],
    latest: Number(row[figure]),
  }));
}
