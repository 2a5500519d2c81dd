import {
  CloudWatchClient,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  ACCOUNT,
  METRICS,
  namespaceOf,
  type BenchPipeline,
} from '../stage/pipelines';
import { entityPath } from '../stage/Portal';
import { readAll } from '../stage/readers';
import { median } from '../statistics';
import type { Row } from './Row';

const HOURS = 3;

/** Milliseconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

export const cold: Row = {
  name: 'cold',
  title:
    'charts of a pipeline of which nothing is cached, over one raw round trip',
  async measure({ stage, quick }) {
    const { cloud, portal } = stage;
    const pipelines = stage.fresh(quick ? 7 : 20);
    const client = new CloudWatchClient({
      region: pipelines[0].region,
      endpoint: cloud.url,
      credentials: {
        accessKeyId: `AKIA${ACCOUNT}`,
        secretAccessKey: 'sandbox',
      },
    });
    const [first, ...measured] = pipelines;
    const raw: number[] = [];
    const ours: number[] = [];
    const ask = (pipeline: BenchPipeline) =>
      client.send(rawQuestion(pipeline, Date.now()));
    const look = (pipeline: BenchPipeline) =>
      readAll(portal, [
        `${entityPath(pipeline.id)}/metrics?env=prod&range=PT${HOURS}H`,
      ]);
    // Connections and compiled code on both sides.
    await ask(first);
    await look(first);
    for (const pipeline of measured) {
      // Which metrics there are is known for five minutes once anybody looked: of the values, nothing is.
      await readAll(portal, [`${entityPath(pipeline.id)}/checklists?env=prod`]);
      raw.push(await timed(() => ask(pipeline)));
      ours.push(await timed(() => look(pipeline)));
    }
    client.destroy();
    return [
      {
        name: 'cold-p50',
        value: median(ours) / median(raw),
        unit: 'x',
        target: { atMost: 1.3 },
        note: `${median(ours).toFixed(0)} ms over ${median(raw).toFixed(0)} ms, ${ours.length} pipelines`,
      },
    ];
  },
};

/** The 40 metrics in one request, as nobody can ask for them faster. */
function rawQuestion({ id }: BenchPipeline, now: number): GetMetricDataCommand {
  const to = Math.floor(now / 60_000) * 60_000;
  return new GetMetricDataCommand({
    StartTime: new Date(to - HOURS * 3_600_000),
    EndTime: new Date(to),
    ScanBy: 'TimestampAscending',
    MetricDataQueries: METRICS.map(({ name, stat }, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: { Namespace: namespaceOf(id), MetricName: name },
        Stat: stat,
        Period: 60,
      },
    })),
  });
}
