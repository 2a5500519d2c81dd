import inject from 'light-my-request';
import type { BenchPipeline } from '../stage/pipelines';
import { HEADERS } from '../stage/Portal';
import { tabPaths } from '../stage/readers';
import type { Stage } from '../stage/Stage';
import { USUAL_DISTANCE } from '../stage/Cloud';
import type { Row } from './Row';

const VIEWERS = 1_000;

const REFRESH_SECONDS = 30;

/** Moments within one refresh interval that viewers come at. */
const PHASES = 6;

/** Every so many viewers read all of the tab; the others the charts, which are what is billed. */
const WHOLE_TABS = 10;

export const viewers: Row = {
  name: 'viewers',
  title: `billed metrics of ${VIEWERS} viewers over one, an hour of ${REFRESH_SECONDS} s refreshes`,
  async measure({ stage, quick }) {
    const { cloud } = stage;
    const [alone, shared] = stage.fresh(2);
    const count = quick ? 100 : VIEWERS;
    // How far AWS is away changes nothing about what is billed.
    await cloud.move({ latencyMs: 0, jitterMs: 0 });
    const one = await cloud.spent(() =>
      stage.frozen(() => watchFor(stage, alone, 1)),
    );
    const many = await cloud.spent(() =>
      stage.frozen(() => watchFor(stage, shared, count)),
    );
    await cloud.move(USUAL_DISTANCE);
    return [
      {
        name: 'viewers-billed',
        value: many.billedMetrics / one.billedMetrics,
        unit: 'x',
        target: { exactly: 1 },
        note: `${many.billedMetrics} of ${count} viewers over ${one.billedMetrics} of one, counted by the cloud`,
      },
    ];
  },
};

/** An hour of the clock, with every viewer reading the tab at each of its refreshes. */
async function watchFor(
  stage: Stage,
  pipeline: BenchPipeline,
  count: number,
): Promise<void> {
  const [charts, ...rest] = tabPaths(pipeline).reverse();
  const everybody = Array.from({ length: count }, (_, index) => ({
    phase: index % PHASES,
    paths: index % WHOLE_TABS === 0 ? [charts, ...rest] : [charts],
    /** Path to the ETag of what the viewer's browser keeps. */
    kept: new Map<string, string>(),
  }));
  for (let turn = 0; turn < 3_600 / REFRESH_SECONDS; turn += 1) {
    for (let phase = 0; phase < PHASES; phase += 1) {
      await Promise.all(
        everybody
          .filter(viewer => viewer.phase === phase)
          .flatMap(({ kept, paths }) =>
            paths.map(path => refresh(stage, path, kept)),
          ),
      );
      await stage.advance((REFRESH_SECONDS / PHASES) * 1_000);
    }
  }
}

/** Straight into the application: more than 100,000 requests over the network would measure the network. */
async function refresh(
  { portal }: Stage,
  url: string,
  kept: Map<string, string>,
): Promise<void> {
  const etag = kept.get(url);
  const answer = await inject(portal.listener, {
    method: 'GET',
    url,
    headers: { ...HEADERS, ...(etag ? { 'if-none-match': etag } : {}) },
  });
  if (answer.statusCode !== 200 && answer.statusCode !== 304) {
    throw new Error(`${url} was answered with ${answer.statusCode}`);
  }
  kept.set(url, String(answer.headers.etag));
}
