import type { SavedQuery } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { LogQueryStatus } from '@pipeline-ops/plugin-pipeline-ops-node';
import { widgetQueryId } from '../logs/queryIds';
import { FakeTelemetry } from '../telemetry/__fixtures__/FakeTelemetry';
import { noRun } from '../telemetry/TelemetrySourceDecorator';
import {
  ERRORS,
  errors,
  idOf,
  PER_BIN,
  pipeline,
} from './__testUtils__/askingPipeline';
import { QueryPortal } from './__testUtils__/QueryPortal';

jest.setTimeout(30_000);

let portal: QueryPortal;

beforeAll(async () => {
  portal = await QueryPortal.start();
});
beforeEach(() => portal.reset());
afterAll(() => portal?.close());

describe('the saved queries', () => {
  it('say what they read, or why they cannot run', async () => {
    const { body } = await portal
      .open({ pipeline })
      .as('ada')
      .get('/queries')
      .expect(200);
    expect(body.sources).toMatchObject([{ id: 'lab', status: 'ok' }]);
    expect(body.data).toMatchObject({
      freeText: false,
      longestSeconds: 86_400,
    });
    const told = (body.data.queries as SavedQuery[]).map(
      ({ id, origin, logGroups, unavailable }) => [
        id,
        origin,
        logGroups,
        unavailable,
      ],
    );
    const load = '/aws/lambda/orders-load';
    expect(told).toEqual([
      ['definition.per-bin', 'definition', [load], undefined],
      [idOf('errors'), 'document', [load], undefined],
      [
        idOf('foreign'),
        'document',
        [],
        'It reads /aws/lambda/payments. The pipeline may not read that, or AWS does not have it.',
      ],
      [
        idOf('missing'),
        'document',
        [],
        'It reads /aws/lambda/orders-${gone}. The pipeline may not read that, or AWS does not have it.',
      ],
      [
        idOf('sneaky'),
        'document',
        [],
        'The query names log groups in its text (SOURCE). Name them beside the query instead.',
      ],
      // The audit group is of another class, which one query cannot read beside these.
      [
        idOf('everywhere'),
        'document',
        [load, '/aws/lambda/orders-store'],
        undefined,
      ],
    ]);
    expect(body.data.queries[1]).toMatchObject({
      title: 'errors',
      query: errors.query,
      sourceId: 'lab',
      region: 'eu-central-1',
      position: { path: 'docs/operations.md', startLine: 70, endLine: 73 },
      consoleUrl: expect.stringMatching(
        /#logs-insights:queryDetail=~\(.*source~\(~'\*2faws\*2flambda\*2forders-load\)\)$/,
      ),
    });
    expect(JSON.stringify(body)).not.toContain('arn:');
  });

  it('offer free text to whom it is allowed, where the operator allows it', async () => {
    const freeTextOf = async (freeText: boolean, denied: string[]) => {
      const { as } = portal.open({ pipeline, limits: { freeText }, denied });
      return (await as('ada').get('/queries')).body.data.freeText;
    };
    expect(await freeTextOf(true, [])).toBe(true);
    expect(await freeTextOf(true, ['pipelineOps.logs.query'])).toBe(false);
    expect(await freeTextOf(false, [])).toBe(false);
  });

  it('say that log groups could not be read', async () => {
    portal.aws.sandbox.faults.add({
      kind: 'deny',
      operation: 'DescribeLogGroups',
    });
    const { body } = await portal.open({ pipeline }).as('ada').get('/queries');
    expect(body.sources).toMatchObject([
      { status: 'denied', missingAction: 'logs:DescribeLogGroups' },
    ]);
    expect(body.data.queries[1].unavailable).toContain(
      'source lab could not all be read',
    );
  });
});

