import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { alarm, metric } from './pipelines/__testUtils__/FakeCloud';
import {
  component,
  ORDERS_SOURCE,
  startPortal,
} from './pipelines/__testUtils__/portal';

const ORDERS = 'component/default/orders';
const annotated = (annotations: Record<string, string> = {}, owner?: string) =>
  component('orders', {
    owner,
    annotations: { 'pipeline-ops/pipeline-id': 'orders', ...annotations },
  });

const GUIDE = `# Orders

## Metrics

### Lambda Functions

| Metric | Description | Threshold | Action |
| --- | --- | --- | --- |
| \`Errors\` | Failed loads | > 3 | Look at the load's log |

## Daily checks

- [ ] Look at the error rate
`;

describe('a pipeline in the portal', () => {
  it('needs one annotation and nothing else', async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated()],
      files: { 'docs/operations.md': GUIDE },
    });
    cloud.alarms = [alarm('orders-errors'), alarm('ordersother-errors')];
    cloud.logGroups = [{ name: '/aws/lambda/orders-load', arn: 'arn:x' }];
    cloud.metrics = ['Invocations', 'Errors'].map(name =>
      metric('AWS/Lambda', name, { FunctionName: 'orders-load' }),
    );

    const overview = await get(`${ORDERS}/overview`);
    expect(overview.status).toBe(200);
    expect(overview.body.data.pipelines[0]).toMatchObject({
      pipelineId: 'orders',
      owner: 'group:default/loaders',
      environment: 'default',
      resources: [{ id: 'lambda:orders-load', kind: 'lambda' }],
      refusals: [],
      problems: [],
    });
    const alarms = await get(`${ORDERS}/alarms`);
    expect(
      alarms.body.data.alarms.map((each: { name: string }) => each.name),
    ).toEqual(['orders-errors']);
    const groups = await get(`${ORDERS}/logs/groups`);
    expect(groups.body.data.groups).toMatchObject([
      { name: '/aws/lambda/orders-load' },
    ]);
    const lists = await get(`${ORDERS}/checklists`);
    expect(lists.body.data.checklists).toMatchObject([{ cadence: 'daily' }]);
  });

  it("holds charts against the document's thresholds, with its action", async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated()],
      files: { 'docs/operations.md': GUIDE },
    });
    cloud.metrics = [
      metric('AWS/Lambda', 'Invocations', { FunctionName: 'orders-load' }),
    ];
    const metrics = await get(`${ORDERS}/metrics`);
    const charts = metrics.body.data.sections.flatMap(
      (section: { charts: { id: string }[] }) => section.charts,
    );
    expect(
      charts.find(
        (chart: { id: string }) => chart.id === 'lambda:orders-load:Errors',
      ),
    ).toMatchObject({
      thresholds: [
        { value: 3, origin: 'document', action: "Look at the load's log" },
      ],
    });
  });

  it('tells an entity that the caller cannot see from nothing at all by nothing', async () => {
    const { get } = await startPortal({ entities: [] });
    const answer = await get(`${ORDERS}/overview`);
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toBe(
      'There is no entity component:default/orders, or you may not see it',
    );
  });

  it('says how to annotate an entity', async () => {
    const { get } = await startPortal({ entities: [component('orders')] });
    const answer = await get(`${ORDERS}/overview`);
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toContain(
      'Add the annotation pipeline-ops/pipeline-id',
    );
  });

  it('refuses an annotation that holds no id', async () => {
    const { get } = await startPortal({
      entities: [
        component('orders', {
          annotations: { 'pipeline-ops/pipeline-id': '*, ../x' },
        }),
      ],
    });
    const answer = await get(`${ORDERS}/overview`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('holds no pipeline id');
  });

  it('asks for the permission before anything is read', async () => {
    const { get, reader, cloud } = await startPortal({
      entities: [annotated()],
      permission: AuthorizeResult.DENY,
    });
    for (const route of ['overview', 'alarms', 'metrics', 'checklists']) {
      const answer = await get(`${ORDERS}/${route}`);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain('pipelineOps.pipeline.read');
    }
    expect(reader.asked).toEqual([]);
    expect(cloud.asked).toEqual([]);
  });

  it('names the environments and pipelines that there are', async () => {
    const { get } = await startPortal({ entities: [annotated()] });
    const environment = await get(`${ORDERS}/alarms?env=prod`);
    expect(environment.status).toBe(404);
    expect(environment.body.error.message).toBe(
      'Pipeline orders has no environment prod. It has: default',
    );
    const pipeline = await get(`${ORDERS}/alarms?pipeline=other`);
    expect(pipeline.body.error.message).toBe(
      'The entity has no pipeline other. It has: orders',
    );
    const twice = await get(`${ORDERS}/alarms?env=a&env=b`);
    expect(twice.status).toBe(400);
  });

  it('shows mistakes in the definition with their lines, and the rest of the pipeline', async () => {
    const { get } = await startPortal({
      entities: [annotated()],
      files: {
        'pipeline-ops.yaml':
          'title: Orders\nresources:\n  lamda: [orders-load]\n',
      },
    });
    const answer = await get(`${ORDERS}/overview`);
    expect(answer.status).toBe(200);
    expect(answer.body.data.pipelines[0].problems).toContainEqual({
      code: 'definition-invalid',
      message:
        'pipeline-ops.yaml line 3: resources.lamda: "lamda" is not known here. Did you mean "lambda"?',
      file: 'pipeline-ops.yaml',
      line: 3,
    });
  });

  it('uses no source that the operator did not declare', async () => {
    const { get, auditor } = await startPortal({
      entities: [annotated()],
      files: {
        'pipeline-ops.yaml':
          'environments:\n  prod:\n    source: mian\n  dev:\n    source: main\n',
      },
    });
    const answer = await get(`${ORDERS}/overview`);
    const [pipeline] = answer.body.data.pipelines;
    expect(pipeline.problems).toContainEqual({
      code: 'unknown-source',
      message:
        'pipeline-ops.yaml line 3: the operator has declared no source "mian". Did you mean "main"?',
      file: 'pipeline-ops.yaml',
      line: 3,
    });
    expect(pipeline.refusals).toEqual([
      {
        reference: 'source mian',
        rule: 'only sources that the operator declared are used. Did you mean "main"?',
        environment: 'prod',
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'reference-refuse',
        meta: expect.objectContaining({
          entityRef: 'component:default/orders',
          refusals: [expect.objectContaining({ reference: 'source mian' })],
        }),
      }),
    );
  });

  it('shows what lies outside of the allowance of the owner, and does not read it', async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated()],
      files: {
        'pipeline-ops.yaml': `
alarms: [payments-*]
logGroups: [/aws/lambda/payments-api]
resources:
  lambda: [payments-api, orders-load]
  custom: [{ name: Revenue, namespace: Payments/Revenue, metrics: [Total] }]
`,
      },
    });
    cloud.alarms = [alarm('payments-errors'), alarm('orders-errors')];
    cloud.logGroups = [{ name: '/aws/lambda/payments-api', arn: 'arn:y' }];
    const overview = await get(`${ORDERS}/overview`);
    const [pipeline] = overview.body.data.pipelines;
    expect(
      pipeline.refusals.map((each: { reference: string }) => each.reference),
    ).toEqual(
      expect.arrayContaining([
        'alarm payments-*',
        'log group /aws/lambda/payments-api',
        'lambda payments-api',
        'metric Total',
      ]),
    );
    expect(pipeline.refusals[0].rule).toBe(
      'the owner is allowed names that begin with orders in source main',
    );
    expect(pipeline.resources.map((each: { id: string }) => each.id)).toEqual([
      'lambda:orders-load',
    ]);
    const alarms = await get(`${ORDERS}/alarms`);
    expect(alarms.body.data.alarms).toMatchObject([{ name: 'orders-errors' }]);
    const events = await get(
      `${ORDERS}/logs/events?group=${encodeURIComponent('/aws/lambda/payments-api')}`,
    );
    expect(events.status).toBe(404);
    await get(`${ORDERS}/metrics`);
    expect(JSON.stringify(cloud.callsOf('metricData'))).not.toContain(
      'payments',
    );
    expect(JSON.stringify(cloud.asked)).not.toContain('Payments/Revenue');
  });

  it('gives an owner without a rule nothing, and says so', async () => {
    const { get, cloud } = await startPortal({
      entities: [annotated({}, 'strangers')],
    });
    const answer = await get(`${ORDERS}/overview`);
    expect(answer.body.data.pipelines[0].refusals).toEqual([
      {
        reference: 'source main',
        rule: 'source main has no allow rule for group:default/strangers',
        environment: 'default',
      },
    ]);
    expect(cloud.asked).toEqual([]);
  });

  it('withholds logs from both when two owners claim one pipeline', async () => {
    const { get, auditor } = await startPortal({
      entities: [
        annotated(),
        component('copy', {
          owner: 'others',
          annotations: { 'pipeline-ops/pipeline-id': 'orders' },
        }),
      ],
      pipelineOps: {
        sources: { main: { ...ORDERS_SOURCE, binding: 'catalog' } },
      },
    });
    for (const name of ['orders', 'copy']) {
      const path = `component/default/${name}`;
      const overview = await get(`${path}/overview`);
      expect(overview.body.data.pipelines[0].problems).toContainEqual(
        expect.objectContaining({ code: 'duplicate-claim' }),
      );
      const logs = await get(
        `${path}/logs/events?group=${encodeURIComponent('/aws/lambda/orders-load')}`,
      );
      expect(logs.status).toBeGreaterThanOrEqual(403);
    }
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        meta: expect.objectContaining({ rivals: ['component:default/copy'] }),
      }),
    );
  });

  it.each([
    [
      'missing',
      { 'pipeline-ops/documents': 'docs/guide.md' },
      {},
      {
        code: 'document-missing',
        message:
          'docs/guide.md: there is no such file. Add it, or correct its path (relative to catalog-info.yaml)',
        file: 'docs/guide.md',
      },
    ],
    [
      'too large',
      { 'pipeline-ops/documents': 'docs/guide.md' },
      { 'docs/guide.md': 'x'.repeat(262_145) },
      {
        code: 'document-too-large',
        message:
          'docs/guide.md: the file is larger than 262144 bytes, which is the most that is read. Split it, or ask the operator to raise pipelineOps.documents.maxBytes',
        file: 'docs/guide.md',
      },
    ],
    [
      'outside of the repository',
      { 'pipeline-ops/documents': '../../../../secrets/blob/main/guide.md' },
      {},
      {
        code: 'document-refused',
        message:
          "../../../../secrets/blob/main/guide.md: it lies outside of the entity's repository. Files are only read from within it",
        file: '../../../../secrets/blob/main/guide.md',
      },
    ],
    [
      'not Markdown',
      { 'pipeline-ops/documents': '.env' },
      { '.env': 'SECRET=1' },
      {
        code: 'document-refused',
        message:
          '.env: only .md files are read as operations documents. Rename the file, or name another one',
        file: '.env',
      },
    ],
    [
      'nowhere',
      {},
      {},
      {
        code: 'document-missing',
        message:
          'There is no operations document. Write docs/operations.md or OPERATIONS.md beside catalog-info.yaml, or name yours in the annotation pipeline-ops/documents',
      },
    ],
  ])('says that a document is %s', async (_, annotations, files, problem) => {
    const { get } = await startPortal({
      entities: [annotated(annotations as unknown as Record<string, string>)],
      files: files as unknown as Record<string, string>,
    });
    const answer = await get(`${ORDERS}/overview`);
    expect(answer.status).toBe(200);
    expect(answer.body.data.pipelines[0].problems).toEqual([problem]);
  });

  it('finds alarms by the tag that the operator set', async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated()],
      pipelineOps: {
        sources: { main: { ...ORDERS_SOURCE, ownerTag: 'entity' } },
        conventions: { alarms: ['${id}-load-'] },
      },
    });
    const tagged = alarm('orders_nightly');
    cloud.alarms = [alarm('orders-load-errors'), tagged, alarm('orders_other')];
    cloud.tagsByArn = { [tagged.arn]: { entity: 'Component:default/orders' } };
    const answer = await get(`${ORDERS}/alarms`);
    expect(
      answer.body.data.alarms.map((each: { name: string }) => each.name).sort(),
    ).toEqual(['orders-load-errors', 'orders_nightly']);
  });

  it('shows with tag-proof only what AWS itself says belongs to the entity', async () => {
    const { cloud, get } = await startPortal({
      entities: [annotated()],
      pipelineOps: {
        sources: { main: { ...ORDERS_SOURCE, binding: 'tag-proof' } },
      },
    });
    const own = alarm('orders-errors');
    cloud.alarms = [own, alarm('orders-late')];
    cloud.logGroups = [{ name: '/aws/lambda/orders-load', arn: 'arn:x' }];
    cloud.tagsByArn = {
      [own.arn]: { 'pipeline-ops/entity': 'component:default/orders' },
      'arn:x': { 'pipeline-ops/entity': 'component:default/payments' },
    };
    const alarms = await get(`${ORDERS}/alarms`);
    expect(alarms.body.data.alarms).toMatchObject([{ name: 'orders-errors' }]);
    const groups = await get(`${ORDERS}/logs/groups`);
    expect(groups.body.data.groups).toEqual([]);
  });
});
