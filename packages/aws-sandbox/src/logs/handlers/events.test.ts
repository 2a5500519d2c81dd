import {
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  LogsSandbox,
  NOW,
  MINUTE,
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

  describe('PutLogEvents', () => {
    const at = (offset: number, message = 'x') => ({
      timestamp: NOW + offset,
      message,
    });

    beforeEach(() => sandbox.createGroup('/g', 's'));

    it('rejects single events that are too old, expired or too new', async () => {
      await sandbox.logs.send(
        new PutRetentionPolicyCommand({
          logGroupName: '/g',
          retentionInDays: 3,
        }),
      );
      const { rejectedLogEventsInfo } = await sandbox.put('/g', 's', [
        at(-15 * DAY),
        at(-4 * DAY),
        at(-HOUR),
        at(0),
        at(3 * HOUR),
      ]);
      expect(rejectedLogEventsInfo).toEqual({
        tooOldLogEventEndIndex: 1,
        expiredLogEventEndIndex: 2,
        tooNewLogEventStartIndex: 4,
      });
      const [events] = await sandbox.filterAll({ logGroupName: '/g' });
      expect(events.map(e => e.timestamp)).toEqual([NOW - HOUR, NOW]);
    });

    it.each([
      [
        'disorder',
        [at(0), at(-1)],
        'Log events in a single PutLogEvents request must be in chronological order.',
      ],
      [
        'more than a day',
        [at(-25 * HOUR), at(0)],
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      ],
      [
        'too many bytes',
        [at(0, 'x'.repeat(700_000)), at(0, 'x'.repeat(400_000))],
        'Upload too large: 1100052 bytes exceeds limit of 1048576',
      ],
      [
        'no events',
        [],
        "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ],
    ])('refuses %s', async (_, events, message) => {
      expect(await refusal(sandbox.put('/g', 's', events))).toBe(
        `InvalidParameterException: ${message}`,
      );
    });

    it('names what does not exist', async () => {
      expect(await refusal(sandbox.put('/none', 's', [at(0)]))).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
      expect(await refusal(sandbox.put('/g', 'none', [at(0)]))).toBe(
        'ResourceNotFoundException: The specified log stream does not exist.',
      );
    });
  });

  describe('FilterLogEvents', () => {
    beforeEach(async () => {
      await sandbox.createGroup('/g', 'a-1', 'a-2', 'b');
      const line = (i: number) => ({
        timestamp: NOW - (20 - i) * MINUTE,
        message: `${i % 3 === 0 ? 'ERROR' : 'INFO'} event ${i}`,
      });
      const all = Array.from({ length: 20 }, (_, i) => line(i));
      await sandbox.put('/g', 'a-1', all.slice(0, 8));
      await sandbox.put('/g', 'a-2', all.slice(8, 15));
      await sandbox.put('/g', 'b', all.slice(15));
    });

    it('pages through all streams in order of time, each event once', async () => {
      const pages = await sandbox.filterAll({ logGroupName: '/g', limit: 7 });
      const events = pages.flat();
      expect(pages[0]).toHaveLength(7);
      expect(events.map(e => e.message?.split(' ')[2])).toEqual(
        Array.from({ length: 20 }, (_, i) => String(i)),
      );
      expect(new Set(events.map(e => e.eventId)).size).toBe(20);
      expect(events[0]).toEqual({
        logStreamName: 'a-1',
        timestamp: NOW - 20 * MINUTE,
        message: 'ERROR event 0',
        ingestionTime: NOW,
        eventId: expect.stringMatching(/^\d{56}$/),
      });
    });

    it('gives the newest first when asked to', async () => {
      const pages = await sandbox.filterAll({
        logGroupName: '/g',
        limit: 6,
        startFromHead: false,
        startTime: NOW - DAY,
      });
      expect(pages.flat().map(e => Number(e.message?.split(' ')[2]))).toEqual(
        Array.from({ length: 20 }, (_, i) => 19 - i),
      );
    });

    it('takes time ranges (both ends included), streams, prefixes and patterns', async () => {
      const count = async (input: object) =>
        (await sandbox.filterAll({ logGroupName: '/g', ...input })).flat()
          .length;
      expect(
        await count({
          startTime: NOW - 10 * MINUTE,
          endTime: NOW - 5 * MINUTE,
        }),
      ).toBe(6);
      expect(await count({ logStreamNames: ['b', 'a-2'] })).toBe(12);
      expect(await count({ logStreamNamePrefix: 'a-' })).toBe(15);
      expect(await count({ filterPattern: 'ERROR' })).toBe(7);
      expect(await count({ filterPattern: 'ERROR -9' })).toBe(6);
      expect(
        await count({
          logGroupName: undefined,
          logGroupIdentifier: `${GROUP_ARN}/g`,
        }),
      ).toBe(20);
    });

    it('refuses what AWS refuses', async () => {
      const filter = (input: object) =>
        refusal(
          sandbox.logs.send(
            new FilterLogEventsCommand({ logGroupName: '/g', ...input }),
          ),
        );
      expect(await filter({ limit: 10_001 })).toBe(
        "InvalidParameterException: 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
      );
      expect(await filter({ nextToken: 'abc' })).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
      expect(await filter({ filterPattern: '{ $.a = ' })).toBe(
        'InvalidParameterException: Invalid filter pattern',
      );
      expect(await filter({ logGroupName: '/none' })).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
      expect(await filter({ logStreamNames: ['none'] })).toBe(
        'ResourceNotFoundException: The specified log stream does not exist.',
      );
      expect(
        await filter({ logStreamNames: ['b'], logStreamNamePrefix: 'b' }),
      ).toMatch(/^InvalidParameterException/);
      const { nextToken } = await sandbox.logs.send(
        new FilterLogEventsCommand({ logGroupName: '/g', limit: 5 }),
      );
      expect(await filter({ nextToken, filterPattern: 'ERROR' })).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    });

    it('answers at most a megabyte at once', async () => {
      const big = 'y'.repeat(300_000);
      for (let i = 0; i < 5; i += 1) {
        await sandbox.put('/g', 'b', [{ timestamp: NOW + i, message: big }]);
      }
      const pages = await sandbox.filterAll({
        logGroupName: '/g',
        startTime: NOW,
      });
      expect(pages.map(page => page.length)).toEqual([3, 2]);
    });
  });

  describe('GetLogEvents', () => {
    const page = (input: object) =>
      sandbox.logs.send(
        new GetLogEventsCommand({
          logGroupName: '/g',
          logStreamName: 's',
          ...input,
        }),
      );

    beforeEach(async () => {
      await sandbox.createGroup('/g', 's');
      await sandbox.put(
        '/g',
        's',
        Array.from({ length: 10 }, (_, i) => ({
          timestamp: NOW - 10_000 + i * 1000,
          message: String(i),
        })),
      );
    });

    it('walks forward and back, and stays at the ends', async () => {
      const first = await page({ limit: 4, startFromHead: true });
      expect(first.events?.map(e => e.message)).toEqual(['0', '1', '2', '3']);
      const second = await page({
        limit: 4,
        startFromHead: true,
        nextToken: first.nextForwardToken,
      });
      expect(second.events?.map(e => e.message)).toEqual(['4', '5', '6', '7']);
      const back = await page({
        limit: 4,
        nextToken: second.nextBackwardToken,
      });
      expect(back.events?.map(e => e.message)).toEqual(['0', '1', '2', '3']);
      const rest = await page({
        startFromHead: true,
        nextToken: second.nextForwardToken,
      });
      const end = await page({
        startFromHead: true,
        nextToken: rest.nextForwardToken,
      });
      expect(end.events).toEqual([]);
      expect(end.nextForwardToken).toBe(rest.nextForwardToken);
    });

    it('gives the newest by default, without the end time', async () => {
      const { events } = await page({ limit: 2, endTime: NOW - 1000 });
      expect(events?.map(e => e.message)).toEqual(['7', '8']);
    });

    it('refuses made-up tokens', async () => {
      expect(await refusal(page({ nextToken: 'abc' }))).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    });
  });
});
