import type { PeriodSummary } from '@pipeline-ops/plugin-pipeline-ops-common';

/** How a period went, in the order of the legend. */
export const CELL_STATES = [
  'onTime',
  'late',
  'notDone',
  'missed',
  'excused',
  'running',
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** What a period's cell shows. What was answered with `not done` stands out, however early that was. */
export function cellState(period: PeriodSummary): CellState {
  switch (period.status) {
    case 'missed':
      return 'missed';
    case 'excused':
      return 'excused';
    case 'complete':
      if (period.notDone > 0) {
        return 'notDone';
      }
      return period.onTime === false ? 'late' : 'onTime';
    default:
      return 'running';
  }
}
