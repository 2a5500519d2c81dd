import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Finding } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import express from 'express';
import request from 'supertest';
import { FakeTelemetry } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { decorateTelemetry } from '../telemetry/createTelemetry';
import { telemetryRouter } from './__testUtils__/telemetryRouter';

const NOW = Date.parse('2026-11-21T03:18:00Z');

/** One of two documented alarms, one of two documented log groups, kept too short; no metric that anybody knows. */
function driftedCloud(): FakeTelemetry {
  const cloud = new FakeTelemetry();
  cloud.now = () => NOW;
  cloud.alarms = [
    {
      name: 'orders-prod-errors',
      arn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:orders-prod-errors',
      type: 'metric',
      state: 'OK',
      stateReason: '',
      actionsEnabled: true,
      alarmActions: ['arn:aws:sns:eu-central-1:111122223333:data-alerts'],
      okActions: [],
      insufficientDataActions: [],
    },
  ];
  cloud.logGroups = [
    { name: '/aws/lambda/orders-load', arn: 'arn:x', retentionDays: 7 },
  ];
  return cloud;
}

async function findings(
  cloud: FakeTelemetry,
  options: { pipeline?: ResolvedPipeline; logsAllowed?: boolean } = {},
) {
  const { pipeline = ordersPipeline(), logsAllowed = true } = options;
  const now = () => NOW;
  const app = express()
    .use(
      telemetryRouter(decorateTelemetry(cloud, { now }), {
        now,
        pipeline,
        httpAuth: mockServices.httpAuth(),
        permissions: mockServices.permissions({
          result: logsAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        }),
      }),
    )
    .use(mockErrorHandler());
  const { body, status } = await request(app).get(
    '/v1/entities/component/default/orders/findings',
  );
  return {
    ...body,
    status,
    ids: body.data.findings.map(({ id }: Finding) => id),
  };
}

const OF_LOG_GROUPS = [
  'log-group-missing:lab:/aws/lambda/orders-clean',
  'log-group-missing:lab:/ecs/orders',
  'retention-differs:lab:/aws/lambda/orders-load',
];

const OTHERS = [
  'alarm-missing:orders-late',
  'metric-silent:lab:lambda:orders-load',
];

it('tells what differs, worst first, with the line in the document', async () => {
  const { status, data, sources, ids } = await findings(driftedCloud());
  expect(status).toBe(200);
  expect(sources).toMatchObject([{ id: 'lab', status: 'ok' }]);
  expect(ids).toEqual([...OTHERS, ...OF_LOG_GROUPS]);
  expect(data.findings[0]).toMatchObject({
    kind: 'alarm-missing',
    severity: 'medium',
    subject: 'orders-late',
    position: { path: 'docs/operations.md', startLine: 20 },
  });
  expect(data.coverage).toEqual({ answered: 0, alarms: 1 });
  expect(data.unchecked).toEqual([
    'Which alarms a procedure answers: no operations document that was read holds a procedure.',
  ]);
  expect(JSON.stringify(data)).not.toContain('111122223333');
});

it('compares no log groups for those who may not read logs, and asks nobody for them', async () => {
  const cloud = driftedCloud();
  const { data, ids } = await findings(cloud, { logsAllowed: false });
  expect(ids).toEqual(OTHERS);
  expect(data.unchecked).toContain(
    'Log groups: Comparing log groups of component:default/orders needs the permission pipelineOps.logs.read.',
  );
  expect(cloud.callsOf('listLogGroups')).toEqual([]);
});

it('compares no log groups of a pipeline that somebody else claims, too', async () => {
  const { data, ids } = await findings(driftedCloud(), {
    pipeline: ordersPipeline({ contested: true }),
  });
  expect(ids).toEqual(OTHERS);
  expect(data.unchecked).toContainEqual(
    expect.stringMatching(/^Log groups: Another entity with another owner/),
  );
});

it('finds nothing missing that it could not read', async () => {
  const cloud = driftedCloud();
  cloud.failure = { status: 'denied', message: 'may not call AWS' };
  const { data, ids, sources } = await findings(cloud);
  expect(ids).toEqual([]);
  expect(sources).toMatchObject([{ status: 'denied' }]);
  expect(data.unchecked).toEqual(
    expect.arrayContaining(
      ['Alarms', 'Log groups', 'Metrics that never reported'].map(
        what => `${what} of source lab: may not call AWS`,
      ),
    ),
  );
});

it('says that a document could not be read', async () => {
  const pipeline = ordersPipeline();
  pipeline.documents[0].content = undefined;
  const { data, ids } = await findings(driftedCloud(), { pipeline });
  expect(ids).not.toContain('alarm-missing:orders-late');
  expect(data.unchecked).toContain(
    'What docs/operations.md expects: it could not be read.',
  );
});
