import fc from 'fast-check';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillCommand } from './fillCommand';
import { shellPlaces } from './shellPlaces';

const SHELLS = ['sh', 'bash', 'dash', 'zsh', 'ksh'].filter(
  shell => spawnSync(shell, ['-c', 'exit 0']).status === 0,
);

const MARK = '{value}';

const template = (text: string, language = 'bash') => {
  const placeholders = [...text.matchAll(/\{value\}/g)].map(({ index }) => ({
    name: 'value',
    text: MARK,
    start: index,
    end: index + MARK.length,
  }));
  return { id: 'c', language, text, placeholders };
};

const fill = (text: string, value: string, language?: string) =>
  fillCommand(
    template(text, language),
    new Map([['value', { value, from: 'test' }]]),
  );

const isFilled = (text: string, value: string, language?: string) =>
  fill(text, value, language).placeholders.every(
    placeholder => placeholder.value !== undefined,
  );

const kindOf = (text: string) => {
  const start = text.indexOf('@');
  return shellPlaces(text, [{ start, end: start + 1 }])[0].kind;
};

it.each([
  ['echo @', 'unquoted'],
  ["echo '@'", 'single'],
  ['echo "it\'s @"', 'double'],
  ['echo "$(date @)"', 'unquoted'],
  ['echo "$(date "@")"', 'double'],
  ['echo "$(date) @"', 'double'],
  ['echo "$( (a; b) ) @"', 'double'],
  ['echo \\" @', 'unquoted'],
  ["echo 'a'\\'' @'", 'single'],
  ["echo 'a\\' @", 'unquoted'],
  ["echo $'a @'", 'ansi'],
  ['# it\'s a "comment @', 'comment'],
  ["# it's over\necho @", 'unquoted'],
  ["ls;# it's here @", 'comment'],
  ['echo a#b"@"', 'double'],
  ['echo a\\\n#b"@"', 'double'],
  ['echo ${#name} "@"', 'double'],
  ['echo $# "@"', 'double'],
  ['echo $((1 + @))', 'arithmetic'],
  ['((n > @))', 'arithmetic'],
  ['echo $((1 << 3)) "@"', 'double'],
  ['echo `date @`', 'again'],
  ['echo `date` "@"', 'double'],
  ['echo ${name:-@}', 'again'],
  ['echo "${name:-x}@"', 'double'],
  ['echo "$(case x in a) echo @;; esac)"', 'again'],
  ['case x in a) echo "@";; esac', 'double'],
  ['echo \\@', 'closed'],
  ['echo "$@"', 'closed'],
  ['cat <<EOF\nit\'s "@\nEOF', 'here-document'],
  ['cat <<EOF\nx\nEOF\necho "@"', 'double'],
  ["cat <<-'EOF' && echo x\n\tit's\n\tEOF\necho @", 'unquoted'],
  ['cat <<EOF\n$(date @)\nEOF', 'again'],
  ["cat <<'EOF'\n$(date @)\nEOF", 'here-document'],
  ['cat <<< "@"', 'double'],
  ['cat <<$NAME\nx @', 'again'],
  ['cat <<EOF @\nx\nEOF', 'again'],
  ['ssh host 2>&1 "stop @"', 'again'],
  ['ssh host; echo "@"', 'double'],
  ['echo "@" | sudo /bin/sh', 'again'],
  ['{ echo "@"; } | sh', 'again'],
  ['cat <<EOF | ssh host\n@\nEOF', 'again'],
  ['aws ssm send-command --parameters "commands=[@]"', 'again'],
  ['[[ @ -eq 1 ]]', 'again'],
])('tells how "%s" has to be filled', (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

describe('a real shell', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quoting-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a shell makes of many commands, each by itself in its sub-shell. */
  function outputs(shell: string, commands: string[]): string[] {
    const script = join(folder, 'script');
    writeFileSync(
      script,
      commands.map(text => `(\n${text}\n)\nprintf '\\0'\n`).join(''),
    );
    const said = execFileSync(shell, [script], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 26,
    });
    return said.split('\0').slice(0, -1);
  }

  const HOSTILE = [
    "'; touch owned #",
    '$(touch owned)',
    '`touch owned`',
    '" && touch owned && "',
    '"; touch owned; "',
    '\n touch owned \n',
    "'\ntouch owned\n'",
    '\nEOF\ntouch owned\n',
    'EOF',
    '\\',
    "\\'",
    '\\"',
    '\\$(touch owned)',
    '${IFS}',
    '$HOME',
    '$1',
    '|touch owned',
    '&touch owned&',
    '>owned',
    '<(touch owned)',
    ')',
    ';;',
    '}; touch owned; {',
    "it's",
    '!!',
    '!touch owned',
    '',
    ' ',
    '-n',
    '*',
    '?',
    '[a-z]',
    '~',
    '~root',
    'a b',
    'a\tb',
    '\ta',
    'a\nb',
    'a\n',
    '\n\n',
    '#x',
    'x=y',
    '{a,b}',
    '{1..3}',
    'if',
    'done',
    '2',
    'e\u0301',
    'שלום',
    'مرحبا',
    '👩‍🚀',
    '\u00a0',
    '\u2028',
    '%s',
    '\\n',
    '\\x41',
    '\\0101',
    'arn:aws:sns:us-east-1:111111111111:x',
  ];

  const ANYTHING = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'grapheme-ascii' }),
    fc
      .array(
        fc.constantFrom(
          ...'\'"`$\\!#&|;<>(){}[]*?~=%^ \t\n'.split(''),
          ...HOSTILE,
        ),
        { maxLength: 6 },
      )
      .map(parts => parts.join('')),
  );

  /** Places of a command with what the shell says when it was given exactly the value. */
  const PLACES: [text: string, said: (value: string) => string][] = [
    [`printf '%s' -x{value}`, value => `-x${value}`],
    [`printf '%s' {value}-x`, value => `${value}-x`],
    [`printf '%s' '-x{value}'`, value => `-x${value}`],
    [`printf '%s' "-x{value}"`, value => `-x${value}`],
    [`printf '%s' "{value}"'{value}'{value}`, value => value.repeat(3)],
    [`printf '%s' "$(printf '%s.' -x{value})"`, value => `-x${value}.`],
    [`printf '%s' "$(printf '%s.' "-x{value}")"`, value => `-x${value}.`],
    [`printf '%s' "$( (printf '%s.' '{value}') )"`, value => `${value}.`],
    [`a={value}; printf '%s' "$a"`, value => value],
    [`printf '%s' \\\n  --x={value} # it's over`, value => `--x=${value}`],
    [`# it's "one\nprintf '%s' "{value}"`, value => value],
    [`printf '%s' {value}>&1`, value => value],
    [`for x in {value}; do printf '%s' "$x"; done`, value => value],
    [
      `case {value} in '{value}') printf '%s' "{value}";; *) echo no;; esac`,
      value => value,
    ],
    [`cat <<EOF\n-{value}-\nEOF`, value => `-${value}-\n`],
    [`cat <<'EOF'\n-{value}-\nEOF`, value => `-${value}-\n`],
    [`cat <<-END\n\t-{value}\n\tEND`, value => `-${value}\n`],
    [`printf '%s' \`printf '%s' {value}\``, value => value],
    [`printf '%s' "\${none:-{value}}"`, value => value],
    [`# {value}\nprintf x`, () => 'x'],
    [`printf '%s' $((1 * {value}))`, value => String(Number(value))],
    [`printf '%s' \\{value}`, value => value],
    [`printf '%s' "$"{value}`, value => `$${value}`],
    [`eval "printf '%s' {value}"`, value => value],
    [`printf '%s' "\${none:-'{value}'}" >/dev/null; printf x`, () => 'x'],
    [
      `printf '%s' "$(case x in (a) ;; x) printf '%s' {value};; esac)"`,
      value => value,
    ],
  ];
  /** Written in bash's own way. */
  const IN_BASH: typeof PLACES = [
    [`printf '%s' $'-x{value}\\n'`, value => `-x${value}\n`],
    [`cat <<< "{value}"`, value => `${value}\n`],
    [`x=({value} b); printf '%s' "\${x[0]}"`, value => value],
    [`printf '%s' $(({value} + 0))`, value => String(Number(value))],
    [`[[ x{value} = "" ]]; printf x`, () => 'x'],
  ];

  it.each(SHELLS)(
    'hands exactly the value on: %s',
    shell => {
      const places = shell === 'bash' ? [...PLACES, ...IN_BASH] : PLACES;
      const values = [
        ...HOSTILE,
        ...fc.sample(ANYTHING, { numRuns: 250, seed: 7 }),
      ];
      const pairs = values.flatMap(value =>
        places
          .filter(([text]) => isFilled(text, value))
          .map(([text, said]) => ({ text, value, said: said(value) })),
      );
      const heard = outputs(
        shell,
        pairs.map(({ text, value }) => fill(text, value).filled),
      );
      const wrong = pairs
        .map((pair, index) => ({ ...pair, heard: heard[index] }))
        .filter(pair => pair.heard !== pair.said);
      // One that breaks out takes those behind it along.
      expect(wrong.slice(0, 1)).toEqual([]);
      expect(heard).toHaveLength(pairs.length);
      expect(pairs.length).toBeGreaterThan(5_000);
      // Nothing was executed, and nothing redirected.
      expect(readdirSync(folder)).toEqual(['script']);
    },
    120_000,
  );

  const PIECES = fc.constantFrom(
    MARK,
    MARK,
    ...['"', "'", "$'", '$"', '`', '\\', '$', '#', '\n', ' ', ';', '|', '&'],
    ...['(', ')', '$(', '((', '$((', '))', '{', '}', '${x:-', '${x#', '$['],
    ...['<<EOF\n', "<<'EOF'\n", '<<-EOF ', '\nEOF\n', '<<<', '<', '>', '='],
    ...['case x in x)', ';;', 'esac', 'echo ', 'a', '[[ ', ' ]]', 'if ', '!'],
  );
  const TOUCH = HOSTILE.filter(value => value.includes('touch'));
  const GARBLED = fc.record({
    text: fc.array(PIECES, { maxLength: 14 }).map(pieces => pieces.join('')),
    value: fc.constantFrom(...TOUCH, 'touch owned', '\\\n;touch owned\n'),
  });

  it.each(SHELLS)(
    'executes nothing of a value, whatever it stands in: %s',
    shell => {
      const garbled = fc
        .sample(GARBLED, { numRuns: 2_000, seed: 11 })
        .filter(({ text }) => text.includes(MARK));
      const run = (written: (text: string, value: string) => string) =>
        outputs(
          shell,
          garbled.map(
            ({ text, value }) =>
              `eval '${written(text, value).replaceAll("'", "'\\''")}' >/dev/null 2>&1 </dev/null`,
          ),
        );
      const heard = run((text, value) => fill(text, value).filled);
      expect(heard).toHaveLength(garbled.length);
      expect(readdirSync(folder)).not.toContain('owned');
      // Without quoting it would be.
      run((text, value) => text.replaceAll(MARK, value));
      expect(readdirSync(folder)).toContain('owned');
      rmSync(join(folder, 'owned'));
    },
    120_000,
  );

  it('is there to ask', () => {
    expect(SHELLS).toEqual(expect.arrayContaining(['sh']));
  });
});

