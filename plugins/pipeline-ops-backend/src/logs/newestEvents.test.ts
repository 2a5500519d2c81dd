import fc from 'fast-check';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { readCursor, writeCursor } from './cursor';
import { newestEvents } from './newestEvents';

const END = Date.parse('2026-11-21T03:18:00Z');
const HOUR = 3_600_000;

function cloudWith(times: number[]) {
  const cloud = new FakeTelemetry();
  cloud.logEvents = times.map((timestamp, index) => ({
    id: `event-${index}`,
    timestamp,
    stream: 'main',
    message: `line ${index}`,
  }));
  return cloud;
}

/** Reads on until there is no more, as somebody does who keeps asking for older lines. */
async function readAll(cloud: FakeTelemetry, from: number, limit: number) {
  const pages: string[][] = [];
  const times: number[] = [];
  let cursor: string | undefined;
  do {
    const answer = await newestEvents(cloud, {
      source: LAB,
      logGroup: '/aws/lambda/orders-load',
      from,
      to: END,
      limit,
      cursor: cursor ? readCursor(cursor) : undefined,
    });
    expect(answer.events.length).toBeLessThanOrEqual(limit);
    pages.push(answer.events.map(({ id }) => id));
    times.push(...answer.events.map(({ timestamp }) => timestamp));
    cursor = answer.next && writeCursor(answer.next);
  } while (cursor);
  return { pages, times };
}

it('gives every event of the range once, newest first, however they lie', async () => {
  const times = fc.array(
    fc.oneof(
      fc.integer({ min: END - 24 * HOUR, max: END - 1 }),
      // Bursts, and many within one millisecond.
      fc.integer({ min: END - 2_000, max: END - 1_990 }),
    ),
    { maxLength: 200 },
  );
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.integer({ min: 1, max: 60 }),
      async (stamps, limit) => {
        const cloud = cloudWith(stamps);
        const { pages, times: read } = await readAll(
          cloud,
          END - 24 * HOUR,
          limit,
        );
        const ids = pages.flat();
        expect(ids).toHaveLength(stamps.length);
        expect(new Set(ids).size).toBe(stamps.length);
        expect(read).toEqual([...stamps].sort((a, b) => b - a));
      },
    ),
  );
});

it('finds the newest of many with few requests', async () => {
  const busy = cloudWith(
    Array.from({ length: 60_000 }, (_, index) => END - 1 - index * 25),
  );
  const { events } = await newestEvents(busy, {
    source: LAB,
    logGroup: '/aws/lambda/orders-load',
    from: END - 24 * HOUR,
    to: END,
    limit: 100,
  });
  expect(events).toHaveLength(100);
  expect(events[0].timestamp).toBe(END - 1);
  expect(busy.asked.length).toBeLessThanOrEqual(3);
});

it('stops when the source fails, and says so', async () => {
  const cloud = cloudWith([END - 1]);
  cloud.failure = { status: 'denied', message: 'Not allowed.' };
  const { events, states } = await newestEvents(cloud, {
    source: LAB,
    logGroup: '/aws/lambda/orders-load',
    from: END - HOUR,
    to: END,
    limit: 10,
  });
  expect(events).toEqual([]);
  expect(states).toMatchObject([{ status: 'denied' }]);
});

it('takes only cursors that it gave out', () => {
  const forged = [
    'x',
    '',
    Buffer.from('{"before":1}').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
    Buffer.from('[-1,0,1]').toString('base64url'),
    Buffer.from('[1e99,0,1]').toString('base64url'),
  ];
  forged.forEach(text => expect(() => readCursor(text)).toThrow(/cursor/));
});
