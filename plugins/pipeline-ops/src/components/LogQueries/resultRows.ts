import type { QueryRun } from '@pipeline-ops/plugin-pipeline-ops-common';

export interface Sorting {
  column: number;
  descending: boolean;
}

type Row = QueryRun['rows'][number];

/** True when every value of the column that is there is a number: it is then right-aligned and sorted as one. */
export function isNumeric(rows: readonly Row[], column: number): boolean {
  const known = rows.flatMap(row => row[column] ?? []);
  return (
    known.length > 0 &&
    known.every(value => value.trim() !== '' && Number.isFinite(Number(value)))
  );
}

/** Rows in order of one column; what is missing comes last either way. Without a sorting, as CloudWatch gave them. */
export function sortRows(
  rows: readonly Row[],
  sorting: Sorting | undefined,
): readonly Row[] {
  if (!sorting) {
    return rows;
  }
  const { column, descending } = sorting;
  const numeric = isNumeric(rows, column);
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a[column], b[column]];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null);
    }
    return (
      sign *
      (numeric ? Number(left) - Number(right) : left.localeCompare(right, 'en'))
    );
  });
}
