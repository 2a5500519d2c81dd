import { widgetQueryId } from '../logs/queryIds';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { DashboardQueries } from './DashboardQueries';
import { DashboardReader } from './DashboardReader';

const log = (query: string, more: object = {}) => ({
  type: 'log',
  properties: { title: 'Errors', query, ...more },
});

const BODY = {
  variables: [
    {
      id: 'level',
      type: 'pattern',
      pattern: 'LEVEL',
      inputType: 'select',
      values: [{ value: 'ERROR' }, { value: 'WARN' }],
      defaultValue: 'ERROR',
    },
  ],
  widgets: [
    log(`SOURCE '/aws/lambda/orders-load' | filter level = 'LEVEL'`),
    log(`SOURCE '/aws/lambda/payments' | fields @message`),
    log(`SOURCE '/aws/lambda/orders-load' | source '/x' | fields @message`),
    log(`SOURCE '/aws/lambda/orders-load' | fields unmask(@message)`),
    log(`SOURCE '/aws/lambda/orders-load' | fields @message`, {
      region: 'us-east-1',
    }),
    { type: 'text', properties: { markdown: 'SOURCE' } },
  ],
};

function setUp() {
  const telemetry = new FakeTelemetry();
  telemetry.dashboards = { 'orders-main': JSON.stringify(BODY) };
  const pipeline = ordersPipeline();
  const [environment] = pipeline.environments;
  environment.selections[0].dashboards = [
    { type: 'prefix', prefix: 'orders-' },
  ];
  const queries = DashboardQueries.create({
    reader: DashboardReader.create({ telemetry }),
  });
  const find = (widgetId: string, more: object = {}) =>
    queries.find(
      { pipeline, environment },
      widgetQueryId({
        sourceId: LAB.id,
        dashboardId: 'orders-main',
        widgetId,
        ...more,
      }),
    );
  return { find, queries, telemetry, scope: { pipeline, environment } };
}

it('finds the query of a widget again, with what the reader chose', async () => {
  const { find } = setUp();
  expect(await find('0', { variables: { level: 'WARN' } })).toMatchObject({
    title: 'Errors',
    query: `filter level = 'WARN'`,
    logGroups: [{ type: 'exact', name: '/aws/lambda/orders-load' }],
    sourceId: LAB.id,
    origin: 'dashboard',
  });
  expect(await find('0', { variables: { level: `x' or '1` } })).toMatchObject({
    query: `filter level = 'ERROR'`,
  });
});

it('finds nothing that may not be run, whatever the id says', async () => {
  const { find, queries, scope } = setUp();
  for (const widgetId of ['1', '2', '3', '4', '5', '99']) {
    expect([widgetId, await find(widgetId)]).toEqual([widgetId, undefined]);
  }
  expect(await find('0', { dashboardId: 'payments' })).toBeUndefined();
  expect(await find('0', { sourceId: 'other' })).toBeUndefined();
  expect(await queries.find(scope, 'document.abc')).toBeUndefined();
});

it('asks AWS for no dashboard outside of the selection', async () => {
  const { find, telemetry } = setUp();
  await find('0', { dashboardId: 'payments' });
  expect(telemetry.callsOf('dashboardBody')).toEqual([]);
});
