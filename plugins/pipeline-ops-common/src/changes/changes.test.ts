import fc from 'fast-check';
import { applyChanges } from './applyChanges';
import { changesBetween } from './changesBetween';
import type { Json } from './json';

/** 03:00 UTC. */
const T0 = 1_795_230_000;

function chart(t0: number, values: (number | null)[], observed: number) {
  return {
    title: 'Errors',
    series: [
      {
        id: 'm1',
        t0,
        step: 60,
        values,
        baseline: {
          low: values.map(() => 1),
          high: values.map(() => 9),
          ratio: 1.2,
        },
      },
    ],
    thresholds: [{ text: '> 5', observed }],
  };
}

it('tells only the new bucket, what was corrected, and what was told beside it', () => {
  const before = { from: T0, charts: [chart(T0, [1, 2, 3], 3)] };
  const after = { from: T0 + 60, charts: [chart(T0 + 60, [2, 4, null], 4)] };
  expect(changesBetween(before, after)).toEqual({
    drop: 1,
    add: 1,
    // The newest of values, low and high.
    tail: [null, '', ''],
    // In the first list, from the second place on, one.
    edits: [0, 1, 1, 4],
    // The answer is node 0 and `from` is 1; `observed` comes 13 later.
    nodes: [1, T0 + 60, 13, 4],
  });
});

it('replaces columns that have not moved with the others, and leaves the others apart', () => {
  const hourly = (t0: number) => ({ t0, step: 3_600, values: [5, 6] });
  const before = [hourly(T0), chart(T0, [1, 2], 0), chart(T0, [7, 8], 0)];
  const after = [
    hourly(T0),
    chart(T0 + 60, [2, 3], 0),
    chart(T0 + 60, [8, 9], 0),
  ];
  const changes = changesBetween(before, after);
  expect(changes).toMatchObject({
    drop: 1,
    add: 1,
    tail: [3, '', '', 9, '', ''],
  });
  expect(changes.nodes).toEqual([1, hourly(T0)]);
});

it('refuses changes that are about something else', () => {
  const changes = changesBetween(
    chart(T0, [1, 2, 3], 3),
    chart(T0 + 60, [2, 3, 4], 4),
  );
  expect(() =>
    applyChanges({ t0: T0, step: 60, values: [1] }, changes),
  ).toThrow('another answer');
});

const value = fc.option(fc.integer({ min: 0, max: 4 }), { freq: 4 });

const columns = fc
  .record({
    t0: fc.integer({ min: 0, max: 6 }).map(buckets => T0 + buckets * 60),
    step: fc.constantFrom(60, 60, 60, 300),
    length: fc.integer({ min: 0, max: 5 }),
    label: fc.constantFrom('a', 'b'),
    lists: fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), {
      minLength: 3,
      maxLength: 3,
    }),
    hasBand: fc.boolean(),
  })
  .map(({ t0, step, length, label, lists, hasBand }): Json => {
    const [values, low, high] = lists.map(list => list.slice(0, length));
    return {
      label,
      t0,
      step,
      values,
      ...(hasBand ? { baseline: { low, high, ratio: length } } : {}),
    };
  });

const { answer } = fc.letrec<{ answer: Json }>(tie => ({
  answer: fc.oneof(
    { weight: 4, arbitrary: columns },
    fc.constantFrom<Json>(null, true, 0, 1, 'text', [], {}),
    fc.array(value, { maxLength: 5 }),
    fc.array(tie('answer'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom('t0', 'step', 'values', 'charts', '__proto__', '7'),
      tie('answer'),
      { maxKeys: 4 },
    ),
  ),
}));

function asSent(json: Json): Json {
  return JSON.parse(JSON.stringify(json));
}

it('gives the later answer, letter by letter, whatever has changed', () => {
  const isRestored = (before: Json, after: Json) => {
    const [one, other] = [asSent(before), asSent(after)];
    const sent = JSON.parse(JSON.stringify(changesBetween(one, other)));
    const restored = applyChanges(one, sent);
    expect(JSON.stringify(restored)).toBe(JSON.stringify(other));
    expect(JSON.stringify(one)).toBe(JSON.stringify(asSent(before)));
  };
  fc.assert(fc.property(answer, answer, isRestored), { numRuns: 500 });
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, answer)), pairs => {
      isRestored(
        pairs.map(([before]) => before),
        pairs.map(([, after]) => after),
      );
    }),
    { numRuns: 300 },
  );
});

it('keeps the columns of charts moving, however far', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 3, maxLength: 40 }),
      fc.nat(40),
      fc.nat(40),
      (values, drop, length) => {
        const start = Math.min(drop, values.length - 1);
        const before = [chart(T0, values.slice(0, length || 1), 1)];
        const after = [chart(T0 + start * 60, values.slice(start), 1)];
        const changes = changesBetween(before, after);
        expect(applyChanges(before, changes)).toEqual(after);
      },
    ),
  );
});
