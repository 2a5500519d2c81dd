import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { DashboardReader } from './DashboardReader';
import { DefaultDashboardService } from './DefaultDashboardService';

const graph = (...metrics: unknown[]) => ({
  type: 'metric',
  properties: { metrics },
});

const orders = (...more: unknown[]) => [
  'AWS/Lambda',
  'Errors',
  'FunctionName',
  'orders-load',
  ...more,
];

function setUp(
  widgets: unknown[],
  change: (pipeline: ResolvedPipeline) => void = () => {},
) {
  const telemetry = new FakeTelemetry();
  telemetry.dashboards = { 'orders-main': JSON.stringify({ widgets }) };
  const pipeline = ordersPipeline();
  const [environment] = pipeline.environments;
  environment.selections[0].dashboards = [
    { type: 'prefix', prefix: 'orders-' },
  ];
  change(pipeline);
  const service = DefaultDashboardService.create({
    telemetry,
    reader: DashboardReader.create({ telemetry }),
    alarms: DefaultAlarmService.create({ telemetry }),
    now: telemetry.now,
  });
  const request = { pipeline, environment, dashboardId: 'orders-main' };
  return {
    telemetry,
    service,
    request,
    async series() {
      const { data } = await service.get(request);
      return data.widgets.map(({ content }) =>
        content.type === 'metric' ? content.series : [],
      );
    },
  };
}

it('reads what the charts show without a further rule, and nothing else', async () => {
  const { series, telemetry } = setUp([
    graph(
      orders(),
      orders({ stat: 'p99' }),
      ['AWS/Lambda', 'Errors', 'FunctionName', 'payments'],
      ['AWS/Lambda', 'Duration', 'FunctionName', 'orders-load'],
      [{ expression: `SEARCH('{AWS/Lambda,FunctionName} Errors', 'Sum')` }],
    ),
  ]);
  const [drawn] = await series();
  expect(drawn.map(({ status }) => status)).toEqual([
    'complete',
    'complete',
    'failed',
    'failed',
    'failed',
  ]);
  const asked = telemetry.callsOf('metricData') as {
    source: unknown;
    queries: { metric?: unknown; expression?: string }[];
  }[];
  expect(asked.map(({ source }) => source)).toEqual([LAB]);
  expect(asked[0].queries.map(({ metric }) => metric)).toEqual(
    ['Average', 'p99'].map(stat => ({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: { FunctionName: 'orders-load' },
      stat,
    })),
  );
});

it('asks for a thousand series at most', async () => {
  const rows = Array.from({ length: 450 }, () => orders());
  const { series, telemetry } = setUp([
    graph(...rows),
    graph(...rows),
    graph(...rows),
    graph(orders()),
  ]);
  const drawn = await series();
  expect(drawn.map(([first]) => first.status)).toEqual([
    'complete',
    'complete',
    'failed',
    'complete',
  ]);
  expect(drawn[2][0].message).toContain('more than 1000 series');
  expect(telemetry.callsOf('metricData')).toHaveLength(3);
});

it('does not wait for alarms that no widget names', async () => {
  const { series, telemetry } = setUp([graph(orders())]);
  await series();
  expect(telemetry.callsOf('listAlarms')).toEqual([]);
});

it('stops when the reader leaves', async () => {
  const { service, request, telemetry } = setUp([
    graph(orders()),
    {
      type: 'alarm',
      properties: {
        alarms: [
          `arn:aws:cloudwatch:${LAB.region}:${LAB.accountId}:alarm:orders-late`,
        ],
      },
    },
  ]);
  const controller = new AbortController();
  telemetry.latency = async () => {
    if (telemetry.callsOf('metricData').length > 0) {
      controller.abort(new Error('The caller left'));
    }
  };
  await expect(
    service.get(request, { signal: controller.signal }),
  ).rejects.toThrow('The caller left');
});

it('has nothing to read from where no source is allowed', async () => {
  const { service, request } = setUp([], pipeline => {
    const [environment] = pipeline.environments;
    environment.selections = [];
    pipeline.documents[0].content?.dashboards.push({
      id: 'planned',
      headingPath: [],
      lines: { startLine: 1, endLine: 2 },
      title: 'Planned',
      text: '',
      body: { widgets: [graph(orders())] },
    });
  });
  const { data } = await service.get({ ...request, dashboardId: 'planned' });
  expect(data).toMatchObject({
    deployed: false,
    widgets: [],
    problems: [expect.stringContaining('no source')],
  });
  await expect(service.get(request)).rejects.toThrow('has no dashboard');
});
