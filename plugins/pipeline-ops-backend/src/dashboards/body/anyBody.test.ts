import fc from 'fast-check';
import { parseDashboardBody } from './parseDashboardBody';

const metric = (properties: object) => ({ type: 'metric', properties });

describe('whatever the body is', () => {
  const names = fc.constantFrom(
    'widgets',
    'variables',
    'type',
    'properties',
    'metrics',
    'annotations',
    'horizontal',
    'vertical',
    'alarms',
    'value',
    'values',
    'id',
    'pattern',
    'property',
    'defaultValue',
    'yAxis',
    'left',
    'x',
    'width',
    'query',
    'markdown',
    'expression',
    'view',
    'start',
    '__proto__',
    'constructor',
    'toString',
  );
  const texts = fc.oneof(
    fc.constantFrom(
      'metric',
      'text',
      'alarm',
      'log',
      'property',
      'pattern',
      '.',
      '...',
      'AWS/Lambda',
      '-PT6H',
      '-P',
      "SOURCE 'a' | SOURCE",
      'timeSeries',
      'm1',
      '__FIRST',
    ),
    fc.string({ maxLength: 20 }),
  );
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 6 },
      texts,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 6 }),
      fc
        .array(fc.tuple(names, tie('value')), { maxLength: 8 })
        .map(entries => Object.fromEntries(entries)),
    ),
  }));
  const bodies = fc.record({
    widgets: fc.array(
      fc.oneof(
        value,
        fc.record({
          type: fc.constantFrom('metric', 'text', 'alarm', 'log'),
          properties: fc.oneof(
            value,
            fc.record({
              metrics: fc.array(fc.array(value, { maxLength: 6 }), {
                maxLength: 6,
              }),
              annotations: value,
            }),
          ),
        }),
      ),
      { maxLength: 8 },
    ),
    variables: fc.array(value, { maxLength: 4 }),
  });

  it('nothing is thrown, and every widget keeps a place and a content', () => {
    fc.assert(
      fc.property(fc.oneof(value, bodies), body => {
        const parsed = parseDashboardBody(JSON.stringify(body) ?? 'undefined');
        for (const { place, content: shown } of parsed.widgets) {
          expect(place.x + place.width).toBeLessThanOrEqual(24);
          expect(place.y).toBeGreaterThanOrEqual(0);
          expect(typeof shown.type).toBe('string');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, string]>([
    ['deep lists', '['.repeat(500_000) + ']'.repeat(500_000)],
    [
      'a deep widget',
      `{"widgets": [${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`,
    ],
    [
      'many widgets',
      JSON.stringify({ widgets: Array(50_000).fill({ type: 'metric' }) }),
    ],
    [
      'many rows',
      JSON.stringify({
        widgets: [metric({ metrics: Array(90_000).fill(['...', 'x']) })],
      }),
    ],
    [
      'a row of many values',
      JSON.stringify({
        widgets: [metric({ metrics: [Array(200_000).fill('.')] })],
      }),
    ],
    [
      'many variables over many texts',
      JSON.stringify({
        variables: Array.from({ length: 1_000 }, (_, index) => ({
          id: `v${index}`,
          type: 'pattern',
          pattern: 'a',
          defaultValue: 'aa',
        })),
        widgets: Array(300).fill({
          type: 'text',
          properties: { markdown: 'a'.repeat(3_000) },
        }),
      }),
    ],
    [
      'variables that bring more of themselves',
      JSON.stringify({
        variables: Array.from({ length: 25 }, (_, index) => ({
          id: `v${index}`,
          type: 'property',
          property: 'a',
          defaultValue: 'a="'.repeat(80),
        })),
        widgets: [metric({ metrics: [[{ expression: 'a="x"' }]] })],
      }),
    ],
    [
      'a long query of sources',
      JSON.stringify({
        widgets: Array(90).fill({
          type: 'log',
          properties: { query: `SOURCE 'a',${' '.repeat(9_000)}` },
        }),
      }),
    ],
  ])('%s take no second', (_, body) => {
    const started = performance.now();
    const { widgets } = parseDashboardBody(body);
    expect(widgets.length).toBeLessThanOrEqual(500);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
