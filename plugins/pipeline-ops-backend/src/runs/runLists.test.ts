import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AGE_ALARM, RunStage } from './__fixtures__/RunStage';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('lists of runs on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const stage = await RunStage.create(database);
    return { stage };
  }

  it('have running ones first, then newest first, page by page', async () => {
    const { stage } = await setUp();
    const ids: string[] = [];
    for (let i = 0; i < 53; i++) {
      // Some start at the same moment.
      if (i % 3 === 0) stage.pass(1);
      const { run } = await stage.start();
      ids.push(run.id);
    }
    await stage.say(ids[52], { type: 'end', outcome: 'resolved' });
    stage.pass(100);
    const list = (filter: object) =>
      stage.service.list(stage.pipeline, filter, { credentials: {} as never });
    const first = await list({});
    const second = await list({ cursor: first.cursor });
    expect([first.runs.length, second.runs.length, second.cursor]).toEqual([
      50,
      3,
      undefined,
    ]);
    const all = [...first.runs, ...second.runs];
    expect(new Set(all.map(run => run.id)).size).toBe(53);
    expect(all[52]).toMatchObject({
      id: ids[52],
      outcome: 'resolved',
      times: { totalSeconds: 0 },
    });
    expect(all[0].times.totalSeconds).toBe(100);
    const starts = all.slice(0, 52).map(run => run.startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
    expect((await list({ state: 'ended' })).runs.map(run => run.id)).toEqual([
      ids[52],
    ]);
    expect((await list({ runbookId: 'other' })).runs).toEqual([]);
    await expect(list({ cursor: 'bogus' })).rejects.toThrow('The cursor');
  });

  it('give figures: outcomes, medians, and the step that is skipped most', async () => {
    const { stage } = await setUp();
    for (const [seconds, skipped] of [
      [100, 'raise'],
      [300, 'raise'],
      [200, 'invoked'],
    ] as const) {
      const { run } = await stage.start({ alarm: AGE_ALARM.name });
      stage.pass(seconds);
      await stage.say(run.id, {
        type: 'step-skipped',
        step: skipped,
        note: 'known',
      });
      await stage.say(run.id, { type: 'end', outcome: 'resolved' });
    }
    const { run: going } = await stage.start();
    const statistics = await stage.service.statistics(stage.pipeline, {
      credentials: {} as never,
    });
    const outcomes = { resolved: 3, mitigated: 0, escalated: 0, abandoned: 0 };
    expect(statistics.runbooks).toEqual([
      {
        runbookId: 'rb-iterator-age',
        title: 'High iterator age',
        runs: 4,
        outcomes,
        lastRunId: going.id,
        lastStartedAt: going.startedAt,
        lastOutcome: undefined,
        medianSeconds: 200,
        estimateSeconds: 900,
        medianAlarmToFirstStepSeconds: 580,
        medianAlarmToEndSeconds: 580,
        mostSkipped: {
          stepId: 'raise',
          title: 'Raise the factor',
          times: 2,
          of: 3,
        },
      },
    ]);
    expect(statistics.total).toMatchObject({
      runs: 4,
      outcomes,
      medianSeconds: 200,
    });
  });
});
