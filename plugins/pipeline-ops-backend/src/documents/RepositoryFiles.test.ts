import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { Readable } from 'node:stream';
import {
  component,
  MemoryReader,
  REPOSITORY,
} from '../pipelines/__testUtils__/portal';
import { CachedRepositoryFiles } from './RepositoryFiles';

const PATH = 'docs/operations.md';
const URL = `${REPOSITORY}${PATH}`;
const entity = component('orders');

function repository(content: string | Error = 'first') {
  const reader = new MemoryReader({ [URL]: content });
  let now = Date.parse('2026-11-21T03:00:00Z');
  const files = CachedRepositoryFiles.create({
    reader,
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    maxBytes: 100,
    seconds: 60,
    logger: mockServices.logger.mock(),
    now: () => now,
  });
  return {
    reader,
    read: () => files.read({ entity, path: PATH }),
    wait: (seconds: number) => {
      now += seconds * 1_000;
    },
    change: (changed: string | Error) => {
      reader.files[URL] = changed;
    },
  };
}

describe('a file of a repository', () => {
  it('comes with the links that people use', async () => {
    const { read } = repository();
    expect(await read()).toEqual({
      path: PATH,
      url: URL,
      viewUrl: URL,
      editUrl: 'https://github.com/acme/orders/edit/main/docs/operations.md',
      host: 'github',
      checkedAt: Date.parse('2026-11-21T03:00:00Z'),
      etag: 'first',
      text: 'first',
    });
  });

  it('is read once for everybody who asks at the same time', async () => {
    const { read, reader } = repository();
    await Promise.all([read(), read(), read()]);
    await read();
    expect(reader.asked).toEqual([URL]);
  });

  it('is checked after its time, and shown meanwhile', async () => {
    const { read, wait, change, reader } = repository();
    await read();
    change('second');
    wait(61);
    expect((await read()).text).toBe('first');
    await new Promise(setImmediate);
    expect((await read()).text).toBe('second');
    expect(reader.asked).toHaveLength(2);
  });

  it('is waited for when the copy is old', async () => {
    const { read, wait, change } = repository();
    await read();
    change('second');
    wait(601);
    expect((await read()).text).toBe('second');
  });

  it('is kept when the host says that it did not change', async () => {
    const { read, wait, reader } = repository();
    await read();
    wait(601);
    expect(await read()).toMatchObject({ text: 'first', failure: undefined });
    expect(reader.asked).toHaveLength(2);
  });

  it('is shown as it was when the host fails, and says so, until the host is back', async () => {
    const { read, wait, change } = repository();
    await read();
    change(new Error('503 from the host'));
    wait(601);
    expect(await read()).toMatchObject({
      text: 'first',
      failure: {
        kind: 'stale',
        message:
          'the repository host does not answer; an earlier copy is shown',
      },
    });
    change('first');
    wait(601);
    expect(await read()).toMatchObject({ text: 'first', failure: undefined });
  });

  it('is gone when it is gone', async () => {
    const { read, wait, reader } = repository();
    await read();
    delete reader.files[URL];
    wait(601);
    expect(await read()).toMatchObject({
      text: undefined,
      failure: { kind: 'missing' },
    });
  });

  it('says nothing of what the host said', async () => {
    const { read } = repository(new Error('token ghp_secret is expired'));
    const { failure } = await read();
    expect(failure?.kind).toBe('unreadable');
    expect(failure?.message).not.toContain('ghp_secret');
  });

  it('says how to allow a host', async () => {
    const { read } = repository(new NotAllowedError('Reading is not allowed'));
    expect((await read()).failure).toEqual({
      kind: 'refused',
      message:
        'the host is not among those that the operator allows. Add it to backend.reading.allow or to integrations in app-config',
    });
  });

  it('is not read to its end when it is too large', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* chunks() {
        for (;;) {
          given += 1;
          yield Buffer.alloc(60);
        }
      })(),
    );
    const files = CachedRepositoryFiles.create({
      reader: {
        readUrl: async () => ({
          buffer: () => Promise.reject(new Error('never ends')),
          stream: () => endless,
        }),
      },
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      maxBytes: 100,
      seconds: 60,
      logger: mockServices.logger.mock(),
    });
    const { failure } = await files.read({ entity, path: PATH });
    expect(failure?.kind).toBe('too-large');
    expect(given).toBeLessThan(100);
  });
});
