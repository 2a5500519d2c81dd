import fc from 'fast-check';
import {
  fillCommand,
  normalisePlaceholder,
  type RunbookCommand,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { fillSegments } from './fillSegments';

function command(text: string, language = 'bash'): RunbookCommand {
  const placeholders = [...text.matchAll(/\{([a-z]+)\}/g)].map(match => ({
    name: match[1],
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { id: 'c', language, text, filled: text, placeholders };
}

it('cuts a command into what is written, filled and open', () => {
  const template = command('aws logs tail /x/{env} --since {time}');
  template.placeholders[0] = {
    ...template.placeholders[0],
    value: 'prod',
    valueFrom: 'environment prod',
  };
  expect(fillSegments(template, {}, 'typed by you')).toEqual([
    { text: 'aws logs tail /x/', kind: 'literal' },
    { text: 'prod', kind: 'filled', from: 'environment prod' },
    { text: ' --since ', kind: 'literal' },
    { text: '{time}', kind: 'open', name: 'time' },
  ]);
  expect(fillSegments(template, { env: 'dev1', time: '15m' }, 'you')).toEqual([
    { text: 'aws logs tail /x/', kind: 'literal' },
    { text: 'dev1', kind: 'filled', from: 'you' },
    { text: ' --since ', kind: 'literal' },
    { text: '15m', kind: 'filled', from: 'you' },
  ]);
});

it('shows exactly what the shared filling gives, quotes included', () => {
  const piece = fc.constantFrom(
    '{a}',
    '{b}',
    '"',
    "'",
    '$(',
    ')',
    ' ',
    '\\',
    '#',
    '\n',
    'x',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 16 }),
      fc.record({ a: fc.string(), b: fc.string() }),
      fc.constantFrom('bash', 'json'),
      (pieces, typed, language) => {
        const template = command(pieces.join(''), language);
        const values = new Map(
          Object.entries(typed)
            .filter(([, value]) => value)
            .map(([name, value]) => [
              normalisePlaceholder(name),
              { value, from: 'you' },
            ]),
        );
        const segments = fillSegments(template, typed, 'you');
        expect(segments.map(({ text }) => text).join('')).toBe(
          fillCommand(template, values).filled,
        );
      },
    ),
  );
});
