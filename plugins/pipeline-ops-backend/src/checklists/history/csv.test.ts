import fc from 'fast-check';
import { csvField } from './csv';

/** The text of one RFC 4180 field. */
const read = (field: string) =>
  field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;

const beginnings = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

it.each(beginnings)(
  'takes the meaning from a text that begins with %j',
  sign => {
    for (const before of ['', ' ', '\u00a0', '\ufeff', '\n', '\u0000']) {
      const field = read(csvField(`${before}${sign}1+1|' /C calc'!A0`));
      expect(field.startsWith("'")).toBe(true);
    }
  },
);

it('gives back every text, with nothing but an apostrophe added', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .tuple(fc.constantFrom(...beginnings), fc.string())
          .map(([sign, rest]) => sign + rest),
      ),
      text => {
        const field = csvField(text);
        const given = read(field);
        expect([text, `'${text}`]).toContain(given);
        expect(given).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        // Nothing leaves its field.
        const body = field.startsWith('"')
          ? field.slice(1, -1).replaceAll('""', '')
          : field.replace(/[,\r\n]/g, '"');
        expect(body).not.toContain('"');
      },
    ),
    { numRuns: 2_000 },
  );
});

it('leaves numbers and plain texts alone', () => {
  expect([csvField(-3), csvField('fine'), csvField('a "b", c')]).toEqual([
    '-3',
    'fine',
    '"a ""b"", c"',
  ]);
});
