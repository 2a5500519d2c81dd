import { ensureBrowserLanguage } from '../TimeSeriesChart/browserLanguage';

/** What draws the charts; verdict and alarms do not wait for it. */
export function loadCharts() {
  ensureBrowserLanguage();
  return import('../TimeSeriesChart');
}
