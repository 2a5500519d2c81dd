import type {
  AuditorService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  checklistOverridePermission,
  checklistUpdatePermission,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import express from 'express';
import request from 'supertest';
import { checklistsRoutes } from '../router/checklistsRoutes';
import { createRouter } from '../router/createRouter';
import { CallingUsers } from '../users/CallingUsers';
import { nightlyPipeline } from './__fixtures__/nightlyPipeline';
import { ADA, BOB, ChecklistStage } from './__testUtils__/ChecklistStage';
import { AuthorizedChecklistService } from './AuthorizedChecklistService';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const BASE = '/v1/entities/component/default/nightly-load/checklists';
const TODAY = `${BASE}/daily-1/periods/D:2026-11-21`;
const YESTERDAY = `${BASE}/daily-1/periods/D:2026-11-20`;
const UPDATE = checklistUpdatePermission.name;
const OVERRIDE = checklistOverridePermission.name;
const PLACE = {
  entityRef: 'component:default/nightly-load',
  pipelineId: 'nightly-load',
  checklistId: 'daily-1',
  periodKey: 'D:2026-11-21',
};

/** A backend in which Ada has these permissions on the pipeline's entity, and nobody else has any. */
async function backend(...granted: string[]) {
  const stage = await ChecklistStage.create(await databases.init('SQLITE_3'));
  const audited: Record<string, unknown>[] = [];
  const auditor: AuditorService = {
    createEvent: async ({ eventId, meta }) => ({
      success: async () => {
        audited.push({ eventId, ...meta, ok: true });
      },
      fail: async ({ error }) => {
        audited.push({ eventId, ...meta, ok: false, error: error.name });
      },
    }),
  };
  const isAda = ({ principal }: BackstageCredentials) =>
    (principal as { userEntityRef?: string }).userEntityRef === ADA.actor;
  const permissions = {
    authorize: async (
      asked: { permission: { name: string }; resourceRef: string }[],
      { credentials }: { credentials: BackstageCredentials },
    ) =>
      asked.map(({ permission, resourceRef }) => ({
        result:
          isAda(credentials) &&
          resourceRef === PLACE.entityRef &&
          granted.includes(permission.name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
  } as unknown as PermissionsService;
  const pipeline = nightlyPipeline({
    checklists: [{ refines: 'Daily', selfComplete: true, items: [] }],
  });
  const app = express()
    .use(
      createRouter({
        httpAuth: mockServices.httpAuth(),
        pipelines: { resolve: async () => [pipeline] },
        routes: [
          checklistsRoutes({
            checklists: new AuthorizedChecklistService({
              inner: stage.service,
              permissions,
              auditor,
              now: stage.now,
            }),
            users: new CallingUsers({
              auth: mockServices.auth(),
              userInfo: mockServices.userInfo(),
            }),
          }),
        ],
      }),
    )
    .use(mockErrorHandler());
  let keys = 0;
  const writing = () => ({ idempotencyKey: `a-key-of-${keys++}`, revision: 0 });
  const send = (path: string, body: object, header?: string) =>
    request(app)
      .post(path)
      .set('Authorization', header ?? mockCredentials.user.header(ADA.actor))
      .send(body);
  return {
    app,
    stage,
    audited,
    send,
    tick: (period: string, header?: string) =>
      send(
        `${period}/completions`,
        { itemId: 'daily-item-1', state: 'done', ...writing() },
        header,
      ),
    assign: (header?: string) =>
      send(
        `${TODAY}/assignments`,
        { itemId: 'daily-item-1', assignee: BOB.actor, ...writing() },
        header,
      ),
    snooze: (header?: string) =>
      send(`${TODAY}/snooze`, { until: '2026-11-21T12:00:00Z' }, header),
    pause: (more: object = {}, header?: string) =>
      send(
        `${BASE}/pauses`,
        { until: '2026-11-22T12:00:00Z', reason: 'Moving', ...more },
        header,
      ),
    /** What anybody may see of a period. */
    look: async (period = TODAY) => (await request(app).get(period)).body.data,
  };
}

it('lets those who may update answer, assign, snooze and pause, and audits each by name', async () => {
  const { tick, assign, snooze, pause, app, audited } = await backend(UPDATE);
  expect((await assign()).status).toBe(201);
  expect((await snooze()).status).toBe(201);
  expect((await tick(TODAY)).status).toBe(409);
  const begun = await pause();
  expect(begun.status).toBe(201);
  const ended = await request(app)
    .delete(`${BASE}/pauses/${begun.body.data.id}`)
    .set('Authorization', mockCredentials.user.header(ADA.actor));
  expect(ended.status).toBe(200);

  const { entityRef, pipelineId } = PLACE;
  const actor = ADA.actor;
  expect(audited).toEqual([
    {
      eventId: 'checklist-assign',
      ...PLACE,
      itemId: 'daily-item-1',
      assignee: BOB.actor,
      actor,
      ok: true,
    },
    {
      eventId: 'checklist-snooze',
      ...PLACE,
      until: '2026-11-21T12:00:00Z',
      actor,
      ok: true,
    },
    {
      eventId: 'checklist-complete',
      ...PLACE,
      itemId: 'daily-item-1',
      state: 'done',
      actor,
      ok: false,
      error: 'ConflictError',
    },
    {
      eventId: 'checklist-pause',
      ...{ entityRef, pipelineId },
      until: '2026-11-22T12:00:00Z',
      actor,
      ok: true,
    },
    {
      eventId: 'checklist-pause-end',
      ...{ entityRef, pipelineId },
      pauseId: begun.body.data.id,
      actor,
      ok: true,
    },
  ]);
});

it('answers 403 to who may only read, to services and to nobody, and stores nothing', async () => {
  const { tick, assign, snooze, pause, look, app, audited } = await backend(
    UPDATE,
    OVERRIDE,
  );
  for (const header of [
    mockCredentials.user.header(BOB.actor),
    mockCredentials.service.header(),
  ]) {
    for (const answer of [
      await tick(TODAY, header),
      await tick(YESTERDAY, header),
      await assign(header),
      await snooze(header),
      await pause({}, header),
      await request(app)
        .delete(`${BASE}/pauses/some`)
        .set('Authorization', header),
    ]) {
      expect([answer.status, answer.body.error.name]).toEqual([
        403,
        'NotAllowedError',
      ]);
    }
  }
  expect(audited.map(({ ok }) => ok)).toEqual(Array(6).fill(false));
  const { period, assignee } = await look();
  expect([period.revision, period.excuse, assignee]).toEqual([
    0,
    undefined,
    undefined,
  ]);
  expect((await look(YESTERDAY)).period.revision).toBe(0);
});

it('keeps the past to those who may override it, and shows that it was', async () => {
  const updater = await backend(UPDATE);
  const refused = await updater.tick(YESTERDAY);
  expect(refused.status).toBe(403);
  expect(refused.body.error.message).toContain(
    `is over. Answering a past period needs the permission ${OVERRIDE}`,
  );
  expect((await updater.look(YESTERDAY)).items[0].completion).toBeUndefined();
  const excusing = { from: '2026-11-20T12:00:00Z' };
  expect((await updater.pause(excusing)).status).toBe(403);
  // Clocks differ a little.
  expect((await updater.pause({ from: '2026-11-21T08:10:00Z' })).status).toBe(
    201,
  );

  const both = await backend(UPDATE, OVERRIDE);
  expect((await both.tick(YESTERDAY)).status).toBe(201);
  expect((await both.look(YESTERDAY)).items[0].completion).toMatchObject({
    by: ADA.actor,
    override: true,
  });
  expect((await both.tick(TODAY)).status).toBe(201);
  expect((await both.look()).items[0].completion.override).toBe(false);
  expect((await both.pause(excusing)).status).toBe(201);
});

it('lets nobody correct what goes on because they may correct what is over', async () => {
  const { tick } = await backend(OVERRIDE);
  const refused = await tick(TODAY);
  expect(refused.status).toBe(403);
  expect(refused.body.error.message).toContain(UPDATE);
});

it('audits what completes itself once, whoever looks', async () => {
  const { app, stage, audited } = await backend();
  stage.checks.say('Check the error rate', 'holds');
  stage.checks.say('Check the iterator age', 'fails');
  for (const header of [
    mockCredentials.user.header(BOB.actor),
    mockCredentials.service.header(),
  ]) {
    const answers = await request(app)
      .get(`${TODAY}/answers`)
      .set('Authorization', header);
    expect(answers.status).toBe(200);
    expect(Object.keys(answers.body).sort()).toEqual(['data', 'sources']);
  }
  expect(audited).toEqual([
    {
      eventId: 'checklist-complete',
      ...PLACE,
      itemId: 'daily-item-1',
      state: 'done',
      automatic: 'true',
      ok: true,
    },
  ]);
});
