export { PanelLinks, type PanelLink } from './PanelLinks';
export { PanelPlace } from './PanelPlace';
export { goToPanel, type PanelName } from './panelElement';
