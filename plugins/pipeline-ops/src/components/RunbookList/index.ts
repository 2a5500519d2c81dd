export { RunbookList } from './RunbookList';
