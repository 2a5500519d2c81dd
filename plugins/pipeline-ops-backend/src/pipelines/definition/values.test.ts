import fc from 'fast-check';
import { amountIn, convertUnit, secondsOf } from './quantity';
import { selectorOf } from './selector';
import { substitute, variablesIn } from './substitute';
import { suggestionFor } from './suggestion';
import { parseThresholdRule } from './thresholdRule';

describe('a threshold as it is written', () => {
  it.each([
    ['> 0', { comparison: '>', value: 0, unit: '' }],
    ['>=80%', { comparison: '>=', value: 80, unit: '%' }],
    ['≤ 1,000', { comparison: '<=', value: 1000, unit: '' }],
    ['> 2h', { comparison: '>', value: 2, unit: 'h' }],
    ['< 5GiB', { comparison: '<', value: 5, unit: 'GiB' }],
    [
      '> 75% of timeout',
      { comparison: '>', value: 75, unit: '%', relativeTo: 'timeout' },
    ],
    ['> 5 in 5m', { comparison: '>', value: 5, unit: '', windowSeconds: 300 }],
    [
      '> 10% of readCapacity over 1 h',
      {
        comparison: '>',
        value: 10,
        unit: '%',
        relativeTo: 'readCapacity',
        windowSeconds: 3600,
      },
    ],
  ])('%s', (text, rule) => {
    expect(parseThresholdRule(text)).toMatchObject(rule);
  });

  it.each(['', '5', '> x', '> 5 of timeout', '>> 5', '> 5 in a while', '> -1'])(
    'is not %j',
    text => {
      expect(parseThresholdRule(text)).toBeUndefined();
    },
  );

  it('is read in no time, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), text => {
        const started = performance.now();
        parseThresholdRule(`> 1% of ${text}`);
        expect(performance.now() - started).toBeLessThan(50);
      }),
    );
  });
});

describe('quantities', () => {
  it('come in the unit of the chart', () => {
    expect(secondsOf('30s')).toBe(30);
    expect(secondsOf('1.5 h')).toBe(5_400);
    expect(secondsOf(900)).toBe(900);
    expect(convertUnit(2, 'h', 'Milliseconds')).toBe(7_200_000);
    expect(convertUnit(90, '%', 'None')).toBe(0.9);
    expect(convertUnit(1, 'GiB', 'Bytes')).toBe(1_073_741_824);
    expect(convertUnit(1, 'MB', 'Bytes/Second')).toBe(1_000_000);
    expect(amountIn('16GiB', 'Megabytes')).toBeCloseTo(17_179.869_184);
  });

  it('that have nothing to do with the chart have no value there', () => {
    expect(convertUnit(5, 's', 'Bytes')).toBeUndefined();
    expect(convertUnit(5, '%', 'Count')).toBeUndefined();
    expect(convertUnit(5, 'parsecs', 'Seconds')).toBeUndefined();
  });
});

describe('variables', () => {
  const values = new Map([
    ['env', 'prod'],
    ['evil', '${env}*'],
  ]);

  it('are put in once', () => {
    expect(substitute('a-${env}-${env}', values)).toBe('a-prod-prod');
    expect(substitute('${evil}', values)).toBe('${env}*');
    expect(variablesIn('${a}-${b.c}-$d-{e}')).toEqual(['a', 'b.c']);
  });

  it('without a value leave nothing', () => {
    expect(substitute('a-${region}', values)).toBeUndefined();
  });
});

describe('a name rule as it is written', () => {
  it.each([
    ['orders-*', { type: 'prefix', prefix: 'orders-' }],
    ['orders*', { type: 'prefix', prefix: 'orders' }],
    ['/aws/lambda/orders-', { type: 'prefix', prefix: '/aws/lambda/orders-' }],
    ['orders', { type: 'exact', name: 'orders' }],
    ['*', undefined],
  ])('%s', (text, selector) => {
    expect(selectorOf(text)).toEqual(selector);
  });
});

describe('a suggestion', () => {
  const known = ['lambda', 'states', 'kinesis', 'rds', 'msk'];

  it.each([
    ['lamda', 'lambda'],
    ['LAMBDA', 'lambda'],
    ['stepFunctions', 'states'],
    ['kafka', 'msk'],
    ['kinsesis', 'kinesis'],
    ['airflow', undefined],
    ['sagemaker', undefined],
  ])('for %s is %s', (word, suggestion) => {
    expect(suggestionFor(word, known)).toBe(suggestion);
  });
});
