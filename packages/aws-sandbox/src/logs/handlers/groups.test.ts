import {
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  LogsSandbox,
  NOW,
  HOUR,
  DAY,
  GROUP_ARN,
  refusal,
} from '../__fixtures__/logsSandbox';

describe('CloudWatch Logs over HTTP', () => {
  let sandbox: LogsSandbox;

  beforeAll(async () => {
    sandbox = await LogsSandbox.start();
  });

  afterAll(() => sandbox.close());

  beforeEach(() => sandbox.reset());

  describe('log groups', () => {
    it('are created once, described in pages of 50, and deleted', async () => {
      for (let i = 0; i < 60; i += 1) {
        await sandbox.createGroup(`/app/${String(i).padStart(2, '0')}`);
      }
      const first = await sandbox.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: '/app/' }),
      );
      expect(first.logGroups).toHaveLength(50);
      const second = await sandbox.logs.send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: '/app/',
          nextToken: first.nextToken,
        }),
      );
      expect(second.logGroups?.map(g => g.logGroupName)).toEqual(
        Array.from({ length: 10 }, (_, i) => `/app/${50 + i}`),
      );
      expect(second.nextToken).toBeUndefined();
      expect(first.logGroups?.[0]).toEqual({
        logGroupName: '/app/00',
        creationTime: NOW,
        metricFilterCount: 0,
        storedBytes: 0,
        arn: `${GROUP_ARN}/app/00:*`,
        logGroupArn: `${GROUP_ARN}/app/00`,
        logGroupClass: 'STANDARD',
        deletionProtectionEnabled: false,
      });

      expect(await refusal(sandbox.createGroup('/app/00'))).toBe(
        'ResourceAlreadyExistsException: The specified log group already exists',
      );
      const remove = () =>
        sandbox.logs.send(
          new DeleteLogGroupCommand({ logGroupName: '/app/00' }),
        );
      await remove();
      expect(await refusal(remove())).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
    });

    it('belong to their account and region', async () => {
      await sandbox.createGroup('/here');
      const elsewhere = sandbox.logsIn('us-east-1');
      const { logGroups } = await elsewhere.send(
        new DescribeLogGroupsCommand({}),
      );
      expect(logGroups).toEqual([]);
    });

    it('are found by a part of their name', async () => {
      await sandbox.createGroup('/aws/Data');
      await sandbox.createGroup('/data');
      const { logGroups } = await sandbox.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePattern: 'Data' }),
      );
      expect(logGroups?.map(g => g.logGroupName)).toEqual(['/aws/Data']);
      expect(logGroups?.[0]).not.toHaveProperty('storedBytes');
    });

    it('refuse what AWS refuses', async () => {
      const describeGroups = (input: object) =>
        refusal(sandbox.logs.send(new DescribeLogGroupsCommand(input)));
      expect(await describeGroups({ limit: 51 })).toBe(
        "InvalidParameterException: 1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
      );
      expect(
        await describeGroups({
          logGroupNamePrefix: 'a',
          logGroupNamePattern: 'b',
        }),
      ).toBe(
        'InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
      expect(await describeGroups({ nextToken: 'made-up' })).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
      expect(await refusal(sandbox.createGroup('x'.repeat(513)))).toBe(
        'InvalidParameterException: Invalid LogGroup or LogStream, both must have length less than or equal to 512.',
      );
      expect(await refusal(sandbox.createGroup('a b'))).toBe(
        "InvalidParameterException: 1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
      );
    });

    it('keep events for as long as their retention says', async () => {
      await sandbox.createGroup('/kept', 's');
      await sandbox.put('/kept', 's', [
        { timestamp: NOW - 2 * HOUR, message: 'x' },
      ]);
      const retain = (retentionInDays: number) =>
        sandbox.logs.send(
          new PutRetentionPolicyCommand({
            logGroupName: '/kept',
            retentionInDays,
          }),
        );
      expect(await refusal(retain(2))).toMatch(/^InvalidParameterException/);
      await retain(1);
      sandbox.clock.advance(DAY - HOUR);
      expect(await sandbox.filterAll({ logGroupName: '/kept' })).toEqual([[]]);
      await sandbox.logs.send(
        new DeleteRetentionPolicyCommand({ logGroupName: '/kept' }),
      );
      const [events] = await sandbox.filterAll({ logGroupName: '/kept' });
      expect(events).toHaveLength(1);
    });

    it('carry tags', async () => {
      const resourceArn = `${GROUP_ARN}/aws/lambda/orders`;
      await sandbox.logs.send(
        new TagResourceCommand({ resourceArn, tags: { tier: '1' } }),
      );
      const list = () =>
        sandbox.logs.send(new ListTagsForResourceCommand({ resourceArn }));
      expect((await list()).tags).toEqual({ team: 'orders', tier: '1' });
      await sandbox.logs.send(
        new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }),
      );
      expect((await list()).tags).toEqual({ tier: '1' });
      expect(
        await refusal(
          sandbox.logs.send(
            new ListTagsForResourceCommand({ resourceArn: `${GROUP_ARN}no` }),
          ),
        ),
      ).toMatch(/^ResourceNotFoundException/);
    });
  });

  describe('log streams', () => {
    it('are listed by name or by their last event', async () => {
      await sandbox.createGroup('/g', 'a', 'b', 'c');
      await sandbox.put('/g', 'b', [{ timestamp: NOW - 1, message: 'x' }]);
      await sandbox.put('/g', 'a', [{ timestamp: NOW - 5, message: 'x' }]);
      const describeStreams = async (input: object) => {
        const { logStreams } = await sandbox.logs.send(
          new DescribeLogStreamsCommand({ logGroupName: '/g', ...input }),
        );
        return logStreams!;
      };
      const names = async (input: object) =>
        (await describeStreams(input)).map(s => s.logStreamName);
      expect(await names({})).toEqual(['a', 'b', 'c']);
      expect(
        await names({ orderBy: 'LastEventTime', descending: true }),
      ).toEqual(['b', 'a', 'c']);
      expect(await names({ logStreamNamePrefix: 'b' })).toEqual(['b']);
      expect((await describeStreams({}))[0]).toMatchObject({
        arn: `${GROUP_ARN}/g:log-stream:a`,
        creationTime: NOW,
        firstEventTimestamp: NOW - 5,
        lastEventTimestamp: NOW - 5,
        lastIngestionTime: NOW,
        storedBytes: 0,
      });
      expect(
        await refusal(
          describeStreams({
            orderBy: 'LastEventTime',
            logStreamNamePrefix: 'a',
          }),
        ),
      ).toMatch(/^InvalidParameterException/);
      expect(await refusal(describeStreams({ logGroupIdentifier: '/g' }))).toBe(
        'ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.',
      );
      expect(
        await refusal(
          sandbox.logs.send(
            new CreateLogStreamCommand({
              logGroupName: '/g',
              logStreamName: 'a',
            }),
          ),
        ),
      ).toBe(
        'ResourceAlreadyExistsException: The specified log stream already exists',
      );
    });
  });
});
