import { reported, table, type Figure } from './report';
import { median, percentile } from './statistics';

const figure = (rest: Partial<Figure>): Figure => ({
  name: 'cold-p50',
  value: 1,
  unit: 'x',
  target: { atMost: 1.3 },
  ...rest,
});

it('takes the middle of two for the median, and the nearest rank for other shares', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});

it('says what was reached, by the value that was measured and not by the one that is shown', () => {
  expect(reported(figure({ value: 1.3001 }))).toEqual({
    name: 'cold-p50',
    value: 1.3,
    unit: 'x',
    target: '<= 1.3',
    reached: false,
  });
  expect(
    reported(figure({ value: 299.6, target: { atLeast: 300 } })),
  ).toMatchObject({ value: 300, target: '>= 300', reached: false });
  expect(
    reported(figure({ value: 1.004, target: { exactly: 1 } })),
  ).toMatchObject({ value: 1, target: '= 1', reached: true });
  expect(reported(figure({ value: NaN }))).toMatchObject({ reached: false });
});

it('prints a table', () => {
  expect(table([figure({ value: 1.2, note: '120 ms over 100 ms' })])).toBe(
    [
      '| measurement | value | target | reached | made from          |',
      '| ----------- | ----- | ------ | ------- | ------------------ |',
      '| cold-p50    | 1.2 x | <= 1.3 | yes     | 120 ms over 100 ms |',
    ].join('\n'),
  );
});
