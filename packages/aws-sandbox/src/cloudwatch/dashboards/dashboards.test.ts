import {
  CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import { SandboxClock, startSandbox, type RunningSandbox } from '../..';

const NOW = Date.UTC(2026, 10, 21, 2, 40);

let running: RunningSandbox;
let aws: CloudWatchClient;

const client = (accountId: string, region: string) =>
  new CloudWatchClient({
    endpoint: running.url,
    region,
    credentials: { accessKeyId: `AKIA${accountId}`, secretAccessKey: 'x' },
    maxAttempts: 1,
  });

beforeEach(async () => {
  const clock = SandboxClock.create();
  clock.freeze();
  clock.set(NOW);
  running = await startSandbox({ clock, limits: false });
  aws = client('111111111111', 'eu-west-1');
});

afterEach(async () => {
  aws.destroy();
  await running.close();
});

const text = { type: 'text', properties: { markdown: 'Read the runbook' } };

const put = (DashboardName: string, body: unknown = { widgets: [text] }) =>
  aws.send(
    new PutDashboardCommand({
      DashboardName,
      DashboardBody: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

describe('dashboards', () => {
  it('come back as they were put, from every region of the account', async () => {
    const body = {
      widgets: [
        {
          type: 'metric',
          x: 0,
          y: 0,
          width: 6,
          height: 6,
          properties: {
            metrics: [['AWS/Lambda', 'Errors', 'FunctionName', 'f']],
            region: 'eu-west-1',
            view: 'timeSeries',
          },
        },
        text,
      ],
    };
    const { DashboardValidationMessages } = await put('shop', body);
    expect(DashboardValidationMessages).toEqual([]);
    const elsewhere = client('111111111111', 'us-east-1');
    const read = await elsewhere.send(
      new GetDashboardCommand({ DashboardName: 'shop' }),
    );
    elsewhere.destroy();
    expect(read.DashboardArn).toBe(
      'arn:aws:cloudwatch::111111111111:dashboard/shop',
    );
    expect(JSON.parse(read.DashboardBody!)).toEqual(body);

    const other = client('222222222222', 'eu-west-1');
    const theirs = await other.send(new ListDashboardsCommand({}));
    other.destroy();
    expect(theirs.DashboardEntries).toEqual([]);
  });

  it('are listed by prefix with size and date', async () => {
    await put('etl-a', '{"widgets":[]}');
    await put('web');
    const { DashboardEntries, NextToken } = await aws.send(
      new ListDashboardsCommand({ DashboardNamePrefix: 'etl' }),
    );
    expect(DashboardEntries).toEqual([
      {
        DashboardName: 'etl-a',
        DashboardArn: 'arn:aws:cloudwatch::111111111111:dashboard/etl-a',
        LastModified: new Date(NOW),
        Size: 14,
      },
    ]);
    expect(NextToken).toBeUndefined();
  });

  it('are listed by the thousand', async () => {
    for (let index = 0; index < 1001; index++) {
      await running.sandbox.call(
        { service: 'monitoring', operation: 'PutDashboard' },
        { accountId: '111111111111', region: 'eu-west-1' },
        { DashboardName: `d${index}`, DashboardBody: '{"widgets":[]}' },
      );
    }
    const first = await aws.send(new ListDashboardsCommand({}));
    expect(first.DashboardEntries).toHaveLength(1000);
    const second = await aws.send(
      new ListDashboardsCommand({ NextToken: first.NextToken }),
    );
    expect(second.DashboardEntries).toHaveLength(1);
    await expect(
      aws.send(new ListDashboardsCommand({ NextToken: 'garbage' })),
    ).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });

  it('warn where a widget might not show', async () => {
    const { DashboardValidationMessages } = await put('shop', {
      widgets: [
        { type: 'metric', properties: { metrics: [['AWS/Lambda', 'Errors']] } },
      ],
    });
    expect(DashboardValidationMessages).toEqual([
      {
        DataPath: '/widgets/0/properties',
        Message: "Should have required property 'region'",
      },
    ]);
  });

  it.each([
    ['{', '/', 'must be a valid JSON object'],
    ['{}', '/', "Should have required property 'widgets'"],
    [
      { widgets: [{ type: 'text' }] },
      '/widgets/0',
      "required property 'properties'",
    ],
    [{ widgets: [{ ...text, type: 'video' }] }, '/widgets/0/type', ''],
    [{ widgets: [{ ...text, width: 25 }] }, '/widgets/0/width', ''],
    [
      { widgets: [{ type: 'text', properties: {} }] },
      '/widgets/0/properties',
      "required property 'markdown'",
    ],
    [
      { widgets: [{ type: 'metric', properties: {} }] },
      '/widgets/0/properties',
      "required property 'metrics'",
    ],
    [{ widgets: Array(501).fill(text) }, '/widgets', ''],
  ])('with the body %j are refused', async (body, path, message) => {
    await expect(put('shop', body)).rejects.toMatchObject({
      name: 'DashboardInvalidInputError',
      Code: 'InvalidParameterInput',
      dashboardValidationMessages: [
        { DataPath: path, Message: expect.stringContaining(message) },
      ],
    });
  });

  it('answer wrong names as AWS was recorded', async () => {
    await expect(put('no spaces')).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      Code: 'InvalidParameterValue',
      message:
        'The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n',
    });
    await expect(
      aws.send(new GetDashboardCommand({ DashboardName: 'nobody' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: 'Dashboard nobody does not exist',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('are deleted, those that exist at least', async () => {
    await put('a');
    await put('b');
    await aws.send(new DeleteDashboardsCommand({ DashboardNames: ['a'] }));
    await expect(
      aws.send(new DeleteDashboardsCommand({ DashboardNames: ['a', 'b'] })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const { DashboardEntries } = await aws.send(new ListDashboardsCommand({}));
    expect(DashboardEntries).toEqual([]);
  });

  it('carry the tags that they were made with', async () => {
    await aws.send(
      new PutDashboardCommand({
        DashboardName: 'shop',
        DashboardBody: '{"widgets":[]}',
        Tags: [{ Key: 'team', Value: 'web' }],
      }),
    );
    const { Tags } = await aws.send(
      new ListTagsForResourceCommand({
        ResourceARN: 'arn:aws:cloudwatch::111111111111:dashboard/shop',
      }),
    );
    expect(Tags).toEqual([{ Key: 'team', Value: 'web' }]);
  });
});
