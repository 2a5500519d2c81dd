import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  CloudAlarm,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { AlarmRefresher } from './AlarmRefresher';
import { AlarmSurvey } from './AlarmSurvey';
import { DatabaseAlarmSnapshotStore } from './DatabaseAlarmSnapshotStore';
import { SnapshotTelemetrySource } from './SnapshotTelemetrySource';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const START = Date.parse('2026-11-21T03:18:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const GONE: SourceRef = { ...LAB, id: 'gone' };
const orders = { source: LAB, prefixes: ['orders-'] };

const errors = (state: CloudAlarm['state'], stateSince: string) =>
  ({
    name: 'orders-errors',
    state,
    stateSince,
    stateReason: state,
  }) as CloudAlarm;

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('alarms on %s', id => {
  /** One cloud and one database, with as many replicas as a test wants. */
  async function setUp() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const cloud = new FakeTelemetry();
    let time = START;
    const now = () => time;
    cloud.now = now;
    const logger = mockServices.logger.mock();
    const replica = async () => {
      const store = await DatabaseAlarmSnapshotStore.create({ database });
      const survey = new AlarmSurvey(cloud, now);
      return {
        store,
        source: new SnapshotTelemetrySource(cloud, {
          ...{ store, survey, logger, now },
          freshMs: 45 * SECOND,
        }),
        task: new AlarmRefresher({
          ...{ store, survey, now },
          historyDays: 400,
          isDeclared: ({ id: source }) => source === LAB.id,
        }),
      };
    };
    const history = (days: number) => ({
      source: LAB,
      alarmName: 'orders-errors',
      from: new Date(time - days * DAY),
      to: new Date(time),
    });
    return {
      ...{ knex, cloud, replica, logger, history },
      pass: (ms: number) => (time += ms),
    };
  }

  it('are read by one replica and served by all while they are fresh', async () => {
    const { cloud, replica, pass } = await setUp();
    cloud.alarms = [errors('OK', '2026-11-21T01:00:00.000Z')];
    const [one, other] = [await replica(), await replica()];
    await one.source.listAlarms(orders);
    pass(44 * SECOND);
    const served = await other.source.listAlarms(orders);
    expect(cloud.asked).toHaveLength(1);
    expect(served.data).toEqual(cloud.alarms);
    expect(served.state).toMatchObject({
      status: 'ok',
      asOf: '2026-11-21T03:18:00.000Z',
    });
    pass(SECOND);
    const anew = await other.source.listAlarms(orders);
    expect(cloud.asked).toHaveLength(2);
    expect(anew.state.asOf).toBe('2026-11-21T03:18:45.000Z');
  });

  it('are refreshed for those who looked within 15 minutes, from declared sources only', async () => {
    const { cloud, replica, pass } = await setUp();
    const { source, task, store } = await replica();
    await task.refresh();
    expect(cloud.asked).toHaveLength(0);
    await source.listAlarms(orders);
    await store.demand(GONE, ['secret-'], new Date(START));
    pass(30 * SECOND);
    cloud.asked.length = 0;
    await task.refresh();
    expect(cloud.asked.map(({ request }) => request)).toEqual([orders]);
    // Fresh by the task: the page asks nobody.
    pass(40 * SECOND);
    await source.listAlarms(orders);
    expect(cloud.asked).toHaveLength(1);
    pass(16 * MINUTE);
    await task.refresh();
    expect(cloud.asked).toHaveLength(1);
    expect(await store.demands(new Date(0), 10)).toEqual([]);
  });

  it('are read in full for a fleet that is looked at all at once', async () => {
    const { cloud, replica, knex } = await setUp();
    const { source } = await replica();
    cloud.alarms = Array.from({ length: 300 }, (_, index) => ({
      ...errors('OK', '2026-11-21T01:00:00.000Z'),
      name: `pipeline${index}-errors`,
    }));
    const pages = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        source.listAlarms({ source: LAB, prefixes: [`pipeline${index}-`] }),
      ),
    );
    expect(cloud.asked.map(({ request }) => request)).toEqual([
      { source: LAB, prefixes: [''] },
    ]);
    expect(pages.map(({ data }) => data.map(({ name }) => name))).toEqual(
      cloud.alarms.map(({ name }) => [name]),
    );
    expect(await knex('pipeline_ops_alarm_snapshots')).toHaveLength(300);
  });

  it('stop being read when everybody has left', async () => {
    const { cloud, replica } = await setUp();
    const { source } = await replica();
    let seen: AbortSignal | undefined;
    cloud.latency = async options => {
      seen = options?.signal;
      await new Promise(resolve => setTimeout(resolve, 60));
    };
    const leaving = new AbortController();
    const page = source.listAlarms(orders, { signal: leaving.signal });
    setTimeout(() => leaving.abort(new Error('left')), 40);
    await expect(page).rejects.toThrow('left');
    expect(seen?.aborted).toBe(true);
  });

  it('stay on screen, with their age, when the source does not answer', async () => {
    const { cloud, replica, pass } = await setUp();
    const { source, task } = await replica();
    cloud.alarms = [errors('ALARM', '2026-11-21T03:00:00.000Z')];
    await source.listAlarms(orders);
    cloud.failure = { status: 'throttled', message: 'Slow down.' };
    pass(10 * MINUTE);
    await task.refresh();
    const { data, state } = await source.listAlarms(orders);
    expect(data).toHaveLength(1);
    expect(state).toMatchObject({
      status: 'stale',
      asOf: '2026-11-21T03:18:00.000Z',
      message: 'Shown as of 2026-11-21 03:18 UTC. Slow down.',
    });
    pass(6 * 60 * MINUTE);
    expect(await source.listAlarms(orders)).toMatchObject({
      data: [],
      state: { status: 'throttled' },
    });
  });

  it('have a history that outlives that of CloudWatch, without doubles', async () => {
    const { cloud, replica, pass, history } = await setUp();
    const { source, task, store } = await replica();
    cloud.alarms = [errors('OK', '2026-11-21T01:00:00.000Z')];
    await source.listAlarms(orders);
    pass(30 * SECOND);
    cloud.alarms = [errors('ALARM', '2026-11-21T03:18:20.000Z')];
    await task.refresh();
    cloud.transitions = [
      {
        at: '2026-11-21T03:18:20.000Z',
        kind: 'state',
        summary: 'Alarm updated from OK to ALARM',
        from: 'OK',
        to: 'ALARM',
      },
    ];
    const changes = async () =>
      (await source.alarmHistory(history(399))).data.map(
        ({ at, from, to, summary }) => [at, from, to, summary],
      );
    expect(await changes()).toEqual([
      [
        '2026-11-21T03:18:20.000Z',
        'OK',
        'ALARM',
        'Alarm updated from OK to ALARM',
      ],
      ['2026-11-21T01:00:00.000Z', undefined, 'OK', 'OK'],
    ]);
    // A year later CloudWatch has forgotten, and says nothing.
    pass(365 * DAY);
    cloud.failure = { status: 'unavailable', message: 'No answer.' };
    expect(await changes()).toEqual([
      ['2026-11-21T03:18:20.000Z', 'OK', 'ALARM', 'ALARM'],
      ['2026-11-21T01:00:00.000Z', undefined, 'OK', 'OK'],
    ]);
    pass(36 * DAY);
    await task.refresh();
    expect(
      await store.transitions(LAB, 'orders-errors', {
        from: new Date(0),
        to: new Date(START + 500 * DAY),
      }),
    ).toEqual([]);
  });

  it('change once, however many replicas see it at the same time', async () => {
    const { cloud, replica, pass, knex } = await setUp();
    const replicas = await Promise.all(Array.from({ length: 4 }, replica));
    for (let change = 0; change < 10; change += 1) {
      const at = new Date(START + change * MINUTE).toISOString();
      cloud.alarms = [errors(change % 2 === 0 ? 'ALARM' : 'OK', at)];
      await Promise.all(
        replicas.flatMap(({ source, task }) => [
          source.listAlarms(orders),
          task.refresh(),
        ]),
      );
      pass(MINUTE);
    }
    const rows = await knex('pipeline_ops_alarm_transitions').orderBy('at');
    expect(rows.map(({ to_state }) => to_state)).toEqual(
      Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? 'ALARM' : 'OK')),
    );
    expect(await knex('pipeline_ops_alarm_snapshots')).toHaveLength(1);
  });

  it('never go back to an older reading', async () => {
    const { replica } = await setUp();
    const { store } = await replica();
    const newer = [errors('ALARM', '2026-11-21T03:17:00.000Z')];
    const older = [errors('OK', '2026-11-21T01:00:00.000Z')];
    const readAt = new Date(START);
    await store.keep(LAB, new Map([['orders-', { alarms: newer, readAt }]]));
    await store.keep(
      LAB,
      new Map([
        ['orders-', { alarms: older, readAt: new Date(START - SECOND) }],
      ]),
    );
    const kept = await store.snapshots(LAB, ['orders-', 'other-']);
    expect([...kept]).toEqual([['orders-', { alarms: newer, readAt }]]);
  });

  it('are asked for by names that no table holds without harm', async () => {
    const { cloud, replica, logger, knex } = await setUp();
    const { source } = await replica();
    cloud.alarms = [
      { ...errors('OK', '2026-11-21T01:00:00.000Z'), stateReason: 'a\u0000b' },
    ];
    const { data, state } = await source.listAlarms({
      source: LAB,
      prefixes: ['x'.repeat(512), 'orders-\u0000', 'orders-'],
    });
    expect(state.status).toBe('ok');
    expect(data).toHaveLength(1);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(await knex('pipeline_ops_alarm_transitions')).toMatchObject([
      { reason: 'ab' },
    ]);
    expect(await knex('pipeline_ops_alarm_snapshots')).toHaveLength(1);
  });

  it('are read from the source when the database is away', async () => {
    const { cloud, replica, logger, knex } = await setUp();
    const { source } = await replica();
    cloud.alarms = [errors('OK', '2026-11-21T01:00:00.000Z')];
    await knex.destroy();
    const { data, state } = await source.listAlarms(orders);
    expect(data).toEqual(cloud.alarms);
    expect(state.status).toBe('ok');
    expect(logger.warn).toHaveBeenCalled();
  });
});
