import { setTimeout } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { FAULT_KINDS } from '@pipeline-ops/aws-sandbox';
import type {
  SourceState,
  SourceStatus,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Express } from 'express';
import request from 'supertest';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import {
  BadDayStage,
  BASE,
  DEADLINE,
  MOST_ATTEMPTS,
  ROUTES,
  RUN,
  SHORT_DEADLINE,
} from './__testUtils__/BadDayStage';

type FaultKind = (typeof FAULT_KINDS)[number];

/** After this, everything that was read is read again. Milliseconds. */
const REFRESH = 61_000;

let stage: BadDayStage;

beforeAll(async () => {
  stage = await BadDayStage.start();
});

afterAll(() => stage?.aws.close());

beforeEach(() => stage.reset());

jest.setTimeout(30_000);

interface Page {
  name: string;
  status: number;
  states: SourceState[];
  error?: { name: string; message: string };
}

/** All pages at once, as a reader's browser asks for them. */
async function readAll(app: Express): Promise<Page[]> {
  const server = app.listen(0);
  const pages = await Promise.all(
    Object.entries(ROUTES).map(async ([name, route]) => {
      const { status, body } = await request(server).get(BASE + route);
      return { name, status, states: body.sources ?? [], error: body.error };
    }),
  );
  server.close();
  return pages;
}

const summaries = (pages: Page[]) =>
  pages.map(({ name, status, states }) => [
    name,
    status,
    states.map(state => state.status).join(),
  ]);

const ALL_WELL = Object.keys(ROUTES).map(name => [name, 200, 'ok']);

describe('on a good day', () => {
  it('tells one story: the alarm, its chart above the line, its log lines', async () => {
    const app = stage.portal();
    const alarms = await request(app).get(BASE + ROUTES.alarms);
    expect(alarms.body.sources).toMatchObject([{ status: 'ok' }]);
    expect(
      alarms.body.data.alarms.map(
        ({ name, state }: { name: string; state: string }) => [name, state],
      ),
    ).toEqual([
      ['orders-critical', 'ALARM'],
      ['orders-prod-errors', 'ALARM'],
    ]);
    const metrics = await request(app).get(BASE + ROUTES.metrics);
    const errors = metrics.body.data.sections[0].charts.find(
      ({ id }: { id: string }) => id === 'lambda:orders-load:Errors',
    );
    expect(errors.thresholds[0]).toMatchObject({ value: 5, breached: true });
    expect(errors.alarmBand.at(-1)).toMatchObject({ state: 'ALARM' });
    const events = await request(app).get(BASE + ROUTES.events);
    expect(events.body.data.events[0]).toMatchObject({
      level: 'ERROR',
      message: 'ERROR load failed password=[masked]',
    });
    const overview = await request(app).get(BASE + ROUTES.overview);
    expect(overview.body.data.pipelines[0].verdict.health).toBe('failing');
    const dashboard = await request(app).get(BASE + ROUTES.dashboard);
    expect(dashboard.body.data.widgets).toHaveLength(2);
    expect(summaries(await readAll(app))).toEqual(ALL_WELL);
  });

  it('asks AWS once for a hundred viewers who come at once', async () => {
    const app = stage.portal();
    const server = app.listen(0);
    stage.aws.sandbox.counters.clear();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        request(server).get(BASE + ROUTES.metrics),
      ),
    );
    server.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    const { calls, billedMetrics } = stage.aws.sandbox.counters.read();
    expect(calls['monitoring:GetMetricData']).toBe(1);
    expect(calls['monitoring:DescribeAlarms']).toBe(1);
    expect(billedMetrics).toBe(2);
  });
});

/** What a source may be said to be under a fault, while nothing is known from before. */
const EXPECTED: Partial<Record<FaultKind, SourceStatus[]>> = {
  throttle: ['throttled'],
  'limit-exceeded': ['throttled'],
  deny: ['denied'],
  'invalid-token': ['denied', 'unavailable'],
  partial: ['ok', 'partial'],
  // Whoever follows a repeated token runs into a limit, which does not refill while the clock stands still.
  'repeat-token': ['ok', 'partial', 'unavailable', 'throttled'],
  empty: ['ok', 'partial'],
  'empty-lists': ['ok', 'partial'],
  disorder: ['ok'],
  // Two requests for each page; the limits do not refill while the clock stands still.
  'empty-page': ['ok', 'throttled'],
  forbidden: ['ok', 'partial'],
  'max-metrics': ['ok', 'partial'],
  'odd-numbers': ['ok'],
  duplicates: ['ok'],
  drip: ['ok'],
  slow: ['ok', 'unavailable'],
};

