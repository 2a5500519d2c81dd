export * from './values';
export { downloadText, toCsv } from './csv';
