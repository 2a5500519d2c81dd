import {
  readScenarios,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  examplePipeline,
  inRoot,
} from '../../pipelines/__testUtils__/examplePipeline';
import { createTelemetry } from '../../telemetry/createTelemetry';
import { createMask } from '../mask';
import { DefaultQueryService } from './DefaultQueryService';

jest.setTimeout(60_000);

let aws: RunningSandbox;
let telemetry: TelemetrySource;

beforeAll(async () => {
  aws = await startSandbox({
    scenarios: await readScenarios(inRoot('packages/aws-sandbox/scenarios')),
  });
  await aws.sandbox.reset();
  telemetry = createTelemetry({
    credentials: {
      getCredentialProvider: async ({ accountId } = {}) => ({
        sdkCredentialProvider: async () => ({
          accessKeyId: `SANDBOX${accountId}`,
          secretAccessKey: 'sandbox',
        }),
      }),
    },
    connections: () => ({ endpoint: aws.url }),
  });
});

afterAll(() => aws?.close());

/** Every saved query of an example over the last hour: its title, and whether it is a table, a chart, or why it is not run. */
async function runAll(name: string) {
  const queries = DefaultQueryService.create({
    telemetry,
    mask: createMask(),
    limits: {
      freeText: false,
      longestHours: 24,
      mostRows: 1_000,
      gigabytesPerSource: 50,
      gigabytesPerUser: 10,
      runningPerSource: 5,
      runningPerUser: 2,
    },
  });
  const pipeline = await examplePipeline(name, telemetry);
  const scope = { pipeline, environment: pipeline.environments[0] };
  const { data } = await queries.list(scope, { freeText: false });
  const to = Math.floor(Date.now() / 1_000);
  const told: [string, string][] = [];
  for (const { id, title, unavailable } of data.queries) {
    if (unavailable) {
      told.push([title, unavailable]);
      continue;
    }
    let run = await queries.start({
      ...scope,
      range: { from: to - 3_600, to },
      user: 'user:default/ada',
      query: { id },
    });
    while (run.data.status === 'running') {
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
      run = await queries.run(scope, run.data.id);
    }
    const { status, message, series } = run.data;
    const shown = series ? 'chart' : 'table';
    told.push([title, status === 'complete' ? shown : (message ?? status)]);
  }
  await queries.close();
  return told;
}

describe('the queries of the examples', () => {
  it.each([
    [
      'aurora-restore',
      [
        ['Failed Lambda Executions', 'table'],
        ['Error Tracking', 'table'],
        ['Long-Running Operations', 'table'],
        ['State Transitions', 'table'],
      ],
    ],
    [
      'glue-etl',
      [
        ['Glue Job Error Analysis', 'table'],
        ['Glue Job Performance Analysis', 'table'],
      ],
    ],
    [
      'sensor-data',
      [
        ['Failures by stage over time', 'chart'],
        ['Pipeline failures by stage and type', 'table'],
        ['PostgreSQL errors', 'table'],
        ['Kafka errors', 'table'],
        ['S3 upload errors', 'table'],
        ['Latency by stage', 'table'],
        ['High Kafka failure rate', 'table'],
        ['High processing latency', 'chart'],
        ['High failure rate of the whole pipeline', 'table'],
      ],
    ],
    [
      'demand-pipeline',
      [
        ['Conversion time', 'chart'],
        ['Warnings and errors by message', 'table'],
      ],
    ],
    ['music-streaming', [['Rejected records', 'chart']]],
  ])('run as they stand in %s', async (name, expected) => {
    expect(await runAll(name)).toEqual(expected);
  });
});
