export { useTabLink, type TabName } from './useTabLink';
