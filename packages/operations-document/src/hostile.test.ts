import { HOSTILE_SHAPES, hostileDocument } from './__fixtures__/hostileShapes';
import { DocumentTooLargeError } from './errors';
import { parseOperationsDocument } from './parse';
import { MAX_DOCUMENT_BYTES } from './text/prepare';

/** CPU milliseconds that any document may take. */
const PROMISED = 1000;
/** CPU milliseconds that {@link referenceWork} takes on a machine for which that is promised. */
const REFERENCE = 60;

/** CPU milliseconds: other work on the machine does not count. */
function cpuTime(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Strings, a map and a sort: what reading is made of, without any of the reader's own code. */
function referenceWork(): number {
  const seen = new Map<string, number>();
  for (let i = 0; i < 100_000; i += 1) {
    const word = `word ${(i * 7919) % 50_021}`.replace(/\s+/g, '-');
    seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  return [...seen.keys()].sort().length;
}

/** How much slower this machine is now, at least 1. */
function slowness(): number {
  const times = Array.from({ length: 5 }, () => cpuTime(referenceWork));
  return Math.max(1, Math.min(...times) / REFERENCE);
}

describe('hostile documents', () => {
  let limit = PROMISED;
  beforeAll(() => {
    limit = PROMISED * slowness();
  });

  it.each(Object.entries(HOSTILE_SHAPES))(
    'are read within a second: %s',
    (_, shape) => {
      const text = hostileDocument(shape, MAX_DOCUMENT_BYTES);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
      let spent = cpuTime(() => parseOperationsDocument(text));
      // Whatever else the machine does shares its caches and memory: only what is slow each time is slow.
      for (let again = 0; again < 2 && spent >= limit; again++) {
        spent = Math.min(
          spent,
          cpuTime(() => parseOperationsDocument(text)),
        );
      }
      expect(spent).toBeLessThan(limit);
    },
  );

  it('are refused above the limit, by bytes', () => {
    expect(() => parseOperationsDocument('ü'.repeat(140_000))).toThrow(
      new DocumentTooLargeError(280_000, MAX_DOCUMENT_BYTES),
    );
    expect(() => parseOperationsDocument('abc', { maxBytes: 2 })).toThrow(
      DocumentTooLargeError,
    );
  });

  it('say what was too deep to be read', () => {
    const { problems } = parseOperationsDocument(`${'- '.repeat(100)}a`);
    expect(problems).toMatchObject([
      { message: expect.stringContaining('nested more than') },
    ]);
  });
});
