import { pipeline } from './__testUtils__/askingPipeline';
import { QueryPortal, START } from './__testUtils__/QueryPortal';

jest.setTimeout(30_000);

let portal: QueryPortal;

beforeAll(async () => {
  portal = await QueryPortal.start();
});
beforeEach(() => portal.reset());
afterAll(() => portal?.close());

describe('log groups in depth', () => {
  it('tell their class and how many filters they have', async () => {
    const { body } = await portal.open({ pipeline }).as('ada').get('/groups');
    const told = body.data.groups
      .filter((group: { exists: boolean }) => group.exists)
      .map((group: Record<string, unknown>) => [
        group.name,
        group.logGroupClass,
        group.metricFilterCount,
      ]);
    expect(told).toEqual([
      ['/aws/lambda/orders-audit', 'INFREQUENT_ACCESS', 0],
      ['/aws/lambda/orders-load', 'STANDARD', 1],
      ['/aws/lambda/orders-store', 'STANDARD', 0],
    ]);
  });

  it('tell what is done with their lines, without addresses', async () => {
    const ada = portal.open({ pipeline }).as('ada');
    const path = '/groups/filters?group=/aws/lambda/';
    const { body } = await ada.get(`${path}orders-load`).expect(200);
    expect(body.data).toEqual({
      logGroup: '/aws/lambda/orders-load',
      metricFilters: [
        {
          name: 'failed-loads',
          pattern: 'ERROR',
          metrics: [
            { namespace: 'Orders', metricName: 'FailedLoads', value: '1' },
          ],
        },
      ],
      subscriptions: [
        {
          name: 'archive',
          pattern: '',
          destination: 'Firehose stream log-archive',
        },
      ],
    });
    await ada.get(`${path}payments`).expect(404);
    await ada.get(`${path}orders-load&source=other`).expect(404);
    await ada.get('/groups/filters').expect(400);
  });
});

it('gives followers of a log what has come since, once', async () => {
  const ada = portal.open({ pipeline }).as('ada');
  const url = '/events?group=/aws/lambda/orders-load&range=PT1H';
  const idsOf = (answer: { body: { data: { events: { id: string }[] } } }) =>
    answer.body.data.events.map(({ id }) => id);
  const first = await ada.get(`${url}&limit=5`);
  const nothing = await ada.get(`${url}&after=${first.body.data.newest}`);
  expect(nothing.body.data).toMatchObject({ events: [], complete: true });
  portal.clock.set(START + 60_000);
  const asked = portal.calls('FilterLogEvents');
  const next = await ada.get(`${url}&after=${nothing.body.data.newest}`);
  // Another follower of the same ten seconds costs nothing.
  await ada.get(`${url}&after=${first.body.data.newest}`);
  expect(portal.calls('FilterLogEvents') - asked).toBe(1);
  // Three lines a minute.
  expect(idsOf(next)).toHaveLength(3);
  const all = await ada.get(`${url}&limit=8`);
  expect([...idsOf(next), ...idsOf(first)]).toEqual(idsOf(all));
  await ada.get(`${url}&after=forged`).expect(400);
});