describe('a run', () => {
  it('goes from running to complete, masked, with what it cost', async () => {
    const ada = portal.open({ pipeline }).as('ada');
    const started = await ada.start(ERRORS).expect(201);
    expect(started.body.data).toMatchObject({
      title: 'errors',
      status: 'running',
      rows: [],
      logGroups: ['/aws/lambda/orders-load'],
      // 02:18:30 to 03:18:30, on whole minutes.
      from: Date.parse('2026-11-21T02:18:00Z') / 1_000,
      to: Date.parse('2026-11-21T03:19:00Z') / 1_000,
      query:
        'filter @message like /ERROR/\n| fields @timestamp, @message\n| sort @timestamp desc\n| limit 2',
    });
    const { body } = await ada.end(started.body.data.id);
    const { data } = body;
    expect(data).toMatchObject({
      status: 'complete',
      columns: ['@timestamp', '@message'],
      consoleUrl: expect.stringContaining("timeType~'ABSOLUTE"),
    });
    expect(data.rows).toHaveLength(2);
    expect(data.rows[0][1]).toBe('ERROR load failed password=[masked]');
    // Three lines a minute of 41 bytes.
    expect(data.recordsScanned).toBeGreaterThanOrEqual(178);
    expect(data.bytesScanned).toBe(data.recordsScanned * 41);
    expect(data.estimatedCost).toBeCloseTo(
      (data.recordsScanned * 41 * 0.005) / 1_000_000_000,
      15,
    );
    expect(data).not.toHaveProperty('series');
    expect(JSON.stringify(body)).not.toMatch(/arn:|hunter2/);
  });

  it('is drawn when it counts by bins', async () => {
    const ada = portal.open({ pipeline }).as('ada');
    const started = await ada.start(
      PER_BIN,
      'from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00Z',
    );
    const { data } = (await ada.end(started.body.data.id)).body;
    expect(data.columns).toEqual(['bin(20m)', 'lines']);
    expect(data.series).toEqual([
      {
        id: 's1',
        label: 'lines',
        t0: Date.parse('2026-11-21T02:00:00Z') / 1_000,
        step: 1_200,
        // A line every 20 seconds.
        values: [60, 60, 60],
        status: 'complete',
        empty: false,
      },
    ]);
  });

  it('names log groups without their account', async () => {
    const ada = portal.open({ pipeline }).as('ada');
    const started = await ada.start(
      { queryId: idOf('everywhere') },
      'from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00Z',
    );
    const { data } = (await ada.end(started.body.data.id)).body;
    expect([...data.rows].sort()).toEqual([
      ['/aws/lambda/orders-load', '180'],
      ['/aws/lambda/orders-store', '60'],
    ]);
  });

  it('masks a column that is called like a secret', async () => {
    const ada = portal.open({ pipeline, limits: { freeText: true } }).as('ada');
    const started = await ada.start({
      query: 'fields stage, token | limit 1',
      logGroups: ['/aws/lambda/orders-store'],
    });
    const { data } = (await ada.end(started.body.data.id)).body;
    expect(data.columns).toEqual(['stage', 'token']);
    expect(data.rows).toEqual([['store', '[masked]']]);
  });

  it.each<[LogQueryStatus, string]>([
    ['scheduled', 'running'],
    ['running', 'running'],
    ['complete', 'complete'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
    ['timeout', 'timeout'],
    ['unknown', 'unknown'],
  ])('that is %s in the cloud is shown as %s', async (status, shown) => {
    const cloud = new FakeTelemetry();
    cloud.logGroups = [{ name: '/aws/lambda/orders-load', arn: 'arn:x' }];
    cloud.queryRun = { ...noRun(), status };
    const ada = portal.open({ pipeline, telemetry: cloud }).as('ada');
    const { id } = (await ada.start(ERRORS)).body.data;
    portal.clock.advance(600);
    expect((await ada.run(id)).body.data.status).toBe(shown);
  });

  it("can be of a dashboard's widget, of the pipeline's own dashboards", async () => {
    const ada = portal.open({ pipeline }).as('ada');
    const widget = (dashboardId: string, widgetId = '0') => ({
      queryId: widgetQueryId({ sourceId: 'lab', dashboardId, widgetId }),
    });
    const started = await ada.start(widget('orders-overview')).expect(201);
    const { data } = (await ada.end(started.body.data.id)).body;
    expect(data).toMatchObject({
      title: 'Newest failure',
      logGroups: ['/aws/lambda/orders-load'],
      rows: [['ERROR load failed password=[masked]']],
    });
    await ada.start(widget('payments-overview')).expect(404);
    await ada.start(widget('orders-overview', '1')).expect(404);
  });

  it('is shared by all who ask the same within a minute, and stopped by the last one', async () => {
    const { as } = portal.open({ pipeline });
    const [ada, ben] = [as('ada'), as('ben', 'orders-copy')];
    const [one, two] = await Promise.all([
      ada.start(ERRORS),
      ben.start(ERRORS),
    ]);
    expect(portal.calls('StartQuery')).toBe(1);
    const [first, second] = [one.body.data.id, two.body.data.id];
    expect(first).not.toBe(second);
    expect((await ada.stop(first)).body.data.status).toBe('cancelled');
    expect(portal.calls('StopQuery')).toBe(0);
    expect((await ben.run(second)).body.data.status).toBe('running');
    expect((await ben.stop(second)).body.data.status).toBe('cancelled');
    expect(portal.calls('StopQuery')).toBe(1);
    // Who asks again gets a run of their own.
    await ada.start(ERRORS).expect(201);
    expect(portal.calls('StartQuery')).toBe(2);
  });

  it('answers later readers of the same minute from what is there', async () => {
    const { as } = portal.open({ pipeline });
    const range = 'from=2026-11-21T02:00:00Z&to=2026-11-21T03:00:00Z';
    const started = await as('ada').start(PER_BIN, range);
    await as('ada').end(started.body.data.id);
    const again = await as('ben').start(PER_BIN, range);
    expect(again.body.data.status).toBe('complete');
    expect(portal.calls('StartQuery')).toBe(1);
    portal.clock.advance(61_000);
    await as('ben').start(PER_BIN, range);
    expect(portal.calls('StartQuery')).toBe(2);
  });

  it('is stopped when nobody looks at it for half a minute', async () => {
    const { as, queries } = portal.open({ pipeline });
    const { id } = (await as('ada').start(ERRORS)).body.data;
    portal.clock.advance(29_999);
    await queries.sweep();
    expect(portal.calls('StopQuery')).toBe(0);
    portal.clock.advance(1);
    await queries.sweep();
    expect(portal.calls('StopQuery')).toBe(1);
    expect((await as('ada').run(id)).body.data.status).not.toBe('running');
  });

  it('is forgotten ten minutes after it was last looked at', async () => {
    const { as, queries } = portal.open({ pipeline });
    const ada = as('ada');
    const { id } = (await ada.start(ERRORS)).body.data;
    await ada.end(id);
    portal.clock.advance(9 * 60_000);
    await queries.sweep();
    await ada.run(id).expect(200);
    portal.clock.advance(10 * 60_000);
    await queries.sweep();
    const { body } = await ada.run(id).expect(404);
    expect(body.error.message).toContain('start the query again');
  });

  it('is stopped when the portal goes down', async () => {
    const { as, queries } = portal.open({ pipeline });
    await as('ada').start(ERRORS);
    await queries.close();
    expect(portal.calls('StopQuery')).toBe(1);
  });

  it('exists nowhere but where it was started', async () => {
    const { as } = portal.open({ pipeline });
    const { id } = (await as('ada').start(ERRORS)).body.data;
    await as('ada', 'payments').run(id).expect(404);
    await as('ada', 'payments').stop(id).expect(404);
    await as('ada').run(id, '?env=test').expect(404);
    await as('ada').run('00000000-0000-4000-8000-000000000000').expect(404);
    await as('ada').run('1').expect(400);
    expect(portal.calls('StopQuery')).toBe(0);
    await as('ada').run(id).expect(200);
  });
});

describe('a query that may not run', () => {
  it.each([
    ['an unknown id', { queryId: 'document.gone' }, 404, 'load the list'],
    ['a foreign log group', { queryId: idOf('foreign') }, 400, 'may not read'],
    ['SOURCE', { queryId: idOf('sneaky') }, 400, 'SOURCE'],
    ['nothing', {}, 400, 'queryId'],
    [
      'an id and a text',
      { ...ERRORS, query: 'limit 1', logGroups: ['a'] },
      400,
      'queryId',
    ],
    ['a text without groups', { query: 'limit 1' }, 400, 'logGroups'],
  ])('is refused for %s', async (_, body, status, message) => {
    const answer = await portal.open({ pipeline }).as('ada').start(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(message);
    expect(portal.calls('StartQuery')).toBe(0);
  });

  const own = (query: string, group = '/aws/lambda/orders-load') => ({
    query,
    logGroups: [group],
  });

  it.each([
    [own('fields a | SOURCE "/x"'), 400, 'SOURCE'],
    [own('fields unmask(@message)'), 400, 'unmask'],
    [own('fields a', '/aws/lambda/payments'), 400, 'may not read'],
    [own('fields a', '/aws/lambda/orders-*'), 400, 'may not read'],
    [
      {
        query: 'fields a',
        logGroups: ['/aws/lambda/orders-load', '/aws/lambda/payments'],
      },
      400,
      'cannot read /aws/lambda/payments',
    ],
    [own('filter |'), 400, 'empty command'],
    [own('filter @message lik /x/'), 400, 'did not accept the query'],
  ])('is refused as free text: %j', async (body, status, message) => {
    const { as } = portal.open({ pipeline, limits: { freeText: true } });
    const answer = await as('ada').start(body);
    expect(answer.body.error.message).toContain(message);
    expect(answer.status).toBe(status);
  });

  it('runs as free text only with permission, and where the operator allows it', async () => {
    const body = own('fields @message | limit 1');
    const start = (freeText: boolean, denied: string[] = []) =>
      portal
        .open({ pipeline, limits: { freeText }, denied })
        .as('ada')
        .start(body);
    const off = await start(false);
    expect(off.status).toBe(403);
    expect(off.body.error.message).toContain(
      'pipelineOps.logs.queries.freeText',
    );
    const denied = await start(true, ['pipelineOps.logs.query']);
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain('pipelineOps.logs.query');
    await start(true).expect(201);
  });

  it('needs the permission to read logs on every route, and an uncontested pipeline', async () => {
    const open = portal.open({ pipeline }).as('ada');
    const { id } = (await open.start(ERRORS)).body.data;
    const closed = [
      portal.open({ pipeline, denied: ['pipelineOps.logs.read'] }).as('ada'),
      portal.open({ pipeline: { ...pipeline, contested: true } }).as('ada'),
    ];
    for (const ada of closed) {
      const answers = await Promise.all([
        ada.get('/queries'),
        ada.get('/groups/filters?group=/aws/lambda/orders-load'),
        ada.start(ERRORS),
        ada.run(id),
        ada.stop(id),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(403));
    }
  });

  it('is audited with who asked what, started or refused', async () => {
    const { as, auditor, event } = portal.open({ pipeline });
    const { id } = (await as('ada').start(ERRORS)).body.data;
    await as('ada').start(own('fields @message')).expect(403);
    const asked = {
      entityRef: 'component:default/orders',
      actor: 'user:default/ada',
    };
    expect(auditor.createEvent.mock.calls).toMatchObject([
      [
        {
          eventId: 'log-query-start',
          severityLevel: 'low',
          meta: { ...asked, ...ERRORS, environment: 'prod' },
        },
      ],
      [
        {
          severityLevel: 'medium',
          meta: { ...asked, query: 'fields @message' },
        },
      ],
    ]);
    expect(event.success).toHaveBeenCalledWith({
      meta: expect.objectContaining({ runId: id, status: 'running' }),
    });
    expect(event.fail).toHaveBeenCalledTimes(1);
  });

  it('covers no more than the longest range', async () => {
    const { as } = portal.open({ pipeline, limits: { longestHours: 6 } });
    await as('ada').start(ERRORS, 'range=PT6H').expect(201);
    const { body } = await as('ada').start(ERRORS, 'range=PT6H1M').expect(400);
    expect(body.error.message).toContain('at most 6 hours');
  });
});
