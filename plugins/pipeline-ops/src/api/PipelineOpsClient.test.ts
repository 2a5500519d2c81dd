import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { checklistList, dailyChecks } from '../__fixtures__/checklists';
import { overview } from '../__fixtures__/telemetry';
import { ChecklistConflictError } from './ChecklistConflictError';
import { PipelineOpsClient } from './PipelineOpsClient';

const BASE = 'http://portal.example.com/api/pipeline-ops';
const ENTITY = `${BASE}/v1/entities/component/default/orders-feed`;
const server = setupServer();
registerMswTestHooks(server);

const client = PipelineOpsClient.create({
  discoveryApi: { getBaseUrl: async () => BASE },
  fetchApi: { fetch: (...args) => fetch(...args) },
});
const scope = {
  entityRef: 'component:default/orders-feed',
  pipeline: 'orders-feed',
  env: 'prod',
};
const completion = {
  itemId: 'archive',
  state: 'done' as const,
  idempotencyKey: 'key-of-this-tick',
  revision: 2,
};

it('asks for the pipeline and environment of the page and hands the answer over', async () => {
  let asked: URL | undefined;
  server.use(
    http.get(`${ENTITY}/overview`, ({ request }) => {
      asked = new URL(request.url);
      return HttpResponse.json({ data: overview(), sources: [] });
    }),
  );
  const answer = await client.getOverview(scope);
  expect(answer.data).toEqual(overview());
  expect(Object.fromEntries(asked!.searchParams)).toEqual({
    pipeline: 'orders-feed',
    env: 'prod',
  });
});

it('takes the moments of reading from the headers, since an unchanged body is an earlier one', async () => {
  const source = {
    account: '111122223333',
    region: 'eu-central-1',
    status: 'ok',
    asOf: '2026-11-21T03:00:00.000Z',
  };
  server.use(
    http.get(`${ENTITY}/alarms`, () =>
      HttpResponse.json(
        {
          data: {},
          sources: [
            { ...source, id: 'lab' },
            { ...source, id: 'plant' },
          ],
        },
        { headers: { 'Pipeline-Ops-As-Of': 'lab=2026-11-21T03:18:00.000Z' } },
      ),
    ),
  );
  const { sources } = await client.getAlarms(scope);
  expect(sources.map(({ id, asOf }) => [id, asOf])).toEqual([
    ['lab', '2026-11-21T03:18:00.000Z'],
    ['plant', '2026-11-21T03:00:00.000Z'],
  ]);
});

describe('a refresh', () => {
  const url = `${ENTITY}/metrics`;
  const window = { range: 'PT1H' };
  const answer = (t0: number, values: number[]) => ({
    data: { charts: [{ t0, step: 60, values }] },
    sources: [],
  });
  const page = () =>
    PipelineOpsClient.create({
      discoveryApi: { getBaseUrl: async () => BASE },
      fetchApi: { fetch: (...args) => fetch(...args) },
    });

  it('puts what has changed to what is there, and takes nothing where nothing has', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get(url, ({ request: { headers } }) => {
        asked.push(headers.get('If-None-Match'));
        switch (headers.get('If-None-Match')) {
          case 'W/"1"':
            return HttpResponse.json(
              { drop: 1, add: 1, tail: [4], edits: [], nodes: [] },
              { status: 226, headers: { ETag: 'W/"2"' } },
            );
          case 'W/"2"':
            return new HttpResponse(null, { status: 304 });
          default:
            return HttpResponse.json(answer(0, [1, 2, 3]), {
              headers: { ETag: 'W/"1"' },
            });
        }
      }),
    );
    const reader = page();
    const read = () => reader.getMetrics({ ...scope, window });
    expect(await read()).toEqual(answer(0, [1, 2, 3]));
    expect(await read()).toEqual(answer(60, [2, 3, 4]));
    expect(await read()).toEqual(answer(60, [2, 3, 4]));
    expect(asked).toEqual([null, 'W/"1"', 'W/"2"']);
  });

  it('reads everything where changes do not fit, or where their headers are not allowed', async () => {
    let next: () => Response = () => new Response();
    server.use(
      http.get(url, ({ request }) =>
        request.headers.has('A-IM')
          ? next()
          : HttpResponse.json(answer(0, [1, 2, 3]), {
              headers: { ETag: 'W/"1"' },
            }),
      ),
    );
    const reader = page();
    const read = () => reader.getMetrics({ ...scope, window });
    await read();
    next = () =>
      HttpResponse.json(
        { drop: 0, add: 1, tail: [], edits: [], nodes: [77, 0] },
        { status: 226, headers: { ETag: 'W/"2"' } },
      );
    expect(await read()).toEqual(answer(0, [1, 2, 3]));
    next = () => HttpResponse.error();
    expect(await read()).toEqual(answer(0, [1, 2, 3]));
    next = () => HttpResponse.json({}, { status: 500 });
    expect(await read()).toEqual(answer(0, [1, 2, 3]));
  });
});

