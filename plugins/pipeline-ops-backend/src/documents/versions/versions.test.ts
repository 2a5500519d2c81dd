import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseGoodVersionStore } from './DatabaseGoodVersionStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY = 86_400_000;
const NOW = Date.parse('2026-11-21T03:00:00Z');

describe.each(databases.eachSupportedId())('last good versions on %s', id => {
  async function open() {
    const knex = await databases.init(id);
    let now = NOW;
    const restart = () =>
      DatabaseGoodVersionStore.create({
        database: mockServices.database({ knex }),
        now: () => now,
      });
    return {
      knex,
      restart,
      wait: (ms: number) => {
        now += ms;
      },
    };
  }

  it('outlive the process, replaced as a whole', async () => {
    const { restart } = await open();
    const store = await restart();
    const address = `https://host/${'long/'.repeat(500)}operations.md`;
    expect(await store.read(address)).toBeUndefined();
    await store.write(address, {
      text: '# Größe \u{1F525}',
      etag: 'W/"1"',
      currentAt: NOW,
      brokenSince: NOW + 1_000,
    });
    expect(await (await restart()).read(address)).toEqual({
      text: '# Größe \u{1F525}',
      etag: 'W/"1"',
      currentAt: NOW,
      brokenSince: NOW + 1_000,
    });
    await store.write(address, { text: '# Two', currentAt: NOW + 2_000 });
    expect(await store.read(address)).toEqual({
      text: '# Two',
      etag: undefined,
      currentAt: NOW + 2_000,
      brokenSince: undefined,
    });
    await store.remove(address);
    expect(await store.read(address)).toBeUndefined();
  });

  it('are written by several replicas at once', async () => {
    const { restart } = await open();
    const stores = await Promise.all([restart(), restart(), restart()]);
    await Promise.all(
      stores.map(store =>
        store.write('https://host/a.md', { text: '# A', currentAt: NOW }),
      ),
    );
    expect(await stores[0].read('https://host/a.md')).toMatchObject({
      text: '# A',
    });
  });

  it('are not kept when they are too large, nor is what they replace', async () => {
    const { restart } = await open();
    const store = await restart();
    await store.write('https://host/a.md', { text: '# A', currentAt: NOW });
    await store.write('https://host/a.md', {
      text: 'x'.repeat(1_048_577),
      currentAt: NOW,
    });
    expect(await store.read('https://host/a.md')).toBeUndefined();
  });

  it('are forgotten when nobody had them for 90 days, and when there are 2,000 newer ones', async () => {
    const { restart, wait, knex } = await open();
    const store = await restart();
    await store.write('old', { text: 'old', currentAt: NOW - 91 * DAY });
    expect(await store.read('old')).toBeUndefined();
    const rows = Array.from({ length: 2_001 }, (_, index) => ({
      address_hash: `hash-${index}`,
      address: `address-${index}`,
      content: '# A',
      current_at: new Date(NOW - index),
    }));
    await knex.batchInsert('pipeline_ops_documents', rows, 100);
    wait(3_600_000);
    await store.write('newest', { text: '# N', currentAt: NOW + 1 });
    const left = await knex('pipeline_ops_documents').select('address_hash');
    expect(left).toHaveLength(2_000);
    expect(left.map(row => row.address_hash)).not.toContain('hash-2000');
    expect(await store.read('newest')).toMatchObject({ text: '# N' });
  });
});
