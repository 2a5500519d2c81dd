import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  component,
  MemoryReader,
  REPOSITORY,
} from '../pipelines/__testUtils__/portal';
import {
  directParser,
  MemoryGoodVersionStore,
} from './__fixtures__/documentsInMemory';
import { DocumentRecogniser } from './DocumentRecogniser';
import { RepositoryDocumentReader } from './OperationsDocumentReader';
import { DocumentDeadlineError } from './parsing/DocumentParser';
import { CachedRepositoryFiles } from './RepositoryFiles';
import { LastGoodVersions } from './versions/LastGoodVersions';

const PATH = 'docs/operations.md';
const ADDRESS = `${REPOSITORY}${PATH}`;
const START = Date.parse('2026-11-21T03:00:00Z');
const MAX_BYTES = 1_000;
const guide = (title: string) =>
  `# ${title}\n\n## Daily checks\n\n- [ ] Look at the queue\n`;

/** A repository with one guide, a minute between two looks at it, and a backend that can be started anew. */
function stage() {
  const reader = new MemoryReader({ [ADDRESS]: guide('First') });
  const store = new MemoryGoodVersionStore();
  let now = START;
  const start = () => {
    const logger = mockServices.logger.mock();
    const versions = LastGoodVersions.create({ store, logger });
    return RepositoryDocumentReader.create({
      files: CachedRepositoryFiles.create({
        reader,
        integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
        maxBytes: MAX_BYTES,
        seconds: 1,
        logger,
        earlier: versions.earlierCopy,
        now: () => now,
      }),
      recogniser: DocumentRecogniser.create({
        parser: {
          parse: async markdown => {
            if (markdown.includes('slow')) {
              throw new DocumentDeadlineError(2);
            }
            return directParser.parse(markdown);
          },
        },
        now: () => now,
      }),
      versions,
    });
  };
  let backend = start();
  return {
    reader,
    store,
    restart: () => {
      backend = start();
    },
    edit: (content: string | Error) => {
      reader.files[ADDRESS] = content;
    },
    remove: () => {
      delete reader.files[ADDRESS];
    },
    read: async () => {
      const { documents, problems } = await backend.read({
        entity: component('orders'),
        paths: [PATH],
        required: true,
      });
      const [{ content, readAt, lastGood }] = documents;
      return {
        title: content?.title,
        readAt,
        lastGood,
        problems: problems.map(({ code, message }) => `${code}: ${message}`),
      };
    },
    aMinuteLater: () => {
      now += 60_000;
    },
  };
}

const AT = (minute: number) => `2026-11-21T03:0${minute}:00.000Z`;

describe('a guide whose edit broke it', () => {
  it.each([
    [
      'too large',
      `# Second\n${'x'.repeat(MAX_BYTES)}`,
      'document-too-large',
      'the file is larger than 1000 bytes',
    ],
    [
      'too slow to read',
      '# slow',
      'document-too-slow',
      'reading it took longer than 2 s',
    ],
    [
      'a web page',
      '<!DOCTYPE html><title>Sign in</title>',
      'document-not-markdown',
      'it is a web page, not Markdown',
    ],
    [
      'not text',
      'PK\u0003\u0004\0\0',
      'document-not-markdown',
      'it is no UTF-8 text',
    ],
    [
      'out of reach',
      new Error('503 from the host'),
      'document-stale',
      'the repository host does not answer',
    ],
  ])(
    'because it is now %s stays in use as it was, and says why and since when',
    async (_, content, code, reason) => {
      const { read, edit, aMinuteLater, restart } = stage();
      expect(await read()).toEqual({
        title: 'First',
        readAt: AT(0),
        lastGood: undefined,
        problems: [],
      });
      edit(content);
      aMinuteLater();
      const broken = await read();
      expect(broken).toMatchObject({
        title: 'First',
        readAt: AT(0),
        lastGood: { reason: expect.stringContaining(reason), since: AT(1) },
      });
      expect(broken.problems).toEqual([
        expect.stringContaining(`${code}: docs/operations.md: ${reason}`),
      ]);
      expect(broken.problems[0]).toContain(
        `Meanwhile the version of ${AT(0)} is used`,
      );

      // It is still broken, in another process: since when is not lost.
      restart();
      aMinuteLater();
      expect(await read()).toMatchObject({
        title: 'First',
        readAt: AT(0),
        lastGood: { since: AT(1) },
      });

      edit(guide('Third'));
      aMinuteLater();
      expect(await read()).toEqual({
        title: 'Third',
        readAt: AT(3),
        lastGood: undefined,
        problems: [],
      });
    },
  );

  it('has nothing to fall back to when it was never good', async () => {
    const { read, edit } = stage();
    edit('PK\0\0');
    expect(await read()).toEqual({
      title: undefined,
      readAt: undefined,
      lastGood: undefined,
      problems: [
        'document-not-markdown: docs/operations.md: it is no UTF-8 text. Save it as UTF-8',
      ],
    });
  });

  it('is gone when it is deleted, and stays so', async () => {
    const { read, remove, aMinuteLater, restart, store } = stage();
    await read();
    remove();
    aMinuteLater();
    expect(await read()).toMatchObject({
      title: undefined,
      lastGood: undefined,
    });
    restart();
    expect(await read()).toMatchObject({ title: undefined });
    expect(store.rows.size).toBe(0);
  });

  it('is not shown any more when its host may not be read any more', async () => {
    const { read, edit, restart, store } = stage();
    await read();
    restart();
    edit(new NotAllowedError('Reading is not allowed'));
    expect(await read()).toMatchObject({
      title: undefined,
      problems: [expect.stringContaining('document-refused')],
    });
    expect(store.rows.size).toBe(0);
  });
});

it('is tried again a while after it took too long: the machine may have had much to do', async () => {
  let parsed = 0;
  let now = START;
  const recogniser = DocumentRecogniser.create({
    parser: {
      parse: async markdown => {
        parsed += 1;
        if (parsed === 1) {
          throw new DocumentDeadlineError(2);
        }
        return directParser.parse(markdown);
      },
    },
    now: () => now,
  });
  const place = { address: ADDRESS, version: 'current' as const };
  const read = () => recogniser.recognise(place, '# Orders');
  expect(await read()).toHaveProperty('failure.code', 'document-too-slow');
  await read();
  expect(parsed).toBe(1);
  now += 300_000;
  expect(await read()).toHaveProperty('content.title', 'Orders');
  await read();
  expect(parsed).toBe(2);
});

describe('a backend that starts', () => {
  it('asks the host only whether the guide has changed', async () => {
    const { read, restart, reader, aMinuteLater } = stage();
    await read();
    restart();
    aMinuteLater();
    const asked: (string | undefined)[] = [];
    const { readUrl } = reader;
    reader.readUrl = async (url, options) => {
      asked.push(options?.etag);
      return readUrl(url, options);
    };
    expect(await read()).toMatchObject({ title: 'First', readAt: AT(1) });
    expect(asked).toEqual([guide('First')]);
  });

  it('writes nothing while nothing changes', async () => {
    const { read, store, aMinuteLater } = stage();
    for (let i = 0; i < 5; i++) {
      await read();
      aMinuteLater();
    }
    expect({ reads: store.reads, writes: store.writes }).toEqual({
      reads: 1,
      writes: 1,
    });
  });
});
