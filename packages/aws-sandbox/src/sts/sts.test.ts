import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { RunningSandbox, startSandbox } from '../startSandbox';

describe('STS over HTTP', () => {
  let running: RunningSandbox;
  let sts: STSClient;

  beforeAll(async () => {
    running = await startSandbox();
    sts = new STSClient({
      endpoint: running.url,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'AKIA111111111111', secretAccessKey: 'x' },
    });
  });

  afterAll(() => running.close());

  const assume = (input: object = {}) =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::222222222222:role/team/reader',
        RoleSessionName: 'portal',
        ...input,
      }),
    );

  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'accepted',
      error => `${error.name}: ${error.message}`,
    );

  it('tells the account of the key', async () => {
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111111111111',
      Arn: 'arn:aws:iam::111111111111:user/sandbox',
    });
  });

  it("hands out keys of the role's account, for the time asked for", async () => {
    const before = Date.now();
    const { Credentials, AssumedRoleUser } = await assume({
      DurationSeconds: 900,
      ExternalId: 'backstage',
    });
    expect(AssumedRoleUser?.Arn).toBe(
      'arn:aws:sts::222222222222:assumed-role/reader/portal',
    );
    expect(AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z]{17}:portal$/);
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z]{4}222222222222$/);
    const lifetime = Credentials!.Expiration!.getTime() - before;
    expect(lifetime).toBeGreaterThan(898_000);
    expect(lifetime).toBeLessThan(960_000);

    const logs = new CloudWatchLogsClient({
      endpoint: running.url,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken,
      },
    });
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/there' }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups![0].logGroupArn).toBe(
      'arn:aws:logs:eu-west-1:222222222222:log-group:/there',
    );
  });

  it.each([
    [
      { RoleArn: 'nothing-valid-in-here' },
      'ValidationError: nothing-valid-in-here is invalid',
    ],
    [
      { RoleArn: 'short' },
      "ValidationError: 1 validation error detected: Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ],
    [
      { RoleSessionName: 'Session1:2' },
      "ValidationError: 1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
    [
      { DurationSeconds: 60 },
      "ValidationError: 1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
  ])('refuses %j', async (input, message) => {
    expect(await refusal(assume(input))).toBe(message);
  });
});
