import { TestDatabases } from '@backstage/backend-test-utils';
import type { CompletionRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  ADA,
  answer,
  BOB,
  ChecklistStage,
  daily,
} from './__testUtils__/ChecklistStage';
import { nightlyPipeline } from './__fixtures__/nightlyPipeline';
import { StaleRevisionError } from './ChecklistService';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('checklists on %s', id => {
  const setUp = async (now?: string) =>
    ChecklistStage.create(await databases.init(id), now);

  it('shows every list in its current period, what is due first before the others', async () => {
    const { service } = await setUp();
    const { checklists, pauses } = await service.list(nightlyPipeline(), {});
    expect(
      checklists.map(list => [list.cadence, list.period.key, list.progress]),
    ).toEqual([
      [
        'daily',
        'D:2026-11-21',
        { total: 3, answered: 0, done: 0, notDone: 0, notApplicable: 0 },
      ],
      [
        'monthly',
        'M:2026-11',
        { total: 1, answered: 0, done: 0, notDone: 0, notApplicable: 0 },
      ],
    ]);
    expect(checklists[0].period).toMatchObject({
      previousKey: 'D:2026-11-20',
      nextKey: undefined,
      isCurrent: true,
      revision: 0,
      status: 'open',
      dueAt: '2026-11-22T00:00:00.000Z',
    });
    expect(checklists[0].owner).toBe('group:default/loaders');
    expect(checklists[0].items[1].position).toMatchObject({ startLine: 12 });
    expect(pauses).toEqual([]);
  });

  it('keeps who answered what and when, over a restart, and an undo is an entry of its own', async () => {
    const stage = await setUp();
    await stage.service.complete(
      daily(),
      answer('daily-item-1', 0, { evidence: '0.21 %' }),
      ADA,
    );
    stage.setNow('2026-11-21T08:14:00Z');
    await stage.service.complete(
      daily(),
      answer('daily-item-2', 1, { state: 'not-done', note: ' Backlog. ' }),
      BOB,
    );

    const later = await stage.start();
    const list = await later.get(daily());
    expect(list.items.map(item => item.completion)).toEqual([
      {
        itemId: 'daily-item-1',
        state: 'done',
        note: undefined,
        evidence: '0.21 %',
        answer: undefined,
        by: 'user:default/ada',
        automatic: false,
        override: false,
        at: '2026-11-21T08:12:00.000Z',
      },
      expect.objectContaining({
        itemId: 'daily-item-2',
        state: 'not-done',
        note: 'Backlog.',
        by: 'user:default/bob',
        at: '2026-11-21T08:14:00.000Z',
      }),
      undefined,
    ]);
    expect(list.period.revision).toBe(2);
    expect(list.progress).toMatchObject({ answered: 2, done: 1, notDone: 1 });

    const undone = await later.complete(
      daily(),
      answer('daily-item-1', 2, { state: 'undone' }),
      ADA,
    );
    expect(undone.items[0].completion).toBeUndefined();
    expect(await later.get(daily())).toEqual(undone);
    const { entries } = await later.history(nightlyPipeline(), 'daily-1', {});
    expect(entries.map(entry => [entry.revision, entry.state])).toEqual([
      [3, 'undone'],
      [2, 'not-done'],
      [1, 'done'],
    ]);
    expect(entries[0].itemText).toBe('Check the error rate');
    expect(new Set(stage.announced)).toEqual(new Set([list.changesId]));
    expect(stage.announced).toHaveLength(3);
  });

  it('answers a stale revision with the current state and stores nothing', async () => {
    const { service } = await setUp();
    const send = (request: CompletionRequest) =>
      service.complete(daily(), request, ADA);
    await send(answer('daily-item-1', 0));
    for (const revision of [0, 5]) {
      const error = await send(answer('daily-item-2', revision)).catch(e => e);
      expect(error).toBeInstanceOf(StaleRevisionError);
      expect(error.current.period.revision).toBe(1);
      expect(error.current.items[0].completion.state).toBe('done');
    }
    const { entries } = await service.history(nightlyPipeline(), 'daily-1', {});
    expect(entries).toHaveLength(1);
  });

  it('answers a repeated key as the first time', async () => {
    const { service } = await setUp();
    const request = answer('daily-item-1', 0);
    await service.complete(daily(), request, ADA);
    const again = await service.complete(daily(), request, ADA);
    expect(again.period.revision).toBe(1);
    const { entries } = await service.history(nightlyPipeline(), 'daily-1', {});
    expect(entries).toHaveLength(1);
  });

  it('freezes a touched period; an edited document changes the next one', async () => {
    const stage = await setUp();
    const { service } = stage;
    await service.complete(daily(), answer('daily-item-1', 0), ADA);
    const edited = nightlyPipeline({ dailyItems: ['Check the error budget'] });
    const today = await service.get(daily('D:2026-11-21', edited));
    expect(today.items.map(item => item.text)).toHaveLength(3);
    expect(today.period.newer).toEqual({
      added: [],
      removed: ['Check the iterator age', 'Confirm that uploads go on'],
    });

    stage.setNow('2026-11-22T08:00:00Z');
    const { checklists } = await service.list(edited, {});
    const next = checklists.find(list => list.cadence === 'daily');
    expect(next?.items.map(item => item.text)).toEqual([
      'Check the error budget',
    ]);
    expect(next?.period.newer).toBeUndefined();
  });

  it('freezes a period when it begins, where the definition says so', async () => {
    const stage = await setUp();
    const checklists = [
      { refines: 'Daily', freeze: 'period-start' as const, items: [] },
    ];
    await stage.service.list(nightlyPipeline({ checklists }), {});
    const edited = nightlyPipeline({ checklists, dailyItems: ['Another'] });
    const today = await stage.service.get(daily('D:2026-11-21', edited));
    expect(today.items).toHaveLength(3);
    expect(today.period.revision).toBe(0);
    const ticked = await stage.service.complete(
      daily('D:2026-11-21', edited),
      answer('daily-item-3', 0),
      ADA,
    );
    expect(ticked.progress.done).toBe(1);
  });

  it('lets another time zone count from the next period on', async () => {
    const stage = await setUp('2026-11-21T23:30:00Z');
    const current = async (timeZone: string) => {
      const { checklists } = await stage.service.list(
        nightlyPipeline({ timeZone }),
        {},
      );
      const { period } = checklists.find(({ id: list }) => list === 'daily-1')!;
      return [period.key, period.start, period.end];
    };
    const UTC = [
      'D:2026-11-21',
      '2026-11-21T00:00:00.000Z',
      '2026-11-22T00:00:00.000Z',
    ];
    const TOKYO = [
      'D:2026-11-22',
      '2026-11-21T15:00:00.000Z',
      '2026-11-22T15:00:00.000Z',
    ];
    expect(await current('Asia/Tokyo')).toEqual(TOKYO);
    await stage.service.complete(daily(), answer('daily-item-1', 0), ADA);
    expect(await current('UTC')).toEqual(UTC);
    expect(await current('Asia/Tokyo')).toEqual(UTC);
    stage.setNow('2026-11-22T00:00:00Z');
    expect(await current('Asia/Tokyo')).toEqual(TOKYO);
    // Westwards, the day of the old zone is over before the new zone's day of that name: it is stretched.
    stage.setNow('2026-11-22T01:00:00Z');
    const honolulu = 'Pacific/Honolulu';
    expect(await current(honolulu)).toEqual([
      'D:2026-11-21',
      '2026-11-21T00:00:00.000Z',
      '2026-11-22T10:00:00.000Z',
    ]);
    const later = daily(
      'D:2026-11-22',
      nightlyPipeline({ timeZone: honolulu }),
    );
    await expect(stage.service.get(later)).rejects.toThrow('lies ahead');
  });

  it('refuses what cannot be answered, and says why', async () => {
    const { service } = await setUp();
    const send = (
      checklistId: string,
      periodKey: string,
      request: Partial<CompletionRequest> = {},
    ) =>
      service.complete(
        { pipeline: nightlyPipeline(), checklistId, periodKey },
        answer('daily-item-1', 0, request),
        ADA,
      );
    const today = 'D:2026-11-21';
    for (const [attempt, reason] of [
      [() => send('no-such', today), 'has no checklist no-such'],
      [() => send('daily-1', 'D:2026-11-22'), 'lies ahead'],
      [() => send('daily-1', 'W:2026-W47'), 'is no period of a daily list'],
      [() => send('daily-1', 'yesterday'), 'is no period'],
      [() => send('daily-1', today, { itemId: 'gone' }), 'has no item gone'],
      [
        () => send('daily-1', today, { state: 'not-done', note: ' \u200b ' }),
        'not done needs a note',
      ],
      [
        () => send('daily-1', today, { state: 'not-applicable' }),
        'not applicable needs a note',
      ],
      [() => send('daily-1', today, { withAnswer: true }), 'bound to no data'],
    ] as const) {
      await expect(attempt()).rejects.toThrow(reason);
    }
  });

  it('hides secrets and invisible letters in what people write', async () => {
    const { service } = await setUp();
    const list = await service.complete(
      daily(),
      answer('daily-item-1', 0, {
        note: 'password=hunter2hunter2 \u202egnp',
      }),
      ADA,
    );
    expect(list.items[0].completion?.note).toBe('password=[masked] gnp');
  });

  it('asks for the evidence that the definition wants', async () => {
    const { service } = await setUp();
    const pipeline = nightlyPipeline({
      checklists: [
        {
          refines: 'daily',
          items: [
            {
              refines: 'Check the iterator age',
              evidence: { kind: 'number', unit: 'ms', required: true },
            },
          ],
        },
      ],
    });
    const send = (evidence?: string) =>
      service.complete(
        daily('D:2026-11-21', pipeline),
        answer('daily-item-2', 0, { evidence }),
        ADA,
      );
    await expect(send()).rejects.toThrow('is done with a number in ms');
    await expect(send('some')).rejects.toThrow('"some" is none');
    const list = await send('12.5');
    expect(list.items[1].completion?.evidence).toBe('12.5');
  });

  it('marks what was answered after its period was over', async () => {
    const { service } = await setUp();
    const yesterday = daily('D:2026-11-20');
    const corrected = await service.complete(
      yesterday,
      answer('daily-item-1', 0),
      ADA,
    );
    expect(corrected.items[0].completion?.override).toBe(true);
    expect(corrected.period).toMatchObject({
      status: 'missed',
      nextKey: 'D:2026-11-21',
      isCurrent: false,
    });
    await expect(
      service.assign(
        yesterday,
        { assignee: ADA.actor, idempotencyKey: 'key-12345', revision: 1 },
        ADA,
      ),
    ).rejects.toThrow('is over');
  });

  it('lets people take over, and assign to members of the owning group', async () => {
    const { service } = await setUp();
    const assign = (revision: number, assignee?: string, itemId?: string) =>
      service.assign(
        daily(),
        {
          assignee,
          itemId,
          revision,
          idempotencyKey: `assign-${revision}-${itemId}`,
        },
        ADA,
      );
    const taken = await assign(0, ADA.actor, 'daily-item-2');
    expect(taken.items.map(item => item.assignee)).toEqual([
      undefined,
      ADA.actor,
      undefined,
    ]);
    expect((await assign(1, BOB.actor)).assignee).toBe(BOB.actor);
    expect((await assign(2)).assignee).toBeUndefined();
    await expect(assign(3, 'user:default/eve')).rejects.toThrow('no member');
    await expect(assign(1, ADA.actor, 'daily-item-1')).rejects.toThrow(
      StaleRevisionError,
    );
    const { progress, period } = await service.get(daily());
    expect([progress.answered, period.revision]).toEqual([0, 3]);
  });

  it('excuses periods that touch a pause, and a pause can be ended', async () => {
    const stage = await setUp();
    const { service } = stage;
    const pipeline = nightlyPipeline();
    const status = async (key: string) =>
      (await service.get(daily(key))).period.status;
    await expect(
      service.pause(
        pipeline,
        { until: '2026-11-21T08:00:00Z', reason: 'Moving' },
        ADA,
      ),
    ).rejects.toThrow('later than now');
    const pause = await service.pause(
      pipeline,
      {
        from: '2026-11-20T12:00:00Z',
        until: '2026-11-23T12:00:00Z',
        reason: 'Moving to another region',
      },
      ADA,
    );
    // Nobody can have missed what was over before the list was first looked at.
    expect(await status('D:2026-11-19')).toBe('unrecorded');
    expect(await status('D:2026-11-20')).toBe('excused');
    expect(await status('D:2026-11-21')).toBe('excused');

    stage.setNow('2026-11-21T10:00:00Z');
    const ended = await service.endPause(pipeline, pause.id, BOB);
    expect(ended).toEqual({ ...pause, until: '2026-11-21T10:00:00.000Z' });
    stage.setNow('2026-11-22T10:00:00Z');
    expect(await service.endPause(pipeline, pause.id, ADA)).toEqual(ended);
    expect(await status('D:2026-11-21')).toBe('excused');
    expect(await status('D:2026-11-22')).toBe('open');
    expect((await service.list(pipeline, {})).pauses).toEqual([]);
    stage.setNow('2026-11-24T10:00:00Z');
    expect(await status('D:2026-11-23')).toBe('missed');
    await expect(service.endPause(pipeline, 'none', ADA)).rejects.toThrow(
      'has no pause none',
    );
  });

  it('holds reminders back until the time somebody says', async () => {
    const stage = await setUp();
    const until = '2026-11-21T12:00:00.000Z';
    const snoozed = await stage.service.snooze(daily(), { until }, ADA);
    expect(snoozed.snoozedUntil).toBe(until);
    stage.setNow(until);
    expect((await stage.service.get(daily())).snoozedUntil).toBeUndefined();
  });

  it('says what of a broken document it shows', async () => {
    const { service } = await setUp();
    const pipeline = nightlyPipeline({
      lastGood: {
        reason: 'docs/operations.md is no longer Markdown',
        since: '2026-11-20T00:00:00Z',
      },
    });
    const { checklists } = await service.list(pipeline, {});
    expect(checklists[0].warning).toContain('no longer Markdown');
  });
});
