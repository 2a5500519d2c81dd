import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { ChecklistStage } from '../checklists/__testUtils__/ChecklistStage';
import { nightlyPipeline } from '../checklists/__fixtures__/nightlyPipeline';
import { CallingUsers } from '../users/CallingUsers';
import { checklistsRoutes } from './checklistsRoutes';
import { createRouter } from './createRouter';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const BASE = '/v1/entities/component/default/nightly-load/checklists';
const COMPLETIONS = `${BASE}/daily-1/periods/D:2026-11-21/completions`;

async function server() {
  const { service } = await ChecklistStage.create(
    await databases.init('SQLITE_3'),
  );
  const users = new CallingUsers({
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo(),
  });
  return express()
    .use(
      createRouter({
        httpAuth: mockServices.httpAuth(),
        pipelines: { resolve: async () => [nightlyPipeline()] },
        routes: [checklistsRoutes({ checklists: service, users })],
      }),
    )
    .use(mockErrorHandler());
}

const tick = {
  itemId: 'daily-item-1',
  state: 'done',
  idempotencyKey: 'client-key-1',
  revision: 0,
};

it('stores an answer under the name of the caller, and shows it', async () => {
  const app = await server();
  const posted = await request(app)
    .post(COMPLETIONS)
    .set('Authorization', mockCredentials.user.header('user:default/ada'))
    .send(tick);
  expect(posted.status).toBe(201);
  const answer = await request(app).get(BASE);
  expect(answer.body.data.checklists[0].items[0].completion).toMatchObject({
    state: 'done',
    by: 'user:default/ada',
    at: '2026-11-21T08:12:00.000Z',
  });
  const history = await request(app).get(`${BASE}/daily-1/history`);
  expect(history.body.data.entries).toHaveLength(1);
});

it('answers 409 with the current state to a stale revision', async () => {
  const app = await server();
  const send = (body: object) => request(app).post(COMPLETIONS).send(body);
  await send(tick).expect(201);
  const stale = await send({ ...tick, idempotencyKey: 'client-key-2' });
  expect(stale.status).toBe(409);
  expect(stale.body.error).toMatchObject({ name: 'ConflictError' });
  expect(stale.body.data.period.revision).toBe(1);
  await send(tick).expect(201);
});

it('says what is wrong with a request', async () => {
  const app = await server();
  const send = (body: object) => request(app).post(COMPLETIONS).send(body);
  for (const [body, message] of [
    [{ ...tick, state: 'maybe' }, 'state'],
    [{ ...tick, actor: 'user:default/boss' }, 'actor'],
    [{ ...tick, revision: -1 }, 'revision'],
    [{}, 'itemId'],
  ] as const) {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(message);
  }
  const at = await request(app).get(`${BASE}?at=yesterday`);
  expect(at.status).toBe(400);
  const past = await request(app).get(`${BASE}?at=2026-11-20T12:00:00Z`);
  expect(past.body.data.checklists[0].period).toMatchObject({
    key: 'D:2026-11-20',
    nextKey: 'D:2026-11-21',
    isCurrent: false,
  });
});

it('lets only people act, never a service', async () => {
  const app = await server();
  const send = (path: string, body: object) =>
    request(app)
      .post(path)
      .set('Authorization', mockCredentials.service.header())
      .send(body);
  const period = `${BASE}/daily-1/periods/D:2026-11-21`;
  const { idempotencyKey, revision } = tick;
  for (const [path, body] of [
    [COMPLETIONS, tick],
    [`${period}/assignments`, { idempotencyKey, revision }],
    [`${period}/snooze`, { until: '2026-11-21T12:00:00Z' }],
    [`${BASE}/pauses`, { until: '2026-11-22T12:00:00Z', reason: 'Moving' }],
  ] as const) {
    const answer = await send(path, body);
    expect([path, answer.status]).toEqual([path, 403]);
  }
  const list = await request(app).get(period);
  expect(list.body.data.period.revision).toBe(0);
});

it('pauses, and ends a pause, under the name of the caller', async () => {
  const app = await server();
  const ada = mockCredentials.user.header('user:default/ada');
  const begun = await request(app)
    .post(`${BASE}/pauses`)
    .set('Authorization', ada)
    .send({ until: '2026-11-22T12:00:00Z', reason: 'Moving' });
  expect([begun.status, begun.body.data.by]).toEqual([201, 'user:default/ada']);
  const list = await request(app).get(BASE);
  expect(list.body.data.pauses).toEqual([begun.body.data]);
  expect(list.body.data.checklists[0].period.status).toBe('excused');
  const ended = await request(app)
    .delete(`${BASE}/pauses/${begun.body.data.id}`)
    .set('Authorization', ada);
  expect(ended.body.data.until).toBe('2026-11-21T08:12:00.000Z');
});

it('sends the history as a file that spreadsheets open', async () => {
  const app = await server();
  await request(app)
    .post(COMPLETIONS)
    .send({ ...tick, note: '=HYPERLINK("https://evil.example")' })
    .expect(201);
  const csv = await request(app).get(
    `${BASE}/daily-1/export.csv?from=2026-11-01&to=2026-11-21`,
  );
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition':
      'attachment; filename="checklist-nightly-load-daily-1.csv"',
  });
  expect(csv.text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  for (const range of ['from=yesterday', 'from=2026-11-21&to=2026-11-01']) {
    const refused = await request(app).get(
      `${BASE}/daily-1/export.csv?${range}`,
    );
    expect(refused.status).toBe(400);
  }
});
