import fc from 'fast-check';
import { queryTokens } from './queryTokens';
import { isNumeric, sortRows } from './resultRows';

it('tells commands, functions, texts and comments of a query apart', () => {
  const query = `filter @message like /(?i)fail|ed/ # why
| stats count(*) as failures by bin(5m)`;
  expect(
    queryTokens(query)
      .filter(({ kind }) => kind !== 'plain')
      .map(({ kind, text }) => `${kind} ${text}`),
  ).toEqual([
    'command filter',
    'string /(?i)fail|ed/',
    'comment # why',
    'pipe |',
    'command stats',
    'function count',
    'function bin',
  ]);
});

it('loses nothing of a query, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), query => {
      expect(
        queryTokens(query)
          .map(({ text }) => text)
          .join(''),
      ).toBe(query);
    }),
  );
});

it('sorts numbers as numbers, words as words, and what is missing last', () => {
  const rows = [
    ['timeout', '9'],
    ['connection', '121'],
    ['refused', null],
  ];
  expect(isNumeric(rows, 1)).toBe(true);
  expect(isNumeric(rows, 0)).toBe(false);
  const by = (column: number, descending: boolean) =>
    sortRows(rows, { column, descending }).map(([name]) => name);
  expect(by(1, true)).toEqual(['connection', 'timeout', 'refused']);
  expect(by(1, false)).toEqual(['timeout', 'connection', 'refused']);
  expect(by(0, false)).toEqual(['connection', 'refused', 'timeout']);
  expect(sortRows(rows, undefined)).toBe(rows);
});
