import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { nightlyPipeline } from '../checklists/__fixtures__/nightlyPipeline';
import { DatabaseChecklistStore } from '../checklists/DatabaseChecklistStore';
import { DefaultChecklistService } from '../checklists/DefaultChecklistService';
import { checklistsRoutes } from './checklistsRoutes';
import { createRouter } from './createRouter';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const BASE = '/v1/entities/component/default/nightly-load/checklists';
const COMPLETIONS = `${BASE}/daily-1/periods/D:2026-11-21/completions`;

async function server() {
  const checklists = DefaultChecklistService.create({
    store: await DatabaseChecklistStore.create({
      database: mockServices.database({
        knex: await databases.init('SQLITE_3'),
      }),
    }),
    now: () => new Date('2026-11-21T08:12:00Z'),
  });
  return express()
    .use(
      createRouter({
        httpAuth: mockServices.httpAuth(),
        pipelines: { resolve: async () => [nightlyPipeline()] },
        routes: [
          checklistsRoutes({ checklists, userInfo: mockServices.userInfo() }),
        ],
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
