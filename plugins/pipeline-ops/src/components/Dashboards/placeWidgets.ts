import type { WidgetPlace } from '@pipeline-ops/plugin-pipeline-ops-common';

export const COLUMNS = 24;
/** CloudWatch allows 1,000; a page nobody can leave again helps nobody. */
const HIGHEST = 60;

/** Where a widget stands in the drawn grid. Columns and rows count from 1. */
export interface GridPlace {
  column: number;
  width: number;
  row: number;
  height: number;
}

const between = (value: number, low: number, high: number) =>
  Number.isFinite(value)
    ? Math.min(Math.max(Math.floor(value), low), high)
    : low;

/**
 * Places widgets as CloudWatch's console does: within 24 columns, and one that would lie on another moves down until it
 * does not. Rows that no widget uses are left out, so that a body with a far-off widget does not make an endless page.
 * In the order they are read: from top to bottom, from left to right.
 */
export function placeWidgets<T extends { place: WidgetPlace }>(
  widgets: T[],
): { widget: T; at: GridPlace }[] {
  const inOrder = [...widgets].sort(
    (a, b) => a.place.y - b.place.y || a.place.x - b.place.x,
  );
  // First free row in each column, and how far the compacted rows lag behind the body's.
  const free = new Array<number>(COLUMNS).fill(0);
  let dropped = 0;
  const placed = inOrder.map(widget => {
    const { x, y, width, height } = widget.place;
    const column = between(x, 0, COLUMNS - 1);
    const columns = between(width, 1, COLUMNS - column);
    const rows = between(height, 1, HIGHEST);
    const wanted = Math.max(0, Number.isFinite(y) ? Math.floor(y) : 0);
    dropped = Math.max(dropped, wanted - Math.max(...free));
    const row = Math.max(
      wanted - dropped,
      ...free.slice(column, column + columns),
    );
    free.fill(row + rows, column, column + columns);
    return {
      widget,
      at: { column: column + 1, width: columns, row: row + 1, height: rows },
    };
  });
  return placed.sort(
    (a, b) => a.at.row - b.at.row || a.at.column - b.at.column,
  );
}
