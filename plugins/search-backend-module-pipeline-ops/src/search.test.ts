import {
  coreServices,
  createBackendPlugin,
  type SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import request from 'supertest';
import { searchModulePipelineOpsCollator } from './module';

const pipeline = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'pipeline-ops/pipeline-id': name } },
});

const procedure = (name: string) => ({
  id: `${name}-lag`,
  title: `Iterator age of ${name}`,
  kind: 'runbook',
  symptoms: [],
  causes: [],
  prerequisites: [],
  verification: [],
  rollback: [],
  escalation: [],
  prevention: [],
  commands: [],
  steps: [
    { id: 'look', title: 'Look at the stream', commands: [], steps: [] },
    {
      id: 'split',
      title: 'Split a shard',
      commands: [{ text: 'aws kinesis split-shard' }],
      steps: [],
    },
  ],
});

/** Answers as the backend of Pipeline Ops does. */
const procedures = createBackendPlugin({
  pluginId: 'pipeline-ops',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.use((req, res) => {
          const [, name, id] =
            /^\/v1\/entities\/component\/default\/(\w+)\/runbooks(?:\/(.+))?$/.exec(
              req.path,
            )!;
          const one = procedure(name);
          res.json({ data: id ? one : { runbooks: [one] } });
        });
      },
    });
  },
});

async function startPortal() {
  // Search is allowed; of entities, ada sees both, bob sees orders alone, and mallory none.
  const sees: Record<string, string[]> = {
    'user:default/ada': [
      'component:default/orders',
      'component:default/payments',
    ],
    'user:default/bob': ['component:default/orders'],
    'user:default/mallory': [],
  };
  const userOf = (options?: unknown) =>
    (options as { credentials: { principal: { userEntityRef: string } } })
      .credentials.principal.userEntityRef;
  const permissions = mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ resourceRef }) => ({
        result: sees[userOf(options)].includes(String(resourceRef))
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      })),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) =>
        sees[userOf(options)].length === 0
          ? { result: AuthorizeResult.DENY }
          : {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: String(
                'resourceType' in permission && permission.resourceType,
              ),
              conditions: { rule: 'SEES', resourceType: '', params: {} },
            },
      ),
  });
  const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
  const scheduler = mockServices.scheduler.mock({
    createScheduledTaskRunner: () => ({
      run: async task => {
        tasks.push(task);
      },
    }),
  });
  const { server } = await startTestBackend({
    features: [
      searchPlugin,
      searchModulePipelineOpsCollator,
      procedures,
      catalogServiceMock.factory({
        entities: [pipeline('orders'), pipeline('payments')],
      }),
      permissions.factory,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      scheduler.factory,
    ],
  });
  for (const { fn } of tasks) {
    await fn(new AbortController().signal);
  }
  return async (user: string, term: string) => {
    const { status, body } = await request(server)
      .get('/api/search/query')
      .query({ term })
      .set('Authorization', mockCredentials.user.header(user));
    expect(status).toBe(200);
    return body.results as {
      type: string;
      document: { title: string; points: { id: string }[] };
      highlight: { fields: Record<string, string> };
    }[];
  };
}

jest.setTimeout(60_000);

describe('procedures in search', () => {
  it('are found by the words of their steps, by those who may see the entity', async () => {
    const search = await startPortal();
    const found = await search('user:default/ada', 'split-shard');
    expect(found.map(({ document }) => document.title).sort()).toEqual([
      'Iterator age of orders',
      'Iterator age of payments',
    ]);
    expect(found[0]).toMatchObject({
      type: 'pipeline-runbook',
      document: { points: [{ id: 'look' }, { id: 'split' }] },
    });
    expect(found[0].highlight.fields.text).toContain('Split');

    const bobs = await search('user:default/bob', 'split-shard');
    expect(bobs.map(({ document }) => document.title)).toEqual([
      'Iterator age of orders',
    ]);
    expect(await search('user:default/mallory', 'split-shard')).toEqual([]);
  });
});
