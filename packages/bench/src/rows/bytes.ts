import { setTimeout as sleep } from 'node:timers/promises';
import type { PortalAnswer } from '../stage/Portal';
import { naivePaths, readAll } from '../stage/readers';
import { TabReader } from '../stage/TabReader';
import type { Row } from './Row';

const REFRESH_SECONDS = 30;

/** Milliseconds of real time until work in the background has been done. */
const BACKGROUND = 5_000;

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
      await new TabReader(portal, pipeline, `PT${hours}H`).read();
      // What alarms say and what is usual follows in the background, and belongs to what is loaded.
      await sleep(BACKGROUND);
      await stage.advance(REFRESH_SECONDS * 1_000);
      const reader = new TabReader(portal, pipeline, `PT${hours}H`);
      const first = sizeOf(await reader.read());
      const refreshes: PortalAnswer[][] = [];
      const count = ((quick ? 10 : 60) * 60) / REFRESH_SECONDS;
      for (let turn = 0; turn < count; turn += 1) {
        await stage.advance(REFRESH_SECONDS * 1_000);
        refreshes.push(await reader.read());
      }
      const mean = sizeOf(refreshes.flat()) / count;
      const parts = ['overview', 'alarms', 'charts'].map((part, index) => {
        const size = sizeOf(refreshes.map(answers => answers[index])) / count;
        return `${part} ${kib(size)}`;
      });
      // What was read while it was renewed comes at the next look.
      await sleep(BACKGROUND);
      await reader.read();
      // Nothing new can exist yet: asked again in the same moment.
      const again = await reader.read();
      await reader.assertWhole();
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
          note: `${kib(naive)} over ${kib(mean)}, mean of ${count} refreshes: ${parts.join(', ')}`,
        },
        {
          name: `unchanged-${hours}h`,
          value: Math.min(...again.map(({ status }) => status)),
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
