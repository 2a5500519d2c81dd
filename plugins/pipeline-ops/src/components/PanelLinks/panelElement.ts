/** The parts of the Monitoring tab that a link leads to, in the order of the page. */
export type PanelName =
  | 'stages'
  | 'components'
  | 'alarms'
  | 'charts'
  | 'dashboards'
  | 'logs'
  | 'findings';

export function panelElementId(name: PanelName): string {
  return `pipeline-ops-${name}`;
}

/** Brings a part of the page into view and puts the keyboard there. */
export function goToPanel(name: PanelName) {
  const element = document.getElementById(panelElementId(name));
  element?.scrollIntoView({ behavior: 'smooth' });
  element?.focus({ preventScroll: true });
}
