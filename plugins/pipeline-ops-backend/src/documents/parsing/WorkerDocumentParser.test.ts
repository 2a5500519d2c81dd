import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { parseOperationsDocument } from '@pipeline-ops/operations-document';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WorkerDocumentParser } from './WorkerDocumentParser';

const GUIDE = readFileSync(
  resolve(__dirname, '../../../../../examples/glue-etl/docs/operations.md'),
  'utf8',
);

/** A thread that does what its text tells it to, in place of reading it. */
const OBEDIENT = `
  const { parentPort, threadId } = require('node:worker_threads');
  parentPort.on('message', ({ markdown }) => {
    if (markdown === 'hang') for (;;);
    if (markdown === 'die') throw new Error('out of order');
    if (markdown === 'grow') for (const all = []; ; ) all.push(new Array(1e5).fill(all.length));
    parentPort.postMessage({ content: { title: markdown, thread: threadId } });
  });
  parentPort.postMessage('ready');
`;
const directory = createMockDirectory({ content: { 'thread.js': OBEDIENT } });

const parsers: WorkerDocumentParser[] = [];
afterEach(() => Promise.all(parsers.splice(0).map(parser => parser.close())));

function createParser(
  options: Partial<Parameters<typeof WorkerDocumentParser.create>[0]> = {},
) {
  const logger = mockServices.logger.mock();
  const parser = WorkerDocumentParser.create({
    maxBytes: 100_000,
    logger,
    ...options,
  });
  parsers.push(parser);
  return { parser, logger };
}

const obedient = (deadlineMs = 20_000) =>
  createParser({ file: directory.resolve('thread.js'), deadlineMs }).parser;

describe('a thread that reads documents', () => {
  it('reads as the main thread does, and leaves that free', async () => {
    const { parser, logger } = createParser();
    expect(await parser.parse(GUIDE)).toEqual(parseOperationsDocument(GUIDE));
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('refuses what is too large, with the limit', async () => {
    const { parser } = createParser();
    await expect(parser.parse('x'.repeat(100_001))).rejects.toMatchObject({
      name: 'DocumentTooLargeError',
      message: expect.stringContaining('100001 bytes, and at most 100000'),
    });
    expect(await parser.parse('# Orders')).toMatchObject({ title: 'Orders' });
  });

  it('is one for all documents, in turn', async () => {
    const parser = obedient();
    const titles = ['one', 'two', 'three'];
    const read = await Promise.all(titles.map(title => parser.parse(title)));
    expect(read.map(({ title }) => title)).toEqual(titles);
    const threads = read.map(each => (each as { thread?: number }).thread);
    expect(new Set(threads).size).toBe(1);
  });

  it.each([
    ['takes too long', 'hang', 'reading it took longer than 0.5 s'],
    ['ends it', 'die', 'reading it failed (out of order)'],
    ['eats its memory', 'grow', 'reading it failed'],
  ])(
    'is replaced after a document that %s, and the next one is read',
    async (_, bad, message) => {
      const parser = obedient(bad === 'hang' ? 500 : undefined);
      const [first, second, third] = await Promise.allSettled(
        ['before', bad, 'after'].map(text => parser.parse(text)),
      );
      expect(first).toMatchObject({ value: { title: 'before' } });
      expect(second).toMatchObject({
        reason: { message: expect.stringContaining(message) },
      });
      expect(third).toMatchObject({ value: { title: 'after' } });
    },
    30_000,
  );

  it.each([
    ['is missing', 'gone.js'],
    ['is bundled with the rest', undefined],
  ])(
    'is done without where its file %s, and the log says so',
    async (_, file) => {
      const { parser, logger } = createParser({
        file: file && directory.resolve(file),
      });
      expect(await parser.parse(GUIDE)).toEqual(parseOperationsDocument(GUIDE));
      await parser.parse(GUIDE);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('so the main thread reads them'),
      );
    },
  );
});
