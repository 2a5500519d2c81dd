import fc from 'fast-check';
import { prettyJson } from './prettyJson';

const shown = (message: string) =>
  prettyJson(message)
    ?.map(({ text }) => text)
    .join('');

it('lays an object out, with keys, texts and numbers told apart', () => {
  const line =
    '{"level":"WARN","late":130.5,"source":{"bucket":"a\\"b","ok":true}}';
  expect(shown(line)).toBe(
    '{\n  "level": "WARN",\n  "late": 130.5,\n  "source": {\n    "bucket": "a\\"b",\n    "ok": true\n  }\n}',
  );
  expect(
    prettyJson(line)
      ?.filter(({ kind }) => kind !== 'plain')
      .map(({ kind, text }) => `${kind} ${text}`),
  ).toEqual([
    'key "level"',
    'string "WARN"',
    'key "late"',
    'number 130.5',
    'key "source"',
    'key "bucket"',
    'string "a\\"b"',
    'key "ok"',
    'word true',
  ]);
});

it('keeps what stands before the object', () => {
  expect(shown('2026-11-21T02:41:00Z ERROR {"stage":"kafka"}')).toBe(
    '2026-11-21T02:41:00Z ERROR\n{\n  "stage": "kafka"\n}',
  );
});

it('leaves other lines alone', () => {
  for (const line of [
    'plain text',
    '{not json}',
    '[1,2]',
    '{"a":1} and more',
  ]) {
    expect(prettyJson(line)).toBeUndefined();
  }
});

it('shows every object whole', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const text = JSON.stringify(value);
      expect(shown(text)).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
    }),
  );
});
