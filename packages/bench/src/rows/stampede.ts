import { setTimeout as sleep } from 'node:timers/promises';
import { callsOf } from '../stage/Cloud';
import { naivePaths, readAll, tabPaths } from '../stage/readers';
import type { Row } from './Row';

const VIEWERS = 100;

export const stampede: Row = {
  name: 'stampede',
  title: `${VIEWERS} viewers open one Monitoring tab within a second`,
  async measure({ stage }) {
    const { cloud, portal } = stage;
    const [pipeline] = stage.fresh(1);
    const open = (paths: string[]) =>
      cloud.spent(async () => {
        await Promise.all(
          Array.from({ length: VIEWERS }, async (_, viewer) => {
            await sleep((viewer * 1_000) / VIEWERS);
            await readAll(portal, paths);
          }),
        );
      });
    const ours = await open(tabPaths(pipeline));
    const naive = await open(naivePaths(pipeline));
    const figure = (
      name: string,
      mine: number,
      theirs: number,
      least: number,
    ) => ({
      name: `stampede-${name}`,
      value: theirs / mine,
      unit: 'x',
      target: { atLeast: least },
      note: `${theirs} over ${mine}`,
    });
    return [
      figure('calls', callsOf(ours), callsOf(naive), 300),
      figure('billed', ours.billedMetrics, naive.billedMetrics, 100),
    ];
  },
};
