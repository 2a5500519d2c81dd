import { gunzipSync } from 'node:zlib';
import { Load } from '../stage/Load';
import { entityPath, HEADERS } from '../stage/Portal';
import { readAll } from '../stage/readers';
import { median, percentile } from '../statistics';
import type { Row } from './Row';

const PER_SECOND = 200;

export const warm: Row = {
  name: 'warm',
  title: `charts that are cached at ${PER_SECOND} requests a second, over a static route of equal bytes`,
  async measure({ stage, quick }) {
    const { portal } = stage;
    const [pipeline] = stage.fresh(1);
    const path = `${entityPath(pipeline.id)}/metrics?env=prod&range=PT3H`;
    await readAll(portal, [path]);
    const [answer] = await readAll(portal, [path]);
    const equal = gunzipSync(answer.body);
    await portal.put('/api/static/body', equal);
    const load = Load.start();
    const run = (at: string, seconds: number) =>
      load.run({
        url: `${portal.url}${at}`,
        headers: HEADERS,
        perSecond: PER_SECOND,
        seconds,
      });
    const fixed: number[][] = [];
    const ours: number[][] = [];
    try {
      await run('/api/static/body', 1);
      await run(path, 1);
      for (let round = 0; round < (quick ? 2 : 3); round += 1) {
        fixed.push(await run('/api/static/body', 3));
        ours.push(await run(path, 3));
      }
    } finally {
      load.close();
    }
    const figure = (name: string, share: number, most: number) => {
      const of = (rounds: number[][]) =>
        median(rounds.map(round => percentile(round, share)));
      return {
        name: `warm-${name}`,
        value: of(ours) / of(fixed),
        unit: 'x',
        target: { atMost: most },
        note: `${of(ours).toFixed(1)} ms over ${of(fixed).toFixed(1)} ms, ${Math.round(equal.length / 1_024)} KiB`,
      };
    };
    return [figure('p50', 0.5, 1.5), figure('p99', 0.99, 2)];
  },
};
