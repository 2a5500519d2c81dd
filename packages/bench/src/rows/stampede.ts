import { setTimeout as sleep } from 'node:timers/promises';
import type { CounterReadings } from '@pipeline-ops/aws-sandbox';
import { callsOf } from '../stage/Cloud';
import { naivePaths, readAll, tabPaths } from '../stage/readers';
import type { Row } from './Row';

/** `GetMetricData 1, ListMetrics 1`. */
function operations({ calls }: CounterReadings): string {
  return Object.entries(calls)
    .map(([operation, count]) => `${operation.split(':')[1]} ${count}`)
    .join(', ');
}

const VIEWERS = 100;

/** Milliseconds after which nothing that was read counts any more. */
const LONG_AGO = 7 * 3_600_000;

export const stampede: Row = {
  name: 'stampede',
  title: `${VIEWERS} viewers open one Monitoring tab within a second`,
  async measure({ stage, say }) {
    const { cloud, portal } = stage;
    const [another, pipeline, unseen] = stage.fresh(3);
    const open = (paths: string[]) =>
      cloud.spent(async () => {
        await Promise.all(
          Array.from({ length: VIEWERS }, async (_, viewer) => {
            await sleep((viewer * 1_000) / VIEWERS);
            await readAll(portal, paths);
          }),
        );
      });
    // What resources a source has is found once for all of its pipelines: somebody has looked at another one before.
    await readAll(portal, tabPaths(another));
    const first = await open(tabPaths(unseen));
    say(`  first of the day: ${operations(first)}`);
    // What is usual is read once a day: somebody has looked at this one today, but long enough ago.
    await readAll(portal, tabPaths(pipeline));
    await cloud.untilQuiet();
    await stage.advance(LONG_AGO);
    await readAll(portal, tabPaths(another));
    const ours = await open(tabPaths(pipeline));
    say(`  again: ${operations(ours)}`);
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
      figure('calls-first-of-day', callsOf(first), callsOf(naive), 300),
      figure(
        'billed-first-of-day',
        first.billedMetrics,
        naive.billedMetrics,
        100,
      ),
    ];
  },
};
