export { TimeSeriesChart } from './TimeSeriesChart';
export { SeriesTable } from './SeriesTable';
export type { Annotations, Axes, Drawing, PlottedSeries } from './plotted';
export { chartCsv } from './chartCsv';
