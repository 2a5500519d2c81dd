import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { AGE_ALARM, RunStage } from '../runs/__fixtures__/RunStage';
import { CallingUsers } from '../users/CallingUsers';
import { createRouter } from './createRouter';
import { runsRoutes } from './runsRoutes';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const BASE = '/v1/entities/component/default/orders/runs';
const MISSING = '0e4f3a52-5f0b-4a3c-8f54-1a2b3c4d5e6f';

async function portal() {
  const knex = await databases.init('SQLITE_3');
  const stage = await RunStage.create(mockServices.database({ knex }));
  const [prod] = stage.pipeline.environments;
  stage.pipeline.environments.push({ ...prod, name: 'dev1' });
  const app = express()
    .use(
      createRouter({
        httpAuth: mockServices.httpAuth(),
        pipelines: { resolve: async () => [stage.pipeline] },
        routes: [
          runsRoutes({
            runs: stage.service,
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
  const key = () => `client-key-${(keys += 1)}`;
  const start = (more: object = {}) =>
    request(app)
      .post(BASE)
      .set('Authorization', mockCredentials.user.header('user:default/ada'))
      .send({
        runbookId: stage.procedure.id,
        idempotencyKey: key(),
        ...more,
      });
  const say = (id: string, said: object) =>
    request(app)
      .post(`${BASE}/${id}/events`)
      .set('Authorization', mockCredentials.user.header('user:default/ada'))
      .send({ idempotencyKey: key(), ...said });
  return { stage, app, start, say };
}

it('starts a run under the name of the caller, once for each key', async () => {
  const { app, start } = await portal();
  const begin = () =>
    start({
      alarm: AGE_ALARM.name,
      variables: { 'mapping-uuid': '1f3c' },
      idempotencyKey: 'one-start',
    });
  const first = await begin().expect(201);
  const again = await begin().expect(200);
  expect(first.body.data).toMatchObject({
    startedBy: 'user:default/ada',
    environment: 'prod',
    alarmName: AGE_ALARM.name,
    variables: { 'mapping-uuid': '1f3c' },
  });
  expect(again.body).toEqual(first.body);
  const list = await request(app).get(BASE).expect(200);
  expect(list.body.data.runs).toHaveLength(1);
});

it('takes the environment from the body or from the address', async () => {
  const { stage, app, start } = await portal();
  const inBody = await start({ env: 'dev1' }).expect(201);
  const inAddress = await request(app)
    .post(`${BASE}?env=dev1`)
    .send({ runbookId: stage.procedure.id, idempotencyKey: 'from-address' })
    .expect(201);
  for (const { body } of [inBody, inAddress]) {
    expect(body.data.environment).toBe('dev1');
  }
  await start({ env: 'gone' }).expect(404);
});

it('adds events, and answers a stale one with 409 and the run as it is', async () => {
  const { start, say } = await portal();
  const { id } = (await start()).body.data;
  const done = { type: 'step-done', step: 'read-log', revision: 1 };
  const key = { idempotencyKey: 'one-event' };
  const first = await say(id, { ...done, ...key }).expect(201);
  const repeated = await say(id, { ...done, ...key }).expect(201);
  expect(repeated.body.data.revision).toBe(2);
  expect(first.body.data.steps[0]).toMatchObject({
    state: 'done',
    by: 'user:default/ada',
  });
  const stale = await say(id, { type: 'note', note: 'x', revision: 1 });
  expect(stale.status).toBe(409);
  expect(stale.body).toMatchObject({
    error: {
      name: 'ConflictError',
      message: expect.stringContaining('revision 2'),
    },
    data: {
      id,
      revision: 2,
      steps: [{ state: 'done' }, {}, {}, {}, {}, {}, {}, {}],
    },
    sources: [],
  });
});

it('lets nobody act but people', async () => {
  const { stage, app, start, say } = await portal();
  const { id } = (await start()).body.data;
  const service = mockCredentials.service.header();
  const body = {
    runbookId: stage.procedure.id,
    idempotencyKey: 'from-service',
  };
  for (const [path, sent] of [
    [BASE, body],
    [
      `${BASE}/${id}/events`,
      { type: 'joined', revision: 1, idempotencyKey: 'from-service' },
    ],
  ] as const) {
    const answer = await request(app)
      .post(path)
      .set('Authorization', service)
      .send(sent);
    expect(answer.status).toBe(403);
  }
  stage.denied = true;
  await start().expect(403);
  await say(id, { type: 'joined', revision: 1 }).expect(403);
  const read = await request(app).get(`${BASE}/${id}`).expect(200);
  expect(read.body.data).toMatchObject({ editable: false, revision: 1 });
});

it('polls cheaply: 304 until something happens, or until the caller may do something else', async () => {
  const { stage, app, start, say } = await portal();
  const { id } = (await start()).body.data;
  const first = await request(app).get(`${BASE}/${id}`).expect(200);
  const poll = () =>
    request(app).get(`${BASE}/${id}`).set('If-None-Match', first.headers.etag);
  stage.pass(60);
  await poll().expect(304);
  // As a browser asks for a page that sets the condition itself.
  await poll().set('Cache-Control', 'no-cache').expect(304);
  stage.denied = true;
  expect((await poll().expect(200)).body.data.editable).toBe(false);
  stage.denied = false;
  await say(id, { type: 'note', note: 'x', revision: 1 });
  expect((await poll().expect(200)).body.data.revision).toBe(2);
});

it('says what is wrong with a request', async () => {
  const { app, start, say } = await portal();
  const { id } = (await start()).body.data;
  for (const [said, message] of [
    [{ type: 'step-done', revision: 1 }, 'step'],
    [
      {
        type: 'step-done',
        step: 'read-log',
        revision: 1,
        by: 'user:default/boss',
      },
      'by',
    ],
    [
      {
        type: 'step-done',
        step: 'read-log',
        revision: 1,
        evidence: { verdict: 'holds' },
      },
      'evidence',
    ],
    [{ type: 'step-skipped', step: 'read-log', revision: 1 }, 'note'],
    [{ type: 'note', note: 'x'.repeat(10_001), revision: 1 }, 'note'],
    [{ type: 'end', outcome: 'won', revision: 1 }, 'outcome'],
    [{ type: 'started', revision: 1 }, 'type'],
    [{ type: 'joined', revision: -1 }, 'revision'],
    [
      { type: 'joined', revision: 1, idempotencyKey: 'short' },
      'idempotencyKey',
    ],
  ] as const) {
    const answer = await say(id, said);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(message);
  }
  await start({ actor: 'user:default/boss' }).expect(400);
  await start({ runbookId: 'gone' }).expect(404);
  await start({ alarm: 'gone' }).expect(404);
  await request(app).get(`${BASE}?state=odd`).expect(400);
  await request(app).get(`${BASE}?cursor=odd`).expect(400);
  await request(app).get(`${BASE}/not-a-run`).expect(400);
  await request(app).get(`${BASE}/${MISSING}`).expect(404);
  await request(app).get(`${BASE}/${MISSING}/export.md`).expect(404);
  await say(MISSING, { type: 'joined', revision: 1 }).expect(404);
});

it('hands out the run as files, and how runs went', async () => {
  const { app, start, say } = await portal();
  const { id } = (await start()).body.data;
  await say(id, {
    type: 'end',
    outcome: 'resolved',
    note: 'calm',
    revision: 1,
  });
  const name = `run-2026-11-21-high-iterator-age-${id.slice(0, 8)}`;

  const markdown = await request(app)
    .get(`${BASE}/${id}/export.md`)
    .expect(200);
  expect(markdown.headers).toMatchObject({
    'content-type': 'text/markdown; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.md"`,
  });
  expect(markdown.text).toContain('- **Outcome in words:** calm');

  const json = await request(app).get(`${BASE}/${id}/export.json`).expect(200);
  expect(json.headers['content-disposition']).toBe(
    `attachment; filename="${name}.json"`,
  );
  expect(json.body).toMatchObject({ id, outcome: 'resolved', revision: 2 });
  expect(json.body).not.toHaveProperty('editable');

  const statistics = await request(app).get(`${BASE}/statistics`).expect(200);
  expect(statistics.body.data.total).toMatchObject({
    runs: 1,
    outcomes: { resolved: 1 },
  });
  const ended = await request(app).get(
    `${BASE}?state=ended&runbook=rb-iterator-age`,
  );
  expect(ended.body.data.runs).toMatchObject([{ id, outcome: 'resolved' }]);
});
