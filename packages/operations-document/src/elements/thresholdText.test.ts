import fc from 'fast-check';
import { parseThreshold } from './thresholdText';

describe('parseThreshold', () => {
  it.each([
    ['>0', { comparison: '>', value: 0 }],
    ['> 0', { comparison: '>', value: 0 }],
    ['≥ 3', { comparison: '>=', value: 3 }],
    ['< 45s', { comparison: '<', value: 45, unit: 'Seconds' }],
    ['> 1 hour', { comparison: '>', value: 3600, unit: 'Seconds' }],
    ['60,000 ms', { comparison: '==', value: 60000, unit: 'Milliseconds' }],
    ['p99 > 250ms', { comparison: '>', value: 250, unit: 'Milliseconds' }],
    ['> 2 GB', { comparison: '>', value: 2, unit: 'Gigabytes' }],
    ['> 1.5M records', { comparison: '>', value: 1_500_000, unit: 'Count' }],
    ['> 10% failures', { comparison: '>', value: 10, unit: 'Percent' }],
    ['<99.5% success rate', { comparison: '<', value: 99.5, unit: 'Percent' }],
    [
      '> 5 errors in 5 minutes',
      { comparison: '>', value: 5, unit: 'Count', windowSeconds: 300 },
    ],
    ['>1/5min', { comparison: '>', value: 1, windowSeconds: 300 }],
    ['> 0 per hour', { comparison: '>', value: 0, windowSeconds: 3600 }],
    [
      '>75% of timeout',
      {
        comparison: '>',
        value: 75,
        unit: 'Percent',
        relativeTo: 'timeout',
      },
    ],
    [
      '80% timeout',
      {
        comparison: '>',
        value: 80,
        unit: 'Percent',
        relativeTo: 'timeout',
      },
    ],
    [
      '<20% of total',
      { comparison: '<', value: 20, unit: 'Percent', relativeTo: 'total' },
    ],
    [
      '120% of baseline',
      {
        comparison: '>',
        value: 120,
        unit: 'Percent',
        relativeTo: 'baseline',
        deviation: true,
      },
    ],
    [
      'Baseline + 50%',
      {
        comparison: '>',
        value: 50,
        unit: 'Percent',
        relativeTo: 'baseline',
        deviation: true,
      },
    ],
    ['more than 3 retries', { comparison: '>', value: 3, unit: 'Count' }],
    ['below 30 seconds', { comparison: '<', value: 30, unit: 'Seconds' }],
    ['mehr als 4 Fehler', { comparison: '>', value: 4, unit: 'Count' }],
    ['plus de 2 minutes', { comparison: '>', value: 120, unit: 'Seconds' }],
    ['1 or more messages', { comparison: '>=', value: 1, unit: 'Count' }],
  ])('reads %s', (text, expected) => {
    expect(parseThreshold(text)).toEqual(expected);
  });

  it.each([
    'N/A',
    'Sustained high values',
    'Significant deviation from baseline',
    '>expected duration',
    'Provisioned capacity',
    'Any throttles',
    '',
  ])('finds no value in %p', text => {
    expect(parseThreshold(text)).toBeUndefined();
  });

  it('reads back every number and comparison that it is given', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('>', '>=', '<', '<=', '=='),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom('', ' '),
        (comparison, value, space) => {
          expect(parseThreshold(`${comparison}${space}${value}`)).toEqual({
            comparison,
            value,
          });
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const threshold = parseThreshold(text);
        expect(
          threshold === undefined || Number.isFinite(threshold.value),
        ).toBe(true);
      }),
    );
  });
});
