export { ExportButton, type RecordedList } from './ExportButton';
