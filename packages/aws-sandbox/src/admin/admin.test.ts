import http from 'node:http';
import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { startTestSandbox, TestSandbox } from '../testing/testSandbox';

describe('the admin API', () => {
  let aws: TestSandbox;

  beforeEach(async () => {
    aws = await startTestSandbox();
  });

  afterEach(() => aws.close());

  async function admin(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${aws.url}/_sandbox/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  it('tells that the sandbox is well, and its time', async () => {
    expect(await admin('GET', 'health')).toEqual({
      status: 200,
      body: {
        status: 'ok',
        clock: { now: '2026-11-18T12:00:00.000Z', mode: 'frozen' },
        anchor: '2026-11-18T12:00:00.000Z',
      },
    });
  });

  it('reads and clears the counters', async () => {
    await aws.cloudWatch.send(new ListMetricsCommand({}));
    expect((await admin('GET', 'counters')).body.calls).toEqual({
      'monitoring:ListMetrics': 1,
    });
    await admin('DELETE', 'counters');
    expect((await admin('GET', 'counters')).body.calls).toEqual({});
  });

  it('adds and ends faults', async () => {
    await admin('POST', 'faults', [
      { kind: 'throttle', operation: 'ListMetrics' },
      { kind: 'hang', service: 'logs' },
    ]);
    expect((await admin('GET', 'faults')).body).toHaveLength(2);
    await admin('DELETE', 'faults');
    expect((await admin('GET', 'faults')).body).toEqual([]);
  });

  it('sets, moves, stops and frees the clock', async () => {
    const clock = async (change: object) =>
      (await admin('POST', 'clock', change)).body;
    expect(await clock({ set: '2026-01-02T03:04:05Z' })).toEqual({
      now: '2026-01-02T03:04:05.000Z',
      mode: 'frozen',
    });
    expect(await clock({ advance: '90m' })).toMatchObject({
      now: '2026-01-02T04:34:05.000Z',
    });
    expect(await clock({ advance: -5000 })).toMatchObject({
      now: '2026-01-02T04:34:00.000Z',
    });
    const following = await clock({ mode: 'following' });
    expect(following.mode).toBe('following');
    expect(following.now).toMatch(/^2026-01-02T04:34:0/);
    expect(await clock({ mode: 'frozen', set: 0 })).toEqual({
      now: '1970-01-01T00:00:00.000Z',
      mode: 'frozen',
    });
  });

  it('adds scenarios', async () => {
    const { body } = await admin('POST', 'scenarios', {
      name: 'shop',
      account: '111111111111',
      region: 'eu-west-1',
      metrics: [{ namespace: 'Shop', name: 'Orders', base: 10 }],
    });
    expect(body).toEqual({ added: ['shop'] });
    const { Metrics } = await aws.cloudWatch.send(new ListMetricsCommand({}));
    expect(Metrics).toEqual([
      { Namespace: 'Shop', MetricName: 'Orders', Dimensions: [] },
    ]);
    await admin('POST', 'reset');
    expect(
      (await aws.cloudWatch.send(new ListMetricsCommand({}))).Metrics,
    ).toEqual([]);
  });

  it.each<[string, string, unknown, RegExp]>([
    ['POST', 'faults', { kind: 'gremlins' }, /kind/],
    ['POST', 'faults', { kind: 'throttle', acount: '1' }, /acount/],
    ['POST', 'clock', {}, /set, advance or mode/],
    ['POST', 'clock', { set: 'yesterday' }, /set/],
    ['POST', 'scenarios', { name: 'x' }, /account/],
  ])(
    'answers %s %s %j with what is wrong',
    async (method, path, sent, message) => {
      const { status, body } = await admin(method, path, sent);
      expect(status).toBe(400);
      expect(body.error).toMatch(message);
    },
  );

  it('names what there is where there is nothing', async () => {
    const { status, body } = await admin('PUT', 'clock', {});
    expect(status).toBe(404);
    expect(body.error).toContain('POST clock');
  });

  it.each<[string, http.OutgoingHttpHeaders]>([
    ['another host name', { host: 'rebound.example:7010' }],
    ['a web page', { origin: 'https://page.example' }],
  ])('does not answer %s', async (_name, headers) => {
    const status = await new Promise(resolve => {
      http.get(`${aws.url}/_sandbox/health`, { headers }, answer => {
        answer.resume();
        resolve(answer.statusCode);
      });
    });
    expect(status).toBe(403);
  });
});
