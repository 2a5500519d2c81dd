import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { CompletionRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import { AuthorizedChecklistService } from './AuthorizedChecklistService';
import { StaleRevisionError } from './ChecklistService';
import { DatabaseChecklistStore } from './DatabaseChecklistStore';
import { DefaultChecklistService } from './DefaultChecklistService';
import { nightlyPipeline } from './__fixtures__/nightlyPipeline';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = new Date('2026-11-21T08:12:00Z');
const credentials = mockCredentials.user();
const by = (actor: string) => ({ credentials, actor });

let keys = 0;
const answer = (
  itemId: string,
  revision: number,
  more: Partial<CompletionRequest> = {},
): CompletionRequest => ({
  itemId,
  revision,
  state: 'done',
  idempotencyKey: `key-${keys++}`,
  ...more,
});

describe.each(databases.eachSupportedId())('checklists on %s', id => {
  async function setUp(now = NOW) {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    let clock = now;
    const start = async () =>
      DefaultChecklistService.create({
        store: await DatabaseChecklistStore.create({ database }),
        now: () => clock,
      });
    return {
      service: await start(),
      restart: start,
      setNow: (at: string) => {
        clock = new Date(at);
      },
    };
  }

  it('shows every list in its current period, untouched, shortest cadence first', async () => {
    const { service } = await setUp();
    const { checklists } = await service.list(nightlyPipeline(), {});
    expect(
      checklists.map(list => [list.cadence, list.period.key, list.progress]),
    ).toEqual([
      ['daily', 'D:2026-11-21', { total: 3, answered: 0, done: 0, notDone: 0 }],
      ['monthly', 'M:2026-11', { total: 1, answered: 0, done: 0, notDone: 0 }],
    ]);
    expect(checklists[0].period).toMatchObject({
      previousKey: 'D:2026-11-20',
      nextKey: undefined,
      isCurrent: true,
      revision: 0,
    });
    expect(checklists[0].items[1].position).toMatchObject({ startLine: 12 });
  });

  it('keeps who answered what and when, over a restart, and an undo is an entry of its own', async () => {
    const { service, restart, setNow } = await setUp();
    const pipeline = nightlyPipeline();
    await service.complete(
      pipeline,
      'daily-1',
      'D:2026-11-21',
      answer('daily-item-1', 0, { evidence: '0.21 %' }),
      by('user:default/ada'),
    );
    setNow('2026-11-21T08:14:00Z');
    await service.complete(
      pipeline,
      'daily-1',
      'D:2026-11-21',
      answer('daily-item-2', 1, { state: 'not-done', note: ' Backlog. ' }),
      by('user:default/bob'),
    );

    const later = await restart();
    const list = await later.get(pipeline, 'daily-1', 'D:2026-11-21');
    expect(list.items.map(item => item.completion)).toEqual([
      {
        itemId: 'daily-item-1',
        state: 'done',
        note: undefined,
        evidence: '0.21 %',
        by: 'user:default/ada',
        at: '2026-11-21T08:12:00.000Z',
      },
      {
        itemId: 'daily-item-2',
        state: 'not-done',
        note: 'Backlog.',
        evidence: undefined,
        by: 'user:default/bob',
        at: '2026-11-21T08:14:00.000Z',
      },
      undefined,
    ]);
    expect(list.period.revision).toBe(2);
    expect(list.progress).toEqual({
      total: 3,
      answered: 2,
      done: 1,
      notDone: 1,
    });

    const undone = await later.complete(
      pipeline,
      'daily-1',
      'D:2026-11-21',
      answer('daily-item-1', 2, { state: 'undone' }),
      by('user:default/ada'),
    );
    expect(undone.items[0].completion).toBeUndefined();
    const { entries } = await later.history(pipeline, 'daily-1');
    expect(entries.map(entry => [entry.revision, entry.state])).toEqual([
      [3, 'undone'],
      [2, 'not-done'],
      [1, 'done'],
    ]);
    expect(entries[0].itemText).toBe('Check the error rate');
  });

  it('answers a stale revision with the current state and stores nothing', async () => {
    const { service } = await setUp();
    const pipeline = nightlyPipeline();
    const send = (request: CompletionRequest) =>
      service.complete(
        pipeline,
        'daily-1',
        'D:2026-11-21',
        request,
        by('user:default/ada'),
      );
    await send(answer('daily-item-1', 0));
    for (const revision of [0, 5]) {
      const error = await send(answer('daily-item-2', revision)).catch(e => e);
      expect(error).toBeInstanceOf(StaleRevisionError);
      expect(error.current.period.revision).toBe(1);
      expect(error.current.items[0].completion.state).toBe('done');
    }
    const { entries } = await service.history(pipeline, 'daily-1');
    expect(entries).toHaveLength(1);
  });

  it('answers a repeated key as the first time', async () => {
    const { service } = await setUp();
    const pipeline = nightlyPipeline();
    const request = answer('daily-item-1', 0);
    const send = () =>
      service.complete(
        pipeline,
        'daily-1',
        'D:2026-11-21',
        request,
        by('user:default/ada'),
      );
    await send();
    const again = await send();
    expect(again.period.revision).toBe(1);
    const { entries } = await service.history(pipeline, 'daily-1');
    expect(entries).toHaveLength(1);
  });

  it('loses and doubles no answer when many write at once', async () => {
    const { service } = await setUp();
    const pipeline = nightlyPipeline();
    const write = async (number: number) => {
      const idempotencyKey = `writer-${number}`;
      for (;;) {
        const { period } = await service.get(
          pipeline,
          'daily-1',
          'D:2026-11-21',
        );
        try {
          return await service.complete(
            pipeline,
            'daily-1',
            'D:2026-11-21',
            answer('daily-item-1', period.revision, {
              note: `writer ${number}`,
              idempotencyKey,
            }),
            by('user:default/ada'),
          );
        } catch (error) {
          if (!(error instanceof StaleRevisionError)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, n) => write(n)));
    const { entries } = await service.history(pipeline, 'daily-1');
    expect(new Set(entries.map(entry => entry.note)).size).toBe(12);
    expect(entries.map(entry => entry.revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, n) => n + 1),
    );
  });

  it('freezes a touched period; an edited document changes the next one', async () => {
    const { service, setNow } = await setUp();
    await service.complete(
      nightlyPipeline(),
      'daily-1',
      'D:2026-11-21',
      answer('daily-item-1', 0),
      by('user:default/ada'),
    );
    const edited = nightlyPipeline({ dailyItems: ['Check the error budget'] });
    const today = await service.get(edited, 'daily-1', 'D:2026-11-21');
    expect(today.items.map(item => item.text)).toHaveLength(3);
    expect(today.period.newerListExists).toBe(true);

    setNow('2026-11-22T08:00:00Z');
    const { checklists } = await service.list(edited, {});
    expect(checklists[0].items.map(item => item.text)).toEqual([
      'Check the error budget',
    ]);
    expect(checklists[0].period.newerListExists).toBe(false);
  });

  it('keeps periods in the zone of the list', async () => {
    const { service } = await setUp(new Date('2026-11-21T23:30:00Z'));
    const { checklists } = await service.list(
      nightlyPipeline({ timeZone: 'Asia/Tokyo' }),
      {},
    );
    expect(checklists[0].period.key).toBe('D:2026-11-22');
  });

  it('refuses what cannot be answered, and says why', async () => {
    const { service } = await setUp();
    const send = (
      list: string,
      key: string,
      request: Partial<CompletionRequest> = {},
    ) =>
      service.complete(
        nightlyPipeline(),
        list,
        key,
        answer('daily-item-1', 0, request),
        by('user:default/ada'),
      );
    await expect(send('no-such', 'D:2026-11-21')).rejects.toThrow(
      'has no checklist no-such',
    );
    await expect(send('daily-1', 'D:2026-11-22')).rejects.toThrow('lies ahead');
    await expect(send('daily-1', 'W:2026-W47')).rejects.toThrow(
      'is a weekly period',
    );
    await expect(send('daily-1', 'yesterday')).rejects.toThrow('is no period');
    await expect(
      send('daily-1', 'D:2026-11-21', { itemId: 'gone' }),
    ).rejects.toThrow('has no item gone');
    await expect(
      send('daily-1', 'D:2026-11-21', { state: 'not-done', note: '  ' }),
    ).rejects.toThrow('needs a note');
  });

  it('lets past periods be answered only with the override permission', async () => {
    const { service } = await setUp();
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === 'pipelineOps.checklist.update'
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    );
    const authorized = new AuthorizedChecklistService({
      inner: service,
      permissions,
      auditor: mockServices.auditor.mock(),
    });
    const send = (key: string) =>
      authorized.complete(
        nightlyPipeline(),
        'daily-1',
        key,
        answer('daily-item-1', 0),
        by('user:default/ada'),
      );
    await expect(send('D:2026-11-20')).rejects.toThrow(
      'needs the permission pipelineOps.checklist.override',
    );
    const today = await send('D:2026-11-21');
    expect(today.progress.done).toBe(1);
  });
});
