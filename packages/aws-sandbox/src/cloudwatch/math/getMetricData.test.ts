import {
  CloudWatchClient,
  GetMetricDataCommand,
  PutMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { SandboxClock, startSandbox, type RunningSandbox } from '../..';

const START = Date.UTC(2026, 10, 21, 2, 40);
const MINUTE = 60_000;

let running: RunningSandbox;
let aws: CloudWatchClient;

beforeAll(async () => {
  const clock = SandboxClock.create();
  clock.freeze();
  clock.set(START + 10 * MINUTE);
  running = await startSandbox({ clock, limits: false });
  aws = new CloudWatchClient({
    endpoint: running.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIA111111111111', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  const point = (FunctionName: string, minute: number, Value: number) => ({
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: FunctionName }],
    Timestamp: new Date(START + minute * MINUTE),
    Value,
  });
  await aws.send(
    new PutMetricDataCommand({
      Namespace: 'Shop',
      MetricData: [
        point('orders', 0, 4),
        point('orders', 2, 6),
        point('mailer', 0, 1),
        point('mailer', 1, 2),
      ],
    }),
  );
});

afterAll(async () => {
  aws.destroy();
  await running.close();
});

const errors = (Id: string, FunctionName: string): MetricDataQuery => ({
  Id,
  ReturnData: false,
  MetricStat: {
    Metric: {
      Namespace: 'Shop',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: FunctionName }],
    },
    Period: 60,
    Stat: 'Sum',
  },
});

const ask = async (...queries: MetricDataQuery[]) => {
  const { MetricDataResults } = await aws.send(
    new GetMetricDataCommand({
      StartTime: new Date(START),
      EndTime: new Date(START + 3 * MINUTE),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: queries,
    }),
  );
  return MetricDataResults!.map(({ Label, Values }) => [Label, Values]);
};

describe('GetMetricData with expressions', () => {
  it('computes with metrics that are not returned themselves', async () => {
    expect(
      await ask(errors('m1', 'orders'), errors('m2', 'mailer'), {
        Id: 'e1',
        Expression: 'FILL(m1, 0) + FILL(m2, 0)',
        Label: 'All errors',
      }),
    ).toEqual([['All errors', [5, 2, 6]]]);
  });

  it('finds metrics, and labels each of them', async () => {
    const search = `SEARCH('{Shop,FunctionName} MetricName="Errors"', 'Sum', 60)`;
    expect(await ask({ Id: 'e1', Expression: search })).toEqual([
      ['mailer', [1, 2]],
      ['orders', [4, 6]],
    ]);
    expect(
      await ask({ Id: 'e1', Expression: search, Label: 'Errors of' }),
    ).toEqual([
      ['Errors of mailer', [1, 2]],
      ['Errors of orders', [4, 6]],
    ]);
    expect(await ask({ Id: 'e1', Expression: `SUM(${search})` })).toEqual([
      ['e1', [5, 2, 6]],
    ]);
  });

  it.each([
    ['m1 +', "Error in expression 'e1': Invalid syntax"],
    ['NOSUCH(m1)', "Error in expression 'e1': Function 'NOSUCH' not found"],
    ['m9', "Error in expression 'e1': Undefined identifier 'm9'"],
    ['AVG(m1)', "Error in expression 'e1'"],
  ])('answers %s with a validation error', async (Expression, message) => {
    await expect(
      ask(errors('m1', 'orders'), { Id: 'e1', Expression }),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      Code: 'ValidationError',
      message: expect.stringContaining(message),
    });
  });
});