it('stays open where a value would break out', () => {
  for (const [text, value] of [
    ['# note: {value}', 'x\ntouch owned'],
    ['# note: {value}', '$(touch owned)'],
    ['cat <<EOF\n{value}\nEOF', 'EOF'],
    ['cat <<EOF\n{value}F\nEOF', 'x\nEO'],
    ["cat <<'EOF'\n{value}\nEOF", 'a\nEOF\ntouch owned'],
    ['ssh host "systemctl stop {value}"', 'x; touch owned'],
    ["bash -c 'echo {value}'", '$(touch owned)'],
    ['echo {value} | sh', 'touch owned'],
    ['echo $(({value}))', 'a[$(touch owned)]'],
    ['echo `echo {value}`', 'a b'],
    ['echo \\{value}', 'a b'],
    ['echo ${value}', '$(touch owned)'],
  ]) {
    const command = fill(text, value);
    expect(command.filled).toBe(text);
    expect(command.placeholders[0].value).toBeUndefined();
  }
});

it.each([
  ['a carriage return', 'a\rb'],
  ['an escape sequence', '\u001b[2Jx'],
  ['NUL', 'a\0b'],
  ['a C1 control', 'a\u009bb'],
  ['an override of direction', 'a\u202eb'],
  ['half a character', 'a\ud83d'],
])('is never filled with %s', (_, value) => {
  for (const text of ['{value}', "'{value}'", '"{value}"', '# {value}'])
    expect(isFilled(text, value)).toBe(false);
});

it('fills only harmless values into languages it cannot quote for', () => {
  for (const language of [
    'sql',
    'powershell',
    'cmd',
    'fish',
    'json',
    'python',
  ]) {
    expect(fill("select '{value}'", 'prod', language).filled).toBe(
      "select 'prod'",
    );
    for (const value of ["x'; drop table t; --", 'a\nb', '', 'a b', '$x'])
      expect(isFilled("select '{value}'", value, language)).toBe(false);
  }
});

it('follows any text in about its length of time, however it nests', () => {
  for (const piece of [
    '(',
    '$(',
    '"$(',
    '`',
    '${',
    '$((',
    '<<A ',
    "'",
    '{value}',
  ]) {
    const text = `${piece.repeat(20_000)}{value}`;
    const began = performance.now();
    fill(text, 'a b');
    expect(performance.now() - began).toBeLessThan(1_000);
  }
});
