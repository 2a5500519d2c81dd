import {
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  LogsSandbox,
  NOW,
  MINUTE,
  HOUR,
  DAY,
} from './__fixtures__/logsSandbox';

describe('CloudWatch Logs over HTTP', () => {
  let sandbox: LogsSandbox;

  beforeAll(async () => {
    sandbox = await LogsSandbox.start();
  });

  afterAll(() => sandbox.close());

  beforeEach(() => sandbox.reset());

  describe('generated events', () => {
    const read = async (startTime: number, endTime: number) =>
      (
        await sandbox.filterAll({
          logGroupName: '/aws/lambda/orders',
          startTime,
          endTime,
        })
      ).flat();

    it('are the same whatever window is asked for, and merged with put ones', async () => {
      const whole = await read(NOW - 2 * HOUR, NOW);
      const parts = [
        ...(await read(NOW - 2 * HOUR, NOW - 37 * MINUTE - 1)),
        ...(await read(NOW - 37 * MINUTE, NOW)),
      ];
      expect(parts).toEqual(whole);
      expect(whole.length).toBeGreaterThan(350);
      const times = whole.map(e => e.timestamp!);
      expect(times).toEqual([...times].sort((a, b) => a - b));

      await sandbox.put('/aws/lambda/orders', 'a', [
        { timestamp: NOW - HOUR, message: 'put by hand' },
      ]);
      const merged = await read(NOW - 2 * HOUR, NOW);
      expect(merged).toHaveLength(whole.length + 1);
      expect(merged.filter(e => e.message === 'put by hand')).toHaveLength(1);
    });

    it('have lines, streams and times as the scenario says, and no future', async () => {
      const events = await read(NOW - 2 * HOUR, NOW + DAY);
      const failures = events.filter(e => e.logStreamName === 'failures');
      expect(Math.min(...failures.map(e => e.timestamp!))).toBeGreaterThan(
        NOW - 30 * MINUTE,
      );
      expect(failures[0].message).toMatch(
        /^\{"level":"ERROR","code":50[03],"at":"2026-11-21T09:/,
      );
      expect(events.every(e => e.timestamp! <= NOW)).toBe(true);
      expect(events.find(e => e.logStreamName !== 'failures')?.message).toMatch(
        /^INFO batch of [2-8]\d orders [0-9a-f]{8}-[0-9a-f]{4}-4/,
      );
    });

    it('tell when their streams were last written', async () => {
      const { logStreams } = await sandbox.logs.send(
        new DescribeLogStreamsCommand({ logGroupName: '/aws/lambda/orders' }),
      );
      expect(logStreams?.map(s => s.logStreamName)).toEqual([
        'a',
        'b',
        'failures',
      ]);
      expect(logStreams![0].lastEventTimestamp).toBeGreaterThan(
        NOW - 5 * MINUTE,
      );
    });

    it('reach as far back as the retention', async () => {
      const first = await sandbox.logs.send(
        new FilterLogEventsCommand({
          logGroupName: '/aws/lambda/orders',
          limit: 1,
        }),
      );
      expect(first.events![0].timestamp).toBeGreaterThan(NOW - 7 * DAY);
      expect(first.events![0].timestamp).toBeLessThan(NOW - 7 * DAY + MINUTE);
    });
  });
});
