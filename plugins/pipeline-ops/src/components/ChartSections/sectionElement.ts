import type { ChartSection } from '@pipeline-ops/plugin-pipeline-ops-common';

export function sectionElementId(section: Pick<ChartSection, 'id'>): string {
  return `pipeline-ops-section-${section.id}`;
}

/** Brings a section into view and puts the keyboard there. False when the page does not show it. */
export function goToSection(section: Pick<ChartSection, 'id'>): boolean {
  const element = document.getElementById(sectionElementId(section));
  element?.scrollIntoView({ behavior: 'smooth' });
  element?.focus({ preventScroll: true });
  return element !== null;
}
