import type { Finding } from '@pipeline-ops/plugin-pipeline-ops-common';
import { alarm } from '../pipelines/__testUtils__/FakeCloud';
import {
  component,
  ORDERS_SOURCE,
  startPortal,
} from '../pipelines/__testUtils__/portal';

const ORDERS = 'component/default/orders';

const GUIDE = `# Orders

## Runbooks

### Loads are late {#late}

**Severity:** High

1. Look at the queue {#look}
   \`\`\`bash
   aws cloudwatch describe-alarms --alarm-names {alarm-name} --region {region}
   \`\`\`
2. Start the load again {#restart}
`;

const open = (source: object = {}) =>
  startPortal({
    entities: [
      component('orders', {
        annotations: { 'pipeline-ops/pipeline-id': 'orders' },
      }),
    ],
    files: { 'docs/operations.md': GUIDE },
    pipelineOps: { sources: { main: { ...ORDERS_SOURCE, ...source } } },
  });

it("leads by an alarm's tag to the step that it names", async () => {
  const { cloud, get } = await open({ binding: 'tag-proof' });
  const [tagged, plain] = [alarm('orders-queue'), alarm('orders-other')];
  const entity = { 'pipeline-ops/entity': 'component:default/orders' };
  cloud.alarms = [tagged, plain];
  cloud.tagsByArn = {
    [tagged.arn]: {
      ...entity,
      runbook_url: 'https://portal.test/x?procedure=late&step=look',
    },
    [plain.arn]: entity,
  };
  const { body } = await get(`${ORDERS}/alarms`);
  expect(
    Object.fromEntries(
      body.data.alarms.map((one: { name: string; runbooks: unknown }) => [
        one.name,
        one.runbooks,
      ]),
    ),
  ).toEqual({
    'orders-queue': [
      {
        runbookId: 'late',
        stepId: 'look',
        title: 'Loads are late',
        reason: "linked in the alarm's tag",
        explicit: true,
      },
    ],
    'orders-other': [],
  });
});

it('fills the commands from the alarm that led to the procedure', async () => {
  const { cloud, get } = await open();
  cloud.alarms = [alarm('orders-queue')];
  const filled = async (query: string) => {
    const { body } = await get(`${ORDERS}/runbooks/late${query}`);
    return body.data.steps[0].commands[0].filled;
  };
  expect(await filled('?alarm=orders-queue')).toBe(
    'aws cloudwatch describe-alarms --alarm-names orders-queue --region eu-central-1',
  );
  const unknown =
    'aws cloudwatch describe-alarms --alarm-names {alarm-name} --region eu-central-1';
  expect(await filled('')).toBe(unknown);
  expect(await filled('?alarm=orders-gone')).toBe(unknown);
  const { status } = await get(`${ORDERS}/runbooks/late?alarm=`);
  expect(status).toBe(400);
});

it('counts a procedure as found once somebody has run it', async () => {
  const { cloud, get, post } = await open();
  cloud.alarms = [alarm('orders-other')];
  const unreachable = async () => {
    const { body } = await get(`${ORDERS}/findings`);
    return body.data.findings
      .filter((one: Finding) => one.kind === 'runbook-unreachable')
      .map((one: Finding) => one.subject);
  };
  expect(await unreachable()).toEqual(['Loads are late']);
  const run = { runbookId: 'late', idempotencyKey: 'found-by-ada' };
  await post(`${ORDERS}/runs`, run).expect(201);
  expect(await unreachable()).toEqual([]);
});
