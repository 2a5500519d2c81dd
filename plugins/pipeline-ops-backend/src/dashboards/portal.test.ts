import type {
  MetricWidget,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  component,
  ORDERS_SOURCE,
  startPortal,
} from '../pipelines/__testUtils__/portal';

const ORDERS = 'component/default/orders/dashboards';

const annotated = component('orders', {
  annotations: { 'pipeline-ops/pipeline-id': 'orders' },
});

const graph = (...metrics: unknown[]) => ({
  type: 'metric',
  properties: { metrics, region: ORDERS_SOURCE.region },
});

const lambda = (name: string) => ['AWS/Lambda', 'Errors', 'FunctionName', name];

const GREEDY = {
  widgets: [
    graph(
      lambda('orders-load'),
      lambda('payments'),
      ['Orders/Load', 'Rows'],
      ['AWS/Billing', 'EstimatedCharges', 'Currency', 'USD'],
      [{ expression: `SEARCH('{Orders/Load,Stage} Rows', 'Sum')` }],
      [{ expression: `SEARCH('{AWS/Lambda,FunctionName} Errors', 'Sum')` }],
      [...lambda('orders-load'), { accountId: '222222222222' }],
    ),
  ],
};

/** Whether each row of the first widget was read. */
function readRows(body: {
  data: { widgets: { content: MetricWidget }[] };
}): WidgetSeries['status'][] {
  return body.data.widgets[0].content.series.map(({ status }) => status);
}

const ALLOWED = [
  'complete',
  'failed',
  'complete',
  'failed',
  'complete',
  'failed',
  'failed',
];

describe('dashboards in the portal', () => {
  it('show what the rules in app-config allow, from AWS and from a repository alike', async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated],
      files: {
        'docs/operations.md': `# Orders\n\n## Wanted\n\n\`\`\`json\n${JSON.stringify(GREEDY, null, 2)}\n\`\`\`\n`,
      },
    });
    cloud.dashboards = {
      orders: JSON.stringify(GREEDY),
      payments: JSON.stringify(GREEDY),
    };
    const list = await get(ORDERS);
    expect(list.status).toBe(200);
    const { dashboards } = list.body.data;
    expect(
      dashboards.map((one: { title: string; deployed: boolean }) => [
        one.title,
        one.deployed,
      ]),
    ).toEqual([
      ['orders', true],
      ['Wanted', false],
    ]);
    for (const { id } of dashboards) {
      const { body, status } = await get(`${ORDERS}/${id}`);
      expect([id, status, readRows(body)]).toEqual([id, 200, ALLOWED]);
    }
    const asked = JSON.stringify(cloud.callsOf('metricData'));
    expect(asked).not.toMatch(/payments|Billing|222222222222/);
    expect((await get(`${ORDERS}/payments`)).status).toBe(404);
  });

  it('show everything of the source where the operator trusts the catalog, but no other account', async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated],
      pipelineOps: {
        sources: { main: { ...ORDERS_SOURCE, binding: 'catalog', allow: [] } },
      },
    });
    cloud.dashboards = { orders: JSON.stringify(GREEDY) };
    const { body } = await get(`${ORDERS}/orders`);
    expect(readRows(body)).toEqual([...Array(6).fill('complete'), 'failed']);
  });
});
