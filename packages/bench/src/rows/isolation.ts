import { setTimeout as sleep } from 'node:timers/promises';
import { USUAL_DISTANCE } from '../stage/Cloud';
import type { BenchPipeline } from '../stage/pipelines';
import { readAll, tabPaths } from '../stage/readers';
import type { Stage } from '../stage/Stage';
import { median, percentile } from '../statistics';
import type { Row } from './Row';

/** A tenth of what AWS documents for an account and region, in requests a second. */
const TENTH = {
  GetMetricData: 50,
  DescribeAlarms: 0.9,
  DescribeAlarmHistory: 2,
  ListMetrics: 2.5,
};

const OPENED_PER_SECOND = 8;

const SECONDS = 6;

export const isolation: Row = {
  name: 'isolation',
  title:
    "p99 of one region's tabs while another region answers a tenth of its quota",
  async measure({ stage, quick }) {
    const calm: number[] = [];
    const throttled: number[] = [];
    const well = stage.fresh(8);
    for (const pipeline of [...well, ...stage.others]) {
      await readAll(stage.portal, tabPaths(pipeline));
    }
    for (let round = 0; round < (quick ? 2 : 3); round += 1) {
      calm.push(await p99Beside(stage, well));
      await stage.cloud.move({
        ...USUAL_DISTANCE,
        throttled: { region: stage.others[0].region, rates: TENTH },
      });
      throttled.push(await p99Beside(stage, well));
      await stage.cloud.move(USUAL_DISTANCE);
      // Until nothing is held against the region any more.
      await stage.advance(60_000);
    }
    return [
      {
        name: 'isolation-p99',
        value: median(throttled) / median(calm),
        unit: 'x',
        target: { atMost: 1.1 },
        note: `${median(throttled).toFixed(0)} ms over ${median(calm).toFixed(0)} ms, ${OPENED_PER_SECOND * SECONDS} tabs a run in each region`,
      },
    ];
  },
};

/** Tabs of both regions are opened at an even rate; the p99, in milliseconds, of those of the first. */
async function p99Beside(
  stage: Stage,
  well: readonly BenchPipeline[],
): Promise<number> {
  // New windows and old alarms: everything is read anew, as at the busiest moment.
  await stage.advance(7 * 60_000);
  const opened: Promise<number>[] = [];
  const others: Promise<unknown>[] = [];
  for (let turn = 0; turn < OPENED_PER_SECOND * SECONDS; turn += 1) {
    opened.push(timeOf(stage, well[turn % well.length]));
    others.push(timeOf(stage, stage.others[turn % stage.others.length]));
    await sleep(1_000 / OPENED_PER_SECOND);
    if (turn % well.length === well.length - 1) {
      await stage.advance(60_000);
    }
  }
  await Promise.all(others);
  return percentile(await Promise.all(opened), 0.99);
}

async function timeOf(
  { portal }: Stage,
  pipeline: BenchPipeline,
): Promise<number> {
  const started = performance.now();
  await readAll(portal, tabPaths(pipeline));
  return performance.now() - started;
}
