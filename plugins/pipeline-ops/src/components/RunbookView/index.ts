export { RunbookView } from './RunbookView';
