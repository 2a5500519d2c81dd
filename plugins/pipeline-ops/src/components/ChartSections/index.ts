export { ChartSections, sectionElementId } from './ChartSections';
