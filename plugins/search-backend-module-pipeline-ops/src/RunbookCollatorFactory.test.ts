import {
  mockServices,
  registerMswTestHooks,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { TestPipeline } from '@backstage/plugin-search-backend-node';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { RunbookCollatorFactory } from './RunbookCollatorFactory';

const server = setupServer();
registerMswTestHooks(server);

const BASE = 'http://localhost:0/api/pipeline-ops/v1/entities';

function component(name: string, pipelineId?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: `The ${name}`,
      annotations: pipelineId ? { 'pipeline-ops/pipeline-id': pipelineId } : {},
    },
  };
}

const summary = { id: 'rb-lag', title: 'High iterator age', kind: 'runbook' };
const runbook = {
  ...summary,
  severity: 'medium',
  symptoms: ['The stream falls behind'],
  causes: [],
  prerequisites: ['Access to the stream'],
  verification: ['Age falls below 60 s'],
  rollback: ['Merge the shards'],
  escalation: ['Call the platform team'],
  prevention: ['Scale on a schedule'],
  commands: [{ text: 'aws kinesis list-streams' }],
  steps: [
    {
      id: 'look-1a',
      title: 'Look at the shard count',
      body: 'It grows with the load.',
      commands: [{ text: 'aws kinesis describe-stream-summary' }],
      steps: [
        { id: 'split-2b', title: 'Split a shard', commands: [], steps: [] },
      ],
    },
  ],
};

const collect = async (entities: Entity[]) => {
  const logger = mockServices.logger.mock();
  const factory = new RunbookCollatorFactory({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities }),
    discovery: mockServices.discovery(),
    logger,
  });
  const { documents } = await TestPipeline.fromCollator(
    await factory.getCollator(),
  ).execute();
  return { documents, logger };
};

it('makes one document of each procedure, for those who may see the entity', async () => {
  server.use(
    http.get(`${BASE}/component/default/demand/runbooks`, ({ request }) =>
      HttpResponse.json({
        data: {
          runbooks:
            new URL(request.url).searchParams.get('pipeline') === 'demand'
              ? [summary]
              : [],
        },
      }),
    ),
    http.get(`${BASE}/component/default/demand/runbooks/rb-lag`, () =>
      HttpResponse.json({ data: runbook }),
    ),
  );
  const { documents } = await collect([
    component('demand', 'demand, demand-archive'),
    component('website'),
  ]);
  expect(documents).toEqual([
    {
      title: 'High iterator age',
      text: expect.stringContaining('aws kinesis describe-stream-summary'),
      location:
        '/catalog/default/component/demand/runbook?procedure=rb-lag&pipeline=demand',
      kind: 'runbook',
      severity: 'medium',
      pipelineId: 'demand',
      entityTitle: 'The demand',
      points: [
        {
          id: 'look-1a',
          section: 'steps',
          number: '1',
          title: 'Look at the shard count',
          text: 'It grows with the load.\naws kinesis describe-stream-summary',
        },
        {
          id: 'split-2b',
          section: 'steps',
          number: '1.1',
          title: 'Split a shard',
          text: '',
        },
        {
          id: 'command-1',
          section: 'commands',
          number: '1',
          title: '',
          text: 'aws kinesis list-streams',
        },
        {
          id: 'verification-1',
          section: 'verification',
          number: '1',
          title: 'Age falls below 60 s',
          text: '',
        },
        {
          id: 'rollback-1',
          section: 'rollback',
          number: '1',
          title: 'Merge the shards',
          text: '',
        },
      ],
      authorization: { resourceRef: 'component:default/demand' },
    },
  ]);
  for (const words of [
    'falls behind',
    'Access to the stream',
    'Split a shard',
    'list-streams',
    'below 60 s',
    'Merge the shards',
    'platform team',
    'on a schedule',
  ]) {
    expect(documents[0].text).toContain(words);
  }
});

it('indexes the other pipelines when one cannot be read', async () => {
  server.use(
    http.get(`${BASE}/component/default/broken/runbooks`, () =>
      HttpResponse.json({}, { status: 503 }),
    ),
    http.get(`${BASE}/component/default/demand/runbooks`, () =>
      HttpResponse.json({ data: { runbooks: [summary] } }),
    ),
    http.get(`${BASE}/component/default/demand/runbooks/rb-lag`, () =>
      HttpResponse.json({ data: runbook }),
    ),
  );
  const { documents, logger } = await collect([
    component('broken', 'broken'),
    component('demand', 'demand'),
  ]);
  expect(documents).toHaveLength(1);
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringContaining('component:default/broken'),
  );
});
