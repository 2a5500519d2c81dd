import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ChecklistSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Notice } from '../../notices/Notices';
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

async function setUp(checklists?: ChecklistSpec[]) {
  const stage = await ChecklistStage.create(
    await databases.init('SQLITE_3'),
    '2026-11-21T06:00:00Z',
  );
  const pipeline = nightlyPipeline({ checklists });
  const kept = new Map<string, Notice>();
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
      notices: {
        keep: async notice => {
          if (!kept.has(notice.key)) kept.set(notice.key, notice);
        },
        sendSoon: () => undefined,
      },
      logger: mockServices.logger.mock(),
      at: '09:00',
      now: stage.now,
    });
  const reminders = replica();
  /** Runs the task at a time, and gives what was told since: kind and recipient. */
  const told = async (at: string, by = reminders) => {
    const before = new Set(kept.keys());
    stage.setNow(at);
    await by.remind();
    return [...kept.values()]
      .filter(({ key }) => !before.has(key))
      .map(({ key, recipients }) => `${key.split('/').at(-3)} ${recipients}`);
  };
  return { stage, pipeline, kept, resolve, replica, told };
}

const due = (time?: string): ChecklistSpec[] => [
  {
    refines: 'Daily',
    timeZone: 'Europe/Berlin',
    dueTime: time,
    items: [{ refines: 'Check the iterator age', assignee: BOB.actor }],
  },
];

it('tells owner and assignees from nine in the zone of the list on, each once', async () => {
  const { told, kept, resolve, replica } = await setUp(due('11:00'));
  expect(await told('2026-11-21T07:59:00Z')).toEqual([]);
  expect(await told('2026-11-21T08:00:00Z')).toEqual([
    `due ${BOB.actor}`,
    `due ${OWNER}`,
  ]);
  const [notice] = kept.values();
  expect(notice).toMatchObject({
    title: 'Daily, Saturday 21 November 2026: 3 of 3 are still to be answered',
    link: '/catalog/default/component/nightly-load/maintenance?pipeline=nightly-load',
    topic: 'checklists',
  });
  expect(notice.description).toContain('Due Sat 21 Nov, 11:00');

  const reads = resolve.mock.calls.length;
  expect(await told('2026-11-21T08:55:00Z')).toEqual([]);
  // Nothing can have become due since: the pipeline is not even resolved.
  expect(resolve).toHaveBeenCalledTimes(reads);
  expect(await told('2026-11-21T10:00:00Z', replica())).toEqual([
    `overdue ${BOB.actor}`,
    `overdue ${OWNER}`,
  ]);
});

it('leaves out what is complete, snoozed or paused', async () => {
  const { stage, pipeline, told, replica } = await setUp(due('11:00'));
  const today = daily('D:2026-11-21', pipeline);
  await stage.service.snooze(today, { until: '2026-11-21T09:30:00Z' }, ADA);
  expect(await told('2026-11-21T08:30:00Z')).toEqual([]);
  await stage.service.complete(today, answer('daily-item-2', 1), ADA);
  expect(await told('2026-11-21T09:30:00Z')).toEqual([`due ${OWNER}`]);

  const pause = { until: '2026-11-23T00:00:00Z', reason: 'Moving' };
  await stage.service.pause(pipeline, pause, ADA);
  expect(await told('2026-11-21T10:30:00Z', replica())).toEqual([]);
});

it('tells of a monthly list on the day that it is due, and whoever took it over', async () => {
  const { stage, pipeline, told, replica } = await setUp();
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
  expect(await told('2026-11-26T09:00:00Z', replica())).toEqual([
    `due ${OWNER}`,
  ]);
  // Due at the end of the month, and due soon three days before.
  expect(await told('2026-11-28T09:00:00Z', replica())).toEqual(
    expect.arrayContaining([`due ${ADA.actor}`]),
  );
});

it('goes on with other entities when one cannot be read', async () => {
  const { told, resolve } = await setUp(due('11:00'));
  resolve.mockRejectedValueOnce(new Error('repository is away'));
  expect(await told('2026-11-21T08:00:00Z')).toEqual([]);
  expect(await told('2026-11-21T08:05:00Z')).toHaveLength(2);
});
