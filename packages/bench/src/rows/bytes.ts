import type { PortalAnswer } from '../stage/Portal';
import { naivePaths, readAll } from '../stage/readers';
import { TabReader } from '../stage/TabReader';
import type { Row } from './Row';

const REFRESH_SECONDS = 30;

export const bytes: Row = {
  name: 'bytes',
  title:
    'bytes of the bodies that reach the browser, gzip, for a day of charts and for three hours',
  async measure({ stage, quick }) {
    const { portal } = stage;
    const figures = [];
    for (const hours of [24, 3]) {
      const [pipeline] = stage.fresh(1);
      const naive = sizeOf(await readAll(portal, naivePaths(pipeline, hours)));
      const reader = new TabReader(portal, pipeline, `PT${hours}H`);
      const first = sizeOf(await reader.read());
      const refreshes: number[] = [];
      const count = ((quick ? 10 : 60) * 60) / REFRESH_SECONDS;
      for (let turn = 0; turn < count; turn += 1) {
        await stage.advance(REFRESH_SECONDS * 1_000);
        refreshes.push(sizeOf(await reader.read()));
      }
      const mean = refreshes.reduce((sum, one) => sum + one, 0) / count;
      // Nothing new can exist yet: asked again in the same moment.
      const again = await reader.read();
      figures.push(
        {
          name: `bytes-first-${hours}h`,
          value: naive / first,
          unit: 'x',
          target: { atLeast: 10 },
          note: `${kib(naive)} over ${kib(first)}`,
        },
        {
          name: `bytes-refresh-${hours}h`,
          value: naive / mean,
          unit: 'x',
          target: { atLeast: 200 },
          note: `${kib(naive)} over ${kib(mean)}, mean of ${count} refreshes`,
        },
        {
          name: `unchanged-${hours}h`,
          value: Math.max(...again.map(({ status }) => status)),
          unit: '',
          target: { exactly: 304 },
          note: `${again.map(({ body }) => body.length).join(' + ')} bytes of bodies, ${Math.round(again[0].headerBytes)} of headers`,
        },
      );
    }
    return figures;
  },
};

function sizeOf(answers: readonly PortalAnswer[]): number {
  return answers.reduce((sum, { body }) => sum + body.length, 0);
}

function kib(size: number): string {
  return `${(size / 1_024).toFixed(1)} KiB`;
}
