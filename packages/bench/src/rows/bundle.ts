import { readApp } from '../stage/appBundle';
import type { Row } from './Row';

export const bundle: Row = {
  name: 'bundle',
  title:
    "the plugin's share of the portal's entry bundle, and what the Monitoring tab loads on top",
  async measure({ say }) {
    const { entryBytes, entryTotal, tabBytes, chartBytes } = await readApp(say);
    const kb = (bytes: number) => bytes / 1_000;
    return [
      {
        name: 'bundle-entry',
        value: kb(entryBytes),
        unit: 'kB',
        target: { atMost: 3 },
        note: `gzip, of ${Math.round(kb(entryTotal))} kB that every page loads`,
      },
      {
        name: 'bundle-monitoring',
        value: kb(tabBytes),
        unit: 'kB',
        target: { atMost: 60 },
        note: 'gzip, before the tab shows anything',
      },
      {
        name: 'bundle-monitoring-with-charts',
        value: kb(tabBytes + chartBytes),
        unit: 'kB',
        target: { atMost: 60 },
        note: `gzip, with the ${kb(chartBytes).toFixed(1)} kB that draw charts`,
      },
    ];
  },
};
