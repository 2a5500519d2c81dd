export { ChartSections } from './ChartSections';
export { goToSection } from './sectionElement';
