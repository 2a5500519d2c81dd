import fc from 'fast-check';
import {
  filtered,
  refusal,
  REQUESTS,
  rows,
  run,
} from './__fixtures__/runQuery';

describe('what does not belong', () => {
  it.each([
    ['', ''],
    ['fields', ''],
    ['fields @message |', ''],
    ['explode @message', 'explode'],
    ['SOURCE "x" | fields @message', 'SOURCE'],
    ['pattern @message', 'pattern'],
    ['fields @message limit 5', 'limit'],
    ['fields frobnicate(x)', 'frobnicate'],
    ['fields strlen()', 'strlen()'],
    ['filter n == 5', '='],
    ['filter n = ', ''],
    ['filter (n = 5', ''],
    ['filter n = 5)', ')'],
    ['filter n like 5', '5'],
    ['filter n in 5', '5'],
    ['filter n !~ /x/', '!'],
    ['filter @message like /(/', '/(/'],
    ['filter @message like /(?=x)/', '/(?=x)/'],
    ['filter @message like "open', '"open'],
    ['filter count(*) > 5', 'count(*)'],
    ['parse @message "no wildcard" as x', '"no wildcard" as x'],
    ['parse @message "* *" as x', '"* *" as x'],
    ['parse @message /no group/', '/no group/'],
    ['stats status by level', 'status'],
    ['stats pct(ms) by level', 'pct(ms)'],
    ['stats pct(ms, 101)', 'pct(ms, 101)'],
    ['stats avg(*)', '*'],
    ['stats count(*) by bin(5)', '5'],
    ['stats count(*) by bin(5x)', 'x'],
    ['stats count(*) as n | stats sum(other)', 'other'],
    ['stats count(*) as n by level | stats max(n) by bin(1h)', 'bin(1h)'],
    ['stats count(*) | sort n | stats count(*)', 'sort n'],
    ['stats count(*) | stats count(*) | stats count(*)', 'stats count(*)'],
    ['limit 0', '0'],
    ['limit 100001', '100001'],
    ['limit ten', 'ten'],
    ['dedup level | sort level', 'sort'],
    ['fields `open', '`'],
    ['fields a.', '.'],
    ['fields @message ; limit 1', ';'],
  ])('%s', (query, at) => {
    expect(refusal(query)).toMatchObject({
      type: 'MalformedQueryException',
      at,
    });
  });

  it('is located by line and position', () => {
    expect(refusal('fields @message\n| explode')?.message).toBe(
      'unexpected symbol found explode at line 2 and position 3',
    );
  });

  it('comments are skipped wherever they stand', () => {
    expect(
      rows('# all\nfields @message # this | limit 0\n| limit 1 #', ['a#b']),
    ).toEqual([{ '@message': 'a#b' }]);
  });

  it('any text compiles and runs, or is refused with the typed error', () => {
    const fragment = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom(
        ...[
          'fields',
          'filter',
          'stats',
          'sort',
          'parse',
          'limit',
          'dedup',
          '|',
        ],
        ...['count(*)', 'by', 'bin(5m)', 'as', 'x', '@message', 'like', '/a+/'],
        ...['"a*"', '(', ')', '[', ']', ',', '=', '<', 'and', 'not', 'in', '-'],
        ...['5', '1.5', '*', '^', '`b`', '.', 'abs(', 'pct(x, 5)', '# c', '\n'],
      ),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 14 }), fragments => {
        const text = fragments.join(' ');
        const type = refusal(text)?.type;
        expect([undefined, 'MalformedQueryException']).toContain(type);
        if (!type) run(text, REQUESTS);
      }),
      { numRuns: 5_000 },
    );
  });

  it('hostile nesting is refused', () => {
    for (const text of [
      `filter ${'('.repeat(4_000)}`,
      `fields ${'abs('.repeat(2_000)}`,
      `fields ${'2^'.repeat(4_000)}2`,
    ]) {
      expect(refusal(text)?.type).toBe('MalformedQueryException');
    }
    expect(filtered(`${'not '.repeat(2_000)} n = 1`, ['{"n":1}'])).toHaveLength(
      1,
    );
  });
});
