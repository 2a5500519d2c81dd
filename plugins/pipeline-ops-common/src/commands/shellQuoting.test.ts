import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { fillCommand } from './fillCommand';
import { quoteForShell, shellContexts } from './shellQuoting';

/** What a real shell makes of a text. */
const inShell = (text: string) =>
  execFileSync('sh', ['-c', text], { encoding: 'utf8' });

const template = (text: string) => {
  const start = text.indexOf('{value}');
  return {
    id: 'c',
    language: 'bash',
    text,
    placeholders: [{ name: 'value', text: '{value}', start, end: start + 7 }],
  };
};

const fill = (text: string, value: string) =>
  fillCommand(template(text), new Map([['value', { value, from: 'test' }]]));

it('tells the quoting context of a position', () => {
  const context = (text: string) => shellContexts(text, [text.indexOf('@')])[0];
  expect(context('echo @')).toBe('unquoted');
  expect(context("echo '@'")).toBe('single');
  expect(context('echo "it\'s @"')).toBe('double');
  expect(context('echo "$(date @)"')).toBe('unquoted');
  expect(context('echo "$(date "@")"')).toBe('double');
  expect(context('echo \\" @')).toBe('unquoted');
  expect(context("echo 'a'\\'' @'")).toBe('single');
  expect(context('# it\'s a "comment @')).toBe('comment');
  expect(context("# it's over\necho @")).toBe('unquoted');
  expect(context('echo a#b"@"')).toBe('double');
});

it('hands exactly the value to the command, whatever the value holds', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme-ascii' }),
    fc.constantFrom(
      "'; rm -rf / #",
      '$(touch owned)',
      '`id`',
      '" && id && "',
      "it's",
      '!!',
      '\\',
      '',
      '-n',
      '*',
      '~',
      'a b',
    ),
  );
  fc.assert(
    fc.property(
      hostile,
      fc.constantFrom(
        `printf '%s' -x{value}`,
        `printf '%s' '-x{value}'`,
        `printf '%s' "-x{value}"`,
        `printf '%s' "$(printf '%s' -x{value})"`,
        `printf '%s' "$(printf '%s' "-x{value}")"`,
      ),
      (value, text) => {
        expect(inShell(fill(text, value).filled)).toBe(`-x${value}`);
      },
    ),
    { numRuns: 200 },
  );
});

it('leaves a placeholder open rather than fill in a line break', () => {
  expect(() => quoteForShell('a\nb', 'unquoted')).toThrow(RangeError);
  const command = fill('echo {value}', 'a\nid');
  expect(command.filled).toBe('echo {value}');
  expect(command.placeholders[0].value).toBeUndefined();
});

it('fills only harmless values into languages it cannot quote for', () => {
  const sql = (value: string) =>
    fillCommand(
      { ...template("select '{value}'"), language: 'sql' },
      new Map([['value', { value, from: 'test' }]]),
    ).filled;
  expect(sql('prod')).toBe("select 'prod'");
  expect(sql("x'; drop table t; --")).toBe("select '{value}'");
});
