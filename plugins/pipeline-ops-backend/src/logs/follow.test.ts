import { InputError } from '@backstage/errors';
import type { CloudLogEvent } from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import {
  type Followed,
  followOn,
  isNew,
  readFollowed,
  writeFollowed,
} from './follow';

const NOW = Date.parse('2026-11-21T03:18:00Z');

const event = (id: string, timestamp: number): CloudLogEvent => ({
  id,
  timestamp,
  stream: 'main',
  message: id,
});

const newestFirst = (events: CloudLogEvent[]) =>
  [...events].sort((a, b) => b.timestamp - a.timestamp);

/** What a reader gets who asks again and again, each time after more has arrived; pages hold `limit` events. */
function follow(arrivals: CloudLogEvent[][], limit = 1_000): string[] {
  const delivered: string[] = [];
  const arrived: CloudLogEvent[] = [];
  let followed: Followed | undefined;
  for (const batch of arrivals) {
    arrived.push(...batch);
    const from = followed?.since ?? 0;
    const matching = newestFirst(
      arrived.filter(({ timestamp }) => timestamp >= from),
    );
    const found = matching.slice(0, limit);
    const before = followed;
    delivered.push(
      ...found
        .filter(each => !before || isNew(before, each))
        .map(({ id }) => id),
    );
    followed = readFollowed(
      writeFollowed(
        followOn(found, {
          before,
          whole: found.length === matching.length,
          now: NOW,
        }),
      ),
    );
  }
  return delivered;
}

describe('following a log', () => {
  it('gives events of one millisecond once each, however they arrive', () => {
    expect(
      follow([
        [event('a', NOW), event('b', NOW)],
        [event('c', NOW)],
        [],
        [event('d', NOW + 1)],
      ]),
    ).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives an event that comes ten seconds late, and no later one', () => {
    expect(
      follow([
        [event('a', NOW)],
        [event('late', NOW - 10_000), event('too late', NOW - 10_001)],
      ]),
    ).toEqual(['a', 'late']);
  });

  it('begins with what is written after an empty page', () => {
    expect(follow([[], [event('a', NOW - 5_000), event('b', NOW)]])).toEqual([
      'b',
      'a',
    ]);
  });

  it('never gives an event twice, and every one that comes in time', () => {
    const step = fc.array(fc.nat({ max: 40 }), { maxLength: 120 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), batches => {
        let id = 0;
        // Each batch is written within the second after the one before.
        const arrivals = batches.map((offsets, at) =>
          offsets.map(offset => {
            id += 1;
            return event(`event-${id}`, NOW + at * 1_000 + offset);
          }),
        );
        const delivered = follow(arrivals);
        expect(new Set(delivered).size).toBe(delivered.length);
        expect(delivered.length).toBe(id);
      }),
    );
  });

  it('never gives an event twice when there are more than fit a page', () => {
    const step = fc.array(fc.nat({ max: 12_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 8 }),
        fc.integer({ min: 1, max: 20 }),
        (batches, limit) => {
          let id = 0;
          const arrivals = batches.map(offsets =>
            offsets.map(offset => {
              id += 1;
              return event(`event-${id}`, NOW + offset);
            }),
          );
          const delivered = follow(arrivals, limit);
          expect(new Set(delivered).size).toBe(delivered.length);
        },
      ),
    );
  });

  it('keeps to what fits an address', () => {
    const many = newestFirst(
      Array.from({ length: 1_000 }, (_, index) =>
        event(`event-${index}`, NOW - index * 5),
      ),
    );
    const written = writeFollowed(followOn(many, { whole: true, now: NOW }));
    expect(written.length).toBeLessThan(1_024);
  });

  it.each(['', 'x', '[]', '[-1]', '[1,"short"]', '["1"]', '[1.5]'])(
    'takes nothing that was not given out: %s',
    text => {
      const written = Buffer.from(text).toString('base64url');
      expect(() => readFollowed(written)).toThrow(InputError);
    },
  );
});
