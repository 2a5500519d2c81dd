export { useTabLink, type TabName } from './useTabLink';
export { useLogsAt } from './useLogsAt';