it('escapes whatever names hold', async () => {
  let asked: URL | undefined;
  server.use(
    http.get(`${BASE}/v1/*`, ({ request }) => {
      asked = new URL(request.url);
      return HttpResponse.json({ data: {}, sources: [] });
    }),
  );
  await client.getAlarmHistory({ ...scope, alarmName: '../a/b?c=d&e' });
  expect(asked!.pathname).toBe(
    '/api/pipeline-ops/v1/entities/component/default/orders-feed/alarms/..%2Fa%2Fb%3Fc%3Dd%26e/history',
  );
  await client.getLogEvents({
    ...scope,
    group: '/aws/lambda/x',
    pattern: '{ $.level = "ERROR" && $.a != 1 }',
    window: {
      from: '2026-11-21T02:00:00.000Z',
      to: '2026-11-21T03:00:00.000Z',
    },
    cursor: 'a+b/c=',
  });
  expect(Object.fromEntries(asked!.searchParams)).toEqual({
    pipeline: 'orders-feed',
    env: 'prod',
    group: '/aws/lambda/x',
    pattern: '{ $.level = "ERROR" && $.a != 1 }',
    from: '2026-11-21T02:00:00.000Z',
    to: '2026-11-21T03:00:00.000Z',
    cursor: 'a+b/c=',
  });
});

it('asks for a relative range as it is, so that everybody asks for the same', async () => {
  server.use(
    http.get(`${ENTITY}/metrics`, ({ request }) =>
      HttpResponse.json({
        data: { asked: new URL(request.url).searchParams.get('range') },
        sources: [],
      }),
    ),
  );
  const answer = await client.getMetrics({
    ...scope,
    window: { range: 'PT3H' },
  });
  expect(answer.data).toEqual({ asked: 'PT3H' });
});

it('keeps the status and the message of a refusal', async () => {
  server.use(
    http.get(`${ENTITY}/logs/groups`, () =>
      HttpResponse.json(
        {
          error: { name: 'NotAllowedError', message: 'Logs are withheld' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    ),
  );
  await expect(client.getLogGroups(scope)).rejects.toMatchObject({
    name: 'ResponseError',
    response: expect.objectContaining({ status: 403 }),
    body: { error: expect.objectContaining({ message: 'Logs are withheld' }) },
  });
});

it('stops when the reader leaves', async () => {
  server.use(
    http.get(`${ENTITY}/checklists`, async () => {
      await new Promise(resolve => setTimeout(resolve, 200));
      return HttpResponse.json({ data: checklistList(), sources: [] });
    }),
  );
  const reader = new AbortController();
  const answer = client.getChecklists({ ...scope, signal: reader.signal });
  reader.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

it('sends an answer with its revision and key', async () => {
  server.use(
    http.post(
      `${ENTITY}/checklists/daily/periods/:key/completions`,
      async ({ request, params }) =>
        HttpResponse.json({
          data: { sent: await request.json(), key: params.key },
          sources: [],
        }),
    ),
  );
  const answer = await client.completeItem({
    ...scope,
    checklistId: 'daily',
    periodKey: 'D:2026-11-21',
    completion,
  });
  expect(answer.data).toEqual({ sent: completion, key: 'D:2026-11-21' });
});

it.each([
  ['with the list as it is now', { data: dailyChecks(), sources: [] }],
  ['without it', {}],
])('tells a conflict %s', async (_name, body) => {
  server.use(
    http.post(`${ENTITY}/checklists/*`, () =>
      HttpResponse.json(
        { error: { name: 'ConflictError', message: 'ben was first' }, ...body },
        { status: 409 },
      ),
    ),
  );
  const failure = await client
    .completeItem({
      ...scope,
      checklistId: 'daily',
      periodKey: 'D:2026-11-21',
      completion,
    })
    .catch(error => error);
  expect(failure).toBeInstanceOf(ChecklistConflictError);
  expect(failure.message).toBe('ben was first');
  expect(failure.current).toEqual('data' in body ? body.data : undefined);
});
