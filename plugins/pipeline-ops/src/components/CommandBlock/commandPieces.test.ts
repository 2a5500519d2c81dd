import fc from 'fast-check';
import { codeTokens } from './codeTokens';
import { commandPieces } from './commandPieces';
import type { Segment } from './fillSegments';

const colours = (code: string, language: string) =>
  codeTokens(code, language).map(
    ({ start, end, kind }) => `${kind} ${code.slice(start, end)}`,
  );

it('tells what the words of a command are', () => {
  expect(
    colours(
      'for q in a b; do # each\n  aws sqs purge-queue \\\n    --queue-url "$URL/$q" | jq \'.x\'\ndone',
      'bash',
    ),
  ).toEqual([
    'keyword for',
    'name q',
    'keyword in',
    'name a',
    'keyword do',
    'comment # each',
    'name aws',
    'flag --queue-url',
    'string "$URL/$q"',
    'name jq',
    "string '.x'",
    'keyword done',
  ]);
  expect(
    colours("SELECT count(*) FROM t -- all\nWHERE x = 'a' LIMIT 10", 'sql'),
  ).toEqual([
    'keyword SELECT',
    'keyword FROM',
    'comment -- all',
    'keyword WHERE',
    "string 'a'",
    'keyword LIMIT',
    'number 10',
  ]);
  expect(colours('{"a": "b", "n": 1.5, "t": true}', 'json')).toEqual([
    'name "a"',
    'string "b"',
    'name "n"',
    'number 1.5',
    'name "t"',
    'keyword true',
  ]);
  expect(colours('fields @message | filter level = "ERROR"', 'query')).toEqual([
    'keyword fields',
    'keyword filter',
    'string "ERROR"',
  ]);
  expect(colours('whatever "this" is', 'brainfuck')).toEqual([]);
  expect(colours('whatever "this" is', 'constructor')).toEqual([]);
});

it('keeps every character and the marks of values, whatever the text and wherever it is cut', () => {
  const part = fc.constantFrom(
    ...['"', "'", '\\', '#', ' ', '\n', 'aws', '--flag', '$', '${', '}', '12'],
    ...['SELECT', '/*', '*/', '--', ':', '=', '|', 'x', '{', '@a'],
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.array(part, { minLength: 1, maxLength: 12 }).map(p => p.join('')),
          fc.constantFrom<Segment['kind']>('literal', 'filled', 'open'),
        ),
        { maxLength: 8 },
      ),
      fc.constantFrom('bash', 'sql', 'json', 'yaml', 'hcl', 'query', 'python'),
      (parts, language) => {
        const segments = parts.map(([text, kind]) => ({ text, kind }));
        const code = segments.map(({ text }) => text).join('');
        const pieces = commandPieces(segments, codeTokens(code, language));
        expect(pieces.map(({ text }) => text).join('')).toBe(code);
        const ownOf = (segment: Segment) =>
          pieces.filter(piece => piece.segment === segment);
        for (const segment of segments) {
          const own = ownOf(segment).map(({ text }) => text);
          expect(own.join('')).toBe(segment.text);
        }
        for (const value of segments.filter(one => one.kind !== 'literal')) {
          expect(ownOf(value)).toEqual([{ text: value.text, segment: value }]);
        }
      },
    ),
  );
});

it('colours in time that grows with the text, whatever the text', () => {
  for (const unit of [
    '"',
    "'",
    '"\\"',
    '/*',
    '*',
    '#',
    '${',
    '-',
    '--a',
    '1.',
    'a:',
    '\\\n',
    ' #',
    '$a',
  ]) {
    for (const language of ['bash', 'sql', 'json', 'yaml', 'hcl', 'query']) {
      const started = performance.now();
      codeTokens(unit.repeat(20_000 / unit.length), language);
      expect(performance.now() - started).toBeLessThan(250);
    }
  }
});