/** Pages about one thing, which nobody can show before it was ever read. */
const OF_ONE_THING = ['alarm', 'dashboard'];

/** Different questions that all pages together ask of AWS; a search of a log reads up to six pages. */
const READS: Record<string, number> = {
  'monitoring:DescribeAlarms': 1,
  'monitoring:DescribeAlarmHistory': 2,
  'monitoring:ListAlarmMuteRules': 1,
  'monitoring:GetMetricData': 3,
  'monitoring:ListMetrics': 1,
  'monitoring:ListDashboards': 1,
  'monitoring:GetDashboard': 1,
  'logs:DescribeLogGroups': 2,
  'logs:DescribeMetricFilters': 1,
  'logs:DescribeSubscriptionFilters': 1,
  'logs:FilterLogEvents': 6,
  'logs:StartQuery': 1,
  'logs:GetQueryResults': 1,
  // A run that nobody asks about any more is stopped.
  'logs:StopQuery': 1,
};

function expectAttemptsBounded(): void {
  const { calls } = stage.aws.sandbox.counters.read();
  for (const [api, count] of Object.entries(calls)) {
    expect([
      api,
      Math.max(0, count - MOST_ATTEMPTS * (READS[api] ?? 0)),
    ]).toEqual([api, 0]);
  }
}

function expectNamedState(
  state: SourceState,
  kind: FaultKind,
  expected = EXPECTED[kind] ?? ['unavailable'],
): void {
  const { status, message = '', missingAction } = state;
  expect(expected).toContain(status);
  expect(status === 'ok' || message.length > 10).toBe(true);
  expect(missingAction !== undefined).toBe(kind === 'deny');
}

const deadlineOf = (kind: FaultKind) =>
  kind === 'hang' || kind === 'stall' ? SHORT_DEADLINE : DEADLINE;

/** Until nothing was asked of AWS for a while. */
async function quiet(): Promise<void> {
  const asked = () => JSON.stringify(stage.aws.sandbox.counters.read());
  let before;
  do {
    before = asked();
    await setTimeout(100);
  } while (asked() !== before);
}

/** Faults that leave nothing of an answer. */
const WHOLE_FAILURES = FAULT_KINDS.filter(
  kind => !(EXPECTED[kind] ?? []).includes('ok'),
);

describe.each(FAULT_KINDS)('when AWS answers with %s', kind => {
  const deadlineMs = deadlineOf(kind);
  const addFault = (operation?: string) =>
    stage.aws.sandbox.faults.add({
      kind,
      delayMs: 50,
      ...(operation ? { operation } : {}),
    });

  it('gives every page with a state that says so, in time, and recovers', async () => {
    const app = stage.portal({ deadlineMs });
    addFault();
    const started = performance.now();
    const pages = await readAll(app);
    const took = performance.now() - started;
    expectAttemptsBounded();
    stage.aws.sandbox.faults.clear();
    stage.clock.advance(REFRESH);
    const healed = await readAll(app);

    // Alarms, then their histories: two deadlines at most.
    expect(took).toBeLessThan(2 * deadlineMs + 1_000);
    const refused = pages.filter(
      ({ name, status }) => OF_ONE_THING.includes(name) && status !== 200,
    );
    expect(
      refused.map(({ status, error }) => [status, error?.message]),
    ).toEqual(
      refused.map(() => [
        kind.startsWith('empty') ? 404 : 503,
        expect.stringMatching(/alarm|dashboard/),
      ]),
    );
    for (const page of pages.filter(one => !refused.includes(one))) {
      const { name, status, states } = page;
      expect([name, status, states.length]).toEqual([name, 200, 1]);
      expectNamedState(states[0], kind);
    }
    expect(summaries(healed)).toEqual(ALL_WELL);
  });

  it('tells of a run of a log query what happened, and lets it be started again', async () => {
    const app = stage.portal({ deadlineMs });
    const server = app.listen(0);
    const runs = `${BASE}/logs/query-runs`;
    // The groups that it runs over are known.
    await request(server).get(BASE + ROUTES.queries);
    stage.aws.sandbox.counters.clear();
    addFault('StartQuery');
    addFault('GetQueryResults');
    const started = performance.now();
    const refused = await request(server).post(`${runs}?range=PT1H`).send(RUN);
    const polled = await request(server).get(`${runs}/${refused.body.data.id}`);
    const took = performance.now() - started;
    expectAttemptsBounded();
    stage.aws.sandbox.faults.clear();
    stage.clock.advance(REFRESH);
    const again = await request(server).post(`${runs}?range=PT1H`).send(RUN);
    let complete = again;
    while (complete.body.data.status === 'running') {
      stage.clock.advance(600);
      await setTimeout(20);
      complete = await request(server).get(`${runs}/${again.body.data.id}`);
    }
    server.close();

    expect(took).toBeLessThan(2 * deadlineMs + 1_000);
    expect([refused.status, polled.status]).toEqual([201, 200]);
    for (const { body } of [refused, polled]) {
      const [state] = body.sources;
      // A query that was started without being given an id cannot be asked about.
      expectNamedState(
        state,
        kind,
        kind === 'empty' ? ['unavailable'] : undefined,
      );
    }
    expect(complete.body.sources).toMatchObject([{ status: 'ok' }]);
    expect(complete.body.data).toMatchObject({ status: 'complete' });
    expect(complete.body.data.rows.length).toBeGreaterThan(100);
  });
});

