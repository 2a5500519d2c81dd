import fc from 'fast-check';
import { formatNumber, formatRate, formatRatio, formatValue } from './values';

it.each([
  [212, 'Milliseconds', '212 ms'],
  [1900, 'Milliseconds', '1.9 s'],
  [0, 'Milliseconds', '0 s'],
  [412, 'Seconds', '412 s'],
  [5400, 'Seconds', '90 min'],
  [36_000, 'Seconds', '10 h'],
  [50, 'Microseconds', '0.05 ms'],
  [734_003_200, 'Bytes', '700 MiB'],
  [2048, 'Bytes/Second', '2 KiB/s'],
  [1.5, 'Gigabytes', '1.5 GiB'],
  [0.2149, 'Percent', '0.215 %'],
  [14, 'Count', '14'],
  [120_000, 'Count', '120,000'],
  [3.5, 'Count/Second', '3.5/s'],
  [-2, 'None', '-2'],
  [7, 'Terabits', '7 Terabits'],
  [null, 'Count', '–'],
  [NaN, 'Count', '–'],
])('%p in %s reads %s', (value, unit, words) => {
  expect(formatValue(value, unit)).toBe(words);
});

it('never rounds a loss away', () => {
  expect(formatRatio(1)).toBe('100 %');
  expect(formatRatio(0.99999)).toBe('99.9 %');
  expect(formatRatio(0.912)).toBe('91.2 %');
  expect(formatRatio(0)).toBe('0.0 %');
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999999, noNaN: true }), ratio => {
      expect(formatRatio(ratio)).not.toBe('100 %');
    }),
  );
});

it('keeps numbers of the same size apart', () => {
  expect(formatNumber(1203)).not.toBe(formatNumber(1204));
  expect(formatNumber(0.001234)).toBe('0.00123');
  expect(formatRate(10_748)).toBe('10,748');
  expect(formatRate(254_232_296)).toBe('254M');
});
