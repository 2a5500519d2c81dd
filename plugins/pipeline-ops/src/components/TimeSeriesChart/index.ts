export { TimeSeriesChart, CHART_HEIGHT } from './TimeSeriesChart';
export { AlarmBand } from './AlarmBand';
export { SeriesTable } from './SeriesTable';
