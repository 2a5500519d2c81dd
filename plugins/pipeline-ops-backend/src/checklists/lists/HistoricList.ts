import type { PlannedList } from './plannedLists';

/** What of a list its history needs, whether the list is still there or not. */
export type HistoricList = Pick<PlannedList, 'id' | 'list' | 'leadSeconds'>;
