export { TimeSeriesChart } from './TimeSeriesChart';
export { SeriesTable } from './SeriesTable';
