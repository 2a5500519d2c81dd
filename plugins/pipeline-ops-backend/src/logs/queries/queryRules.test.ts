import fc from 'fast-check';
import { readCommands } from './queryCommands';
import { ALLOWED_COMMANDS, judgeQuery } from './queryRules';

const judge = (query: string) => judgeQuery(query, 1_000);

describe('a query that only reads what it was started with', () => {
  it.each([
    'fields @timestamp, @message\n| filter @message like /ERROR/\n| sort @timestamp desc\n| limit 100',
    'filter @message like /sink|source/ or eventSource = "aws.s3"',
    'fields source, `source`\n| stats count(*) by source, bin(5m)',
    'parse @message /Stage: (?<stage>[a|b]+)/\n| stats avg(a) / 2 as half, max(b) by stage',
    'parse @message "* [*] source: *" as a, b, c',
    'filter @message = "a \\" | still a text # and no comment"',
    "FIELDS @message\n| Filter level = 'ü|x'",
    'stats sum(bytes) / 1024 / 1024 as MB by bin(1h)',
  ])('passes as it is: %j', query => {
    expect(judge(query)).toEqual({ text: query });
  });

  it('loses its comments, so that AWS reads what was checked', () => {
    expect(
      judge('# Slow loads\nfields @message # all\n| filter a = "#1" # end'),
    ).toEqual({ text: 'fields @message\n| filter a = "#1"' });
  });

  it('asks for no more rows than it may', () => {
    const limited = (query: string) => judgeQuery(query, 50);
    expect(limited('fields a | limit 20')).toEqual({
      text: 'fields a\n| limit 20',
    });
    expect(limited('fields a | limit 5000 | stats count(*)')).toEqual({
      text: 'fields a\n| limit 50\n| stats count(*)',
    });
    expect(limited('fields a | limit 99999999999999999999999')).toEqual({
      text: 'fields a\n| limit 50',
    });
  });
});

describe('what would read something else', () => {
  it.each([
    'source "/aws/lambda/payments" | fields @message',
    'SoUrCe logGroups(namePrefix: ["/aws"]) | fields @message',
    'SOURCE /aws/lambda/payments | fields @message',
    'SOURCE `payments`',
    '  \n\t source ["a"]',
    'fields @message | SOURCE "/x"',
    'fields @message |\n\n source "/x"',
    'fields @message\nsource "/x"',
    'fields @message | # here it comes\n source "/x"',
    'fields @message | source # comment\n "/x"',
    'fields @message | sou#\nrce "/x"',
    'filter a = "\\" | source "/x" | filter b = "',
    'filter a = "x#"\n"| sou#"\nrce \'/x\'',
    'filter @message like /a/ | source "/x" | filter b like /c/',
    'fields a / b | source logGroups() / c',
    'fields like / b | source logGroups(x) / c',
    'filter `a | source "x"` = 1',
    "filter x in (SOURCE '/x' | fields y)",
    'filter x in [ source "/x" ]',
    'fields a | limit 1 } { source "/x"',
    'fields a # in a comment | source "/x"',
  ])('is refused for naming log groups: %j', query => {
    expect(judge(query)).toEqual({
      refusal: expect.stringMatching(
        /^names log groups in its text|^uses the command sou/,
      ),
    });
  });

  it.each([
    ['fields unmask(@message)', 'unmask'],
    ['fields UNMASK (@message)', 'unmask'],
    ['fields `unmask`(@message)', 'unmask'],
    ['fields unmask # not\n (@message)', 'unmask'],
    ['fields a | unmask @message', 'the command unmask'],
    ['join type=left (fields x) on a = b', 'the command join'],
    ['fields a | lookup table x', 'the command lookup'],
    ['fields a | sources "x"', 'the command sources'],
    ['select * from `x`', 'the command select'],
    ['fields a | ſource "/x"', 'may only stand inside quotes'],
    ['ｓｏｕｒｃｅ "/x"', 'may only stand inside quotes'],
    ['fields a |\u00a0source "/x"', 'unusual spaces'],
    ['fields a | so\u200burce "/x"', 'invisible'],
    ['fields a | filter b = "\u202ex"', 'invisible'],
    ['fields a\u2028| source "/x"', 'unusual spaces'],
    ['fields a \0', 'invisible'],
    ['fields a | filter b = "open', 'not closed'],
    ['filter @message like /open', 'not closed'],
    ['fields `open', 'not closed'],
    ['fields a || limit 1', 'empty command'],
    ['', 'empty command'],
    ['fields a |', 'empty command'],
    ['@message like /x/', 'begins with "@message'],
    [`filter a = "${'x'.repeat(10_000)}"`, 'longer than 10000'],
  ])('is refused with the reason: %j', (query, reason) => {
    expect(judge(query)).toEqual({ refusal: expect.stringContaining(reason) });
  });
});

/** Parts of real queries and of attacks, in any order. */
const hostileQuery = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['fields @message', 'filter a', 'like', 'parse @message', '=~'],
        ...['source', 'SOURCE', 'unmask(', 'logGroups(', 'limit 10', 'stats x'],
        ...['|', '"', "'", '`', '/', '\\', '#', '\n', ' ', '(', ')', '[', ']'],
        ...['\u00a0', '\u200b', 'ſource', 'join'],
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    { maxLength: 20 },
  )
  .map(parts => parts.join(''));

it('lets nothing pass but allowed commands, however the text is put together', () => {
  let passed = 0;
  fc.assert(
    fc.property(hostileQuery, query => {
      const verdict = judge(query);
      if (!('text' in verdict)) return;
      passed += 1;
      const { text } = verdict;
      for (const { name } of readCommands(text)) {
        expect(ALLOWED_COMMANDS).toContain(name);
      }
      // Whatever AWS takes for quotes: behind no pipe or line break does a log group follow.
      expect(text).not.toMatch(/(^|[|\n([{])\s*source\s*["'`([{]/i);
      expect(text).not.toMatch(/unmask\s*\(|loggroups\s*\(/i);
      // What was checked once is the same when it is checked again.
      expect(judge(text)).toEqual(verdict);
    }),
    { numRuns: 5_000 },
  );
  expect(passed).toBeGreaterThan(20);
});

it('takes time in proportion to the length of the query', () => {
  for (const part of ['| ', '# ', '"\\', 'source ', '\n \t', 'unmask `']) {
    const started = performance.now();
    judge(part.repeat(10_000 / part.length));
    expect(performance.now() - started).toBeLessThan(500);
  }
});
