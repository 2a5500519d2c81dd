import { TestDatabases } from '@backstage/backend-test-utils';
import type { ChecklistSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from './__fixtures__/nightlyPipeline';
import {
  ADA,
  answer,
  BOB,
  ChecklistStage,
  daily,
} from './__testUtils__/ChecklistStage';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const RATE = 'Check the error rate';
const AGE = 'Check the iterator age';
const UPLOADS = 'Confirm that uploads go on';

describe.each(databases.eachSupportedId())('data on %s', id => {
  async function setUp(spec: Omit<ChecklistSpec, 'items'> = {}) {
    const stage = await ChecklistStage.create(await databases.init(id));
    stage.checks.say(RATE, 'holds');
    stage.checks.say(AGE, 'fails');
    const pipeline = nightlyPipeline({
      checklists: [{ refines: 'Daily', items: [], ...spec }],
    });
    const today = daily('D:2026-11-21', pipeline);
    return { stage, service: stage.service, pipeline, today };
  }

  it('answers items before anybody ticks, and is frozen as evidence when somebody does', async () => {
    const { stage, service, today } = await setUp();
    const list = await service.get(today);
    expect(list.items.map(item => item.check?.title)).toEqual([
      `no alarm about ${RATE}`,
      `no alarm about ${AGE}`,
      undefined,
    ]);
    const { data } = await service.answers(today, ADA);
    expect(
      data.answers.map(({ itemId, answer: said }) => [itemId, said.verdict]),
    ).toEqual([
      ['daily-item-1', 'holds'],
      ['daily-item-2', 'fails'],
    ]);
    expect((await service.get(today)).period.revision).toBe(0);

    const confirmed = await service.complete(
      today,
      answer('daily-item-1', 0, { withAnswer: true }),
      ADA,
    );
    stage.checks.say(RATE, 'fails');
    expect(confirmed.items[0].completion).toMatchObject({
      by: ADA.actor,
      automatic: false,
      answer: { verdict: 'holds', summary: '0 alarms' },
    });
    expect(await service.get(today)).toEqual(confirmed);
  });

  it('runs a log query only for the item that somebody asks about', async () => {
    const { stage, service, today } = await setUp();
    await service.answers(today, ADA);
    expect(stage.checks.queried).toEqual([]);
    const { data } = await service.answers(today, {
      ...ADA,
      itemId: 'daily-item-2',
    });
    expect(data.answers).toMatchObject([
      { itemId: 'daily-item-2', answer: { verdict: 'fails' } },
    ]);
    expect(stage.checks.queried).toEqual([[AGE]]);
    for (const itemId of ['daily-item-3', 'gone']) {
      await expect(service.answers(today, { ...ADA, itemId })).rejects.toThrow(
        `has no item ${itemId} now that data answers`,
      );
    }
  });

  it('asks why an item is done when data says otherwise', async () => {
    const { service, today } = await setUp();
    const send = (note?: string) =>
      service.complete(
        today,
        answer('daily-item-2', 0, { withAnswer: true, note }),
        ADA,
      );
    await expect(send()).rejects.toThrow('Data speaks against it: 1 alarm');
    const { items } = await send('Known, ticket 12');
    expect(items[1].completion?.answer?.verdict).toBe('fails');
  });

  it('completes by itself what holds where the list says so, and nothing that fails or is unknown', async () => {
    const { stage, service, today } = await setUp({ selfComplete: true });
    stage.checks.say(UPLOADS, 'unknown');
    await service.answers(today, ADA);
    const { items, selfCompleting, period } = await service.get(today);
    expect(selfCompleting).toBe(true);
    expect(items.map(item => item.completion)).toEqual([
      expect.objectContaining({ automatic: true, by: undefined }),
      undefined,
      undefined,
    ]);
    expect(period.revision).toBe(1);
  });

  it('completes an item once, however many replicas look', async () => {
    const { stage, pipeline, today } = await setUp({ selfComplete: true });
    stage.checks.say(AGE, 'holds');
    stage.checks.say(UPLOADS, 'holds');
    const replicas = await Promise.all(
      Array.from({ length: 4 }, () => stage.start()),
    );
    await Promise.all(replicas.map(replica => replica.answers(today, ADA)));
    const { entries } = await stage.service.history(pipeline, 'daily-1', {});
    expect(entries.map(entry => entry.revision)).toEqual([3, 2, 1]);
    expect(new Set(entries.map(entry => entry.itemId)).size).toBe(3);
  });

  it('never answers again what a person has undone or answered otherwise', async () => {
    const { stage, service, today } = await setUp({ selfComplete: true });
    await service.answers(today, ADA);
    await service.complete(
      today,
      answer('daily-item-1', 1, { state: 'undone' }),
      BOB,
    );
    await service.complete(
      today,
      answer('daily-item-2', 2, { state: 'not-done', note: 'Backlog' }),
      BOB,
    );
    stage.checks.say(AGE, 'holds');
    await service.answers(today, ADA);
    const { items, period } = await service.get(today);
    expect(items.map(item => item.completion?.state)).toEqual([
      undefined,
      'not-done',
      undefined,
    ]);
    expect(period.revision).toBe(3);
  });

  it('is not asked about what is over', async () => {
    const { stage, service, pipeline } = await setUp();
    const yesterday = daily('D:2026-11-20', pipeline);
    await expect(service.answers(yesterday, ADA)).rejects.toThrow('is over');
    await expect(
      service.complete(
        yesterday,
        answer('daily-item-1', 0, { withAnswer: true }),
        ADA,
      ),
    ).rejects.toThrow('is over');
    expect(stage.checks.asked).toBe(0);
  });
});
