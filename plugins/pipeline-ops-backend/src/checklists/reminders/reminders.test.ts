import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ChecklistSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Digests, Notice } from '../../notices/Notices';
import { nightlyPipeline } from '../__fixtures__/nightlyPipeline';
import {
  ADA,
  answer,
  BOB,
  ChecklistStage,
  daily,
} from '../__testUtils__/ChecklistStage';
import { ChecklistReminders } from './ChecklistReminders';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const OWNER = 'group:default/loaders';

/** Digests as the outbox keeps them, without a database. */
class RememberedDigests implements Digests {
  readonly kept: Notice[] = [];
  readonly #told = new Set<string>();

  async keepDigest(keys: string[], toNotice: (untold: string[]) => Notice) {
    const untold = keys.filter(key => !this.#told.has(key));
    for (const key of untold) this.#told.add(key);
    if (untold.length > 0) this.kept.push(toNotice(untold));
  }

  sendSoon() {}
}

async function setUp(checklists?: ChecklistSpec[]) {
  const stage = await ChecklistStage.create(
    await databases.init('SQLITE_3'),
    '2026-11-21T06:00:00Z',
  );
  const pipeline = nightlyPipeline({ checklists });
  const notices = new RememberedDigests();
  const resolve = jest.fn(async () => [pipeline]);
  const replica = () =>
    ChecklistReminders.create({
      auth: mockServices.auth(),
      claims: {
        list: async () => [
          {
            pipelineId: pipeline.pipelineId,
            entityRef: pipeline.entityRef,
            owner: OWNER,
          },
        ],
      },
      pipelines: { resolve },
      checklists: stage.service,
      notices,
      logger: mockServices.logger.mock(),
      at: '09:00',
      now: stage.now,
    });
  const reminders = replica();
  /** Runs the task at a time, and gives what was told since: to whom, and what of the pipeline. */
  const told = async (at: string, by = reminders) => {
    const before = notices.kept.length;
    stage.setNow(at);
    await by.remind();
    return notices.kept
      .slice(before)
      .map(({ recipients, title }) => [...recipients, title]);
  };
  return { stage, pipeline, notices, resolve, replica, told };
}

const DUE = 'Nightly load: 3 of 3 daily checks are still to be answered';
const OVERDUE = 'Nightly load: 3 of 3 daily checks are overdue';

const due = (time?: string): ChecklistSpec[] => [
  {
    refines: 'Daily',
    timeZone: 'Europe/Berlin',
    dueTime: time,
    items: [{ refines: 'Check the iterator age', assignee: BOB.actor }],
  },
];

it('tells owner and assignees from nine in the zone of the list on, each once', async () => {
  const { told, notices, resolve, replica } = await setUp(due('11:00'));
  expect(await told('2026-11-21T07:59:00Z')).toEqual([]);
  expect(await told('2026-11-21T08:00:00Z')).toEqual([
    [BOB.actor, DUE],
    [OWNER, DUE],
  ]);
  expect(notices.kept[0]).toMatchObject({
    description:
      'Daily, due on Saturday 21 November at 11:00 (Europe/Berlin): Check the error rate · Check the iterator age · Confirm that uploads go on.',
    link: '/catalog/default/component/nightly-load/maintenance?pipeline=nightly-load&list=daily-1',
    severity: 'normal',
    topic: 'checklists',
  });

  const reads = resolve.mock.calls.length;
  expect(await told('2026-11-21T08:55:00Z')).toEqual([]);
  // Nothing can have become due since: the pipeline is not even resolved.
  expect(resolve).toHaveBeenCalledTimes(reads);
  expect(await told('2026-11-21T10:00:00Z', replica())).toEqual([
    [BOB.actor, OVERDUE],
    [OWNER, OVERDUE],
  ]);
  expect(notices.kept.at(-1)).toMatchObject({
    description: expect.stringMatching(/^Daily, was due on Saturday/),
    severity: 'high',
  });
});

it('leaves out what is complete, snoozed or paused', async () => {
  const { stage, pipeline, told, replica } = await setUp(due('11:00'));
  const today = daily('D:2026-11-21', pipeline);
  await stage.service.snooze(today, { until: '2026-11-21T09:30:00Z' }, ADA);
  expect(await told('2026-11-21T08:30:00Z')).toEqual([]);
  await stage.service.complete(today, answer('daily-item-2', 1), ADA);
  expect(await told('2026-11-21T09:30:00Z')).toEqual([
    [OWNER, 'Nightly load: 2 of 3 daily checks are still to be answered'],
  ]);

  const pause = { until: '2026-11-23T00:00:00Z', reason: 'Moving' };
  await stage.service.pause(pipeline, pause, ADA);
  expect(await told('2026-11-21T10:30:00Z', replica())).toEqual([]);
});

it('tells of a monthly list when it is due soon, and whoever took it over', async () => {
  const { stage, pipeline, told, notices, replica } = await setUp();
  const monthly = {
    pipeline,
    checklistId: 'monthly-1',
    periodKey: 'M:2026-11',
  };
  await stage.service.assign(
    monthly,
    { assignee: ADA.actor, idempotencyKey: 'client-key', revision: 0 },
    ADA,
  );
  expect(await told('2026-11-26T09:00:00Z', replica())).toEqual([[OWNER, DUE]]);
  // Due at the end of the month, and due soon three days before.
  expect(await told('2026-11-28T09:00:00Z', replica())).toEqual(
    expect.arrayContaining([
      [
        ADA.actor,
        'Nightly load: 1 of 1 monthly checks is still to be answered',
      ],
    ]),
  );
  expect(
    notices.kept.find(({ recipients: [who] }) => who === ADA.actor),
  ).toMatchObject({
    description:
      'Monthly, due by the end of Monday 30 November (UTC): Review costs.',
  });
});

it('rings nobody twice for the lists that one pipeline has to tell of at a time', async () => {
  const { stage, pipeline, told, notices, replica } = await setUp([
    { refines: 'Daily', dueTime: '08:00', items: [] },
    {
      title: 'Handover',
      cadence: 'daily',
      dueTime: '14:00',
      items: [{ text: 'Tell the next' }],
    },
  ]);
  expect(await told('2026-11-28T09:00:00Z')).toEqual([
    [
      OWNER,
      'Nightly load: 5 checks of 3 lists are still to be answered, 3 of them overdue',
    ],
  ]);
  expect(notices.kept[0]).toMatchObject({
    description:
      'Daily, was due on Saturday 28 November at 08:00 (UTC): Check the error rate · and 2 more. Monthly, due by the end of Monday 30 November (UTC): Review costs. Handover, due on Saturday 28 November at 14:00 (UTC): Tell the next.',
    link: '/catalog/default/component/nightly-load/maintenance?pipeline=nightly-load',
    severity: 'high',
  });
  // One list fewer, and nothing new to tell of the others.
  const today = daily('D:2026-11-28', pipeline);
  await stage.service.complete(today, answer('daily-item-1', 0), ADA);
  expect(await told('2026-11-28T09:05:00Z', replica())).toEqual([]);
  expect(await told('2026-11-28T14:00:00Z', replica())).toEqual([
    [OWNER, 'Nightly load: 1 of 1 daily checks is overdue'],
  ]);
});

it('goes on with other entities when one cannot be read', async () => {
  const { told, resolve } = await setUp(due('11:00'));
  resolve.mockRejectedValueOnce(new Error('repository is away'));
  expect(await told('2026-11-21T08:00:00Z')).toEqual([]);
  expect(await told('2026-11-21T08:05:00Z')).toHaveLength(2);
});
