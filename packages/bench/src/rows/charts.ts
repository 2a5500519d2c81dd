import { CHARTS, POINTS } from '../browser/data';
import { Browser, type PageName, type PageTimes } from '../stage/Browser';
import { median } from '../statistics';
import type { Row } from './Row';

export const charts: Row = {
  name: 'charts',
  title: `mount and refresh of ${CHARTS} charts x ${POINTS} points in Chromium, recharts 3 over ours`,
  async measure({ quick }) {
    const times: Record<PageName, PageTimes[]> = { ours: [], naive: [] };
    const browser = await Browser.start();
    try {
      for (let round = 0; round < (quick ? 2 : 3); round += 1) {
        for (const name of ['naive', 'ours'] as const) {
          const one = await browser.time(name);
          if (one.drawn < CHARTS) {
            throw new Error(`${name} drew ${one.drawn} of ${CHARTS} charts`);
          }
          times[name].push(one);
        }
      }
    } finally {
      await browser.close();
    }
    const of = (name: PageName, what: 'mount' | 'refreshScript') =>
      median(times[name].map(one => one[what]));
    return [
      {
        name: 'charts-mount',
        value: of('naive', 'mount') / of('ours', 'mount'),
        unit: 'x',
        target: { atLeast: 5 },
        note: `${of('naive', 'mount').toFixed(0)} ms over ${of('ours', 'mount').toFixed(0)} ms`,
      },
      {
        name: 'charts-refresh',
        value: of('ours', 'refreshScript'),
        unit: 'ms',
        target: { atMost: 16 },
        note: `scripts for all ${CHARTS}; recharts 3: ${of('naive', 'refreshScript').toFixed(0)} ms`,
      },
    ];
  },
};