it.each(WHOLE_FAILURES)(
  'keeps what was read before on every page while AWS answers with %s',
  async kind => {
    const app = stage.portal({ deadlineMs: deadlineOf(kind) });
    const before = await readAll(app);
    // What a first look leaves to the background belongs to the time before.
    await quiet();
    stage.clock.advance(10 * 60_000);
    stage.aws.sandbox.faults.add({ kind });
    const pages = await readAll(app);
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    // Log lines are worth nothing when they are old; everything else is shown with its age. It counts as good until
    // somebody has waited in vain for something newer.
    const kept = (all: Page[]) => all.filter(({ name }) => name !== 'events');
    const ages = (all: Page[]) =>
      kept(all).map(({ name, states }) => [name, states[0].asOf]);
    expect(ages(pages)).toEqual(ages(before));
    for (const { states } of kept(pages)) {
      const [{ status, message }] = states;
      expect(['ok', 'stale']).toContain(status);
      expect(status === 'ok' || message !== undefined).toBe(true);
    }
  },
);

it('keeps the last good chart as stale, with its age, the reason and a gap since', async () => {
  const app = stage.portal();
  const good = await request(app).get(BASE + ROUTES.metrics);
  stage.clock.advance(10 * 60_000);
  stage.aws.sandbox.faults.add({ kind: 'deny' });
  const { body } = await request(app).get(BASE + ROUTES.metrics);
  expect(body.sources).toMatchObject([
    {
      status: 'stale',
      asOf: good.body.sources[0].asOf,
      missingAction: expect.stringMatching(/^cloudwatch:/),
    },
  ]);
  const [series] = body.data.sections[0].charts[0].series;
  expect(series.empty).toBe(false);
  expect(series.values.slice(-10)).toEqual(Array(10).fill(null));
});

it('renews an expired token without anybody noticing', async () => {
  stage.aws.sandbox.faults.add({ kind: 'expired-token', count: 1 });
  expect(summaries(await readAll(stage.portal()))).toEqual(ALL_WELL);
});

describe('with a role to assume', () => {
  const endpoint = process.env.AWS_ENDPOINT_URL_STS;

  beforeAll(() => {
    process.env.AWS_ENDPOINT_URL_STS = stage.aws.url;
  });

  afterAll(() => {
    if (endpoint === undefined) {
      delete process.env.AWS_ENDPOINT_URL_STS;
    } else {
      process.env.AWS_ENDPOINT_URL_STS = endpoint;
    }
  });

  it('names sts:AssumeRole where that is refused, and goes on when it is allowed', async () => {
    const app = stage.portal({
      credentials: DefaultAwsCredentialsManager.fromConfig(
        new ConfigReader({
          aws: {
            mainAccount: {
              accessKeyId: `SANDBOX${LAB.accountId}`,
              secretAccessKey: 'sandbox',
            },
            accounts: [
              {
                accountId: LAB.accountId,
                roleName: 'portal-reader',
                region: LAB.region,
              },
            ],
          },
        }),
      ),
    });
    stage.aws.sandbox.faults.add({ kind: 'deny', service: 'sts' });
    const refused = (await readAll(app)).filter(({ status }) => status === 200);
    expect(refused.length).toBeGreaterThanOrEqual(
      Object.keys(ROUTES).length - OF_ONE_THING.length,
    );
    expect(
      refused.map(({ states: [{ status, missingAction }] }) => [
        status,
        missingAction,
      ]),
    ).toEqual(refused.map(() => ['denied', 'sts:AssumeRole']));
    stage.aws.sandbox.faults.clear();
    stage.clock.advance(REFRESH);
    expect(summaries(await readAll(app))).toEqual(ALL_WELL);
  });
});
