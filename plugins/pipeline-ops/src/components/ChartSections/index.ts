export { ChartPlot } from './ChartPlot';
export { ChartSections } from './ChartSections';
export { breachedCharts } from './thresholdStanding';
export { goToSection } from './sectionElement';
