import { TestDatabases } from '@backstage/backend-test-utils';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../__fixtures__/nightlyPipeline';
import {
  ADA,
  answer,
  ChecklistStage,
  daily,
} from '../__testUtils__/ChecklistStage';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const whole = nightlyPipeline();
const [document] = whole.documents;

/** The pipeline after its daily list was taken out of the document. */
const edited: ResolvedPipeline = {
  ...whole,
  documents: [
    {
      ...document,
      content: {
        ...document.content!,
        checklists: document.content!.checklists.filter(
          ({ id }) => id !== 'daily-1',
        ),
      },
    },
  ],
};

describe.each(databases.eachSupportedId())('a list that is gone on %s', id => {
  /** Answered on the 16th, missed on the 17th, taken out on the 18th. */
  async function setUp() {
    const stage = await ChecklistStage.create(
      await databases.init(id),
      '2026-11-16T08:00:00Z',
    );
    const { service } = stage;
    await service.list(whole, {});
    for (const [revision, item] of [1, 2, 3].entries()) {
      await service.complete(
        daily('D:2026-11-16', whole),
        answer(`daily-item-${item}`, revision),
        ADA,
      );
    }
    const periods = async () =>
      (await service.history(edited, 'daily-1', {})).periods.map(
        ({ key, status }) => `${key.slice(-2)} ${status}`,
      );
    const retired = async (pipeline: ResolvedPipeline, at: string) => {
      stage.setNow(at);
      return (await service.list(pipeline, {})).retired;
    };
    return { stage, service, periods, retired };
  }

  it('keeps its history and its export, and is missed no more', async () => {
    const { stage, service, periods, retired } = await setUp();
    expect(await retired(whole, '2026-11-17T08:00:00Z')).toEqual([]);
    const gone = {
      id: 'daily-1',
      title: 'Daily',
      cadence: 'daily',
      lastPeriodKey: 'D:2026-11-18',
    };
    expect(await retired(edited, '2026-11-18T08:00:00Z')).toEqual([gone]);
    // Another replica, days later.
    stage.setNow('2026-11-21T08:00:00Z');
    const replica = await stage.start();
    expect((await replica.list(edited, {})).retired).toEqual([gone]);
    expect(await periods()).toEqual(['16 complete', '17 missed']);
    const { entries } = await replica.history(edited, 'daily-1', {});
    expect(entries.map(({ itemText }) => itemText)).toContain(
      'Check the iterator age',
    );
    let csv = '';
    for await (const piece of await service.csv(edited, 'daily-1', {})) {
      csv += piece;
    }
    expect(csv).toContain('D:2026-11-17');
    expect(csv).not.toContain('D:2026-11-18');

    await expect(service.get(daily('D:2026-11-21', edited))).rejects.toThrow(
      'has no checklist daily-1',
    );
    await expect(service.history(edited, 'never-was', {})).rejects.toThrow(
      'has no checklist never-was',
    );
  });

  it('goes on when it comes back, without the days between', async () => {
    const { stage, service, periods, retired } = await setUp();
    const replica = await stage.start();
    await replica.list(whole, {});
    expect(await retired(edited, '2026-11-17T08:00:00Z')).toHaveLength(1);
    stage.setNow('2026-11-19T08:00:00Z');
    // This replica had never seen it go.
    expect((await replica.list(whole, {})).retired).toEqual([]);
    expect(await retired(whole, '2026-11-20T08:00:00Z')).toEqual([]);
    expect(await periods()).toEqual(['16 complete', '19 missed', '20 open']);
    await service.complete(
      daily('D:2026-11-20', whole),
      answer('daily-item-1', 0),
      ADA,
    );
  });

  it('is not taken for gone while document or definition cannot be read', async () => {
    const { periods, retired } = await setUp();
    for (const unreadable of [
      { ...edited, documents: [{ ...document, content: undefined }] },
      {
        ...edited,
        problems: [{ code: 'definition-invalid', message: 'line 3' }],
      },
    ]) {
      expect(await retired(unreadable, '2026-11-17T08:00:00Z')).toEqual([]);
    }
    expect(await retired(whole, '2026-11-18T08:00:00Z')).toEqual([]);
    expect(await periods()).toEqual(['16 complete', '17 missed', '18 open']);
  });
});
