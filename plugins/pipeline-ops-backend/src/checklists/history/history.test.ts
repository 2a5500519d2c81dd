import { TestDatabases } from '@backstage/backend-test-utils';
import type { ChecklistSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../__fixtures__/nightlyPipeline';
import {
  ADA,
  answer,
  BOB,
  ChecklistStage,
  daily,
} from '../__testUtils__/ChecklistStage';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const SPEC: ChecklistSpec[] = [
  { refines: 'Daily', dueTime: '10:00', graceSeconds: 3_600, items: [] },
];
const pipeline = nightlyPipeline({ checklists: SPEC });
const ITEMS = ['daily-item-1', 'daily-item-2', 'daily-item-3'];

describe.each(databases.eachSupportedId())('history on %s', id => {
  /** Six days: in time, late, half, excused, missed altogether, and today with one answer. */
  async function setUp() {
    const stage = await ChecklistStage.create(
      await databases.init(id),
      '2026-11-16T08:00:00Z',
    );
    const { service } = stage;
    await service.list(pipeline, {});
    const tick = async (at: string, items: string[], by = ADA) => {
      stage.setNow(at);
      const place = daily(`D:${at.slice(0, 10)}`, pipeline);
      let { revision } = (await service.get(place)).period;
      for (const item of items) {
        await service.complete(place, answer(item, revision++), by);
      }
    };
    await tick('2026-11-16T10:30:00Z', ITEMS);
    await tick('2026-11-17T09:00:00Z', ITEMS.slice(0, 2), BOB);
    await tick('2026-11-17T15:00:00Z', ITEMS.slice(2));
    await tick('2026-11-18T09:00:00Z', ITEMS.slice(0, 1));
    stage.setNow('2026-11-19T07:00:00Z');
    const pause = { until: '2026-11-19T20:00:00Z', reason: 'Moving' };
    await service.pause(pipeline, pause, ADA);
    await tick('2026-11-21T08:00:00Z', ITEMS.slice(0, 1));
    return stage;
  }

  it('tells of each period what became of it, since the list was first seen', async () => {
    const { service } = await setUp();
    const history = await service.history(pipeline, 'daily-1', {});
    expect(history).toMatchObject({ from: '2026-05-24', to: '2026-11-21' });
    expect(
      history.periods.map(({ key, status, answered, onTime }) => [
        key.slice(-2),
        status,
        answered,
        onTime,
      ]),
    ).toEqual([
      ['16', 'complete', 3, true],
      ['17', 'complete', 3, false],
      ['18', 'missed', 1, false],
      ['19', 'excused', 0, undefined],
      ['20', 'missed', 0, false],
      ['21', 'due-soon', 1, undefined],
    ]);
    expect(history.entries).toHaveLength(8);
    expect(history.entries[0]).toMatchObject({ periodKey: 'D:2026-11-21' });
  });

  it('counts who, what and how often', async () => {
    const { service } = await setUp();
    const { statistics } = await service.history(pipeline, 'daily-1', {});
    expect(statistics).toEqual({
      periods: 4,
      complete: 2,
      onTime: 1,
      missed: 2,
      excused: 1,
      streak: 0,
      longestStreak: 2,
      trend: -1,
      items: [
        expect.objectContaining({ itemId: 'daily-item-2', done: 2, missed: 2 }),
        expect.objectContaining({ itemId: 'daily-item-3', done: 2, missed: 2 }),
        expect.objectContaining({ itemId: 'daily-item-1', done: 3, missed: 1 }),
      ],
      people: [
        { by: ADA.actor, answers: 6, onTime: 5 },
        { by: BOB.actor, answers: 2, onTime: 2 },
      ],
    });
  });

  it('keeps a missed period with the items that it had, and an answer of an item that is gone', async () => {
    const { service } = await setUp();
    const edited = nightlyPipeline({
      checklists: SPEC,
      dailyItems: ['Check the error budget'],
    });
    await service.list(edited, {});
    const { periods, entries } = await service.history(edited, 'daily-1', {});
    expect(periods.map(({ total }) => total)).toEqual([3, 3, 3, 3, 3, 3]);
    expect(new Set(entries.map(({ itemText }) => itemText))).toContain(
      'Confirm that uploads go on',
    );
  });

  it('is limited to the days that are asked for', async () => {
    const { service } = await setUp();
    const of = (from: string, to: string) =>
      service.history(pipeline, 'daily-1', { from, to });
    const { periods, entries } = await of('2026-11-17', '2026-11-18');
    expect(periods.map(({ key }) => key)).toEqual([
      'D:2026-11-17',
      'D:2026-11-18',
    ]);
    expect(entries).toHaveLength(4);
    await expect(of('2026-11-18', '2026-11-17')).rejects.toThrow('later than');
    await expect(of('2015-01-01', '2026-11-17')).rejects.toThrow('five years');
    await expect(of('2026-02-30', '2026-11-17')).rejects.toThrow('is no day');
  });

  it('gives a CSV of everything that happened, and of what did not', async () => {
    const { service } = await setUp();
    let csv = '';
    for await (const piece of await service.csv(pipeline, 'daily-1', {})) {
      csv += piece;
    }
    const rows = csv
      .trim()
      .split('\r\n')
      .map(row => row.split(','));
    const column = (name: string) => rows[0].indexOf(name);
    const count = (state: string) =>
      rows.filter(row => row[column('state')] === state).length;
    expect([count('done'), count('missed'), count('excused')]).toEqual([
      8, 5, 3,
    ]);
    expect(rows[1].slice(column('by'), column('by') + 3)).toEqual([
      ADA.actor,
      '2026-11-16T10:30:00.000Z',
      'true',
    ]);
  });
});
