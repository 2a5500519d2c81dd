import {
  type BackendFeature,
  createBackendModule,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { telemetrySourceExtensionPoint } from '@pipeline-ops/plugin-pipeline-ops-node';
import request from 'supertest';
import { pipelineOpsPlugin } from '../../plugin';
import { FakeCloud } from './FakeCloud';

export const REPOSITORY = 'https://github.com/acme/orders/blob/main/';

/** An entity that the catalog read from a repository. */
export function component(
  name: string,
  options: {
    annotations?: Record<string, string>;
    owner?: string;
    repository?: string;
  } = {},
): Entity {
  const { annotations, owner = 'loaders', repository = REPOSITORY } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `url:${repository}catalog-info.yaml`,
        ...annotations,
      },
    },
    spec: { type: 'data-pipeline', lifecycle: 'production', owner },
  };
}

/** A source that shows the loaders what begins with `orders`. */
export const ORDERS_SOURCE = {
  accountId: '111111111111',
  region: 'eu-central-1',
  allow: [
    {
      owner: 'group:default/loaders',
      resources: ['orders'],
      alarms: ['orders'],
      logGroups: ['/aws/lambda/orders'],
      metrics: [{ namespace: 'Orders/*' }],
      dashboards: ['orders'],
    },
  ],
};

type Files = Record<string, string | Error>;

/** Reads from memory, by address; counts what was asked. */
export class MemoryReader {
  readonly asked: string[] = [];

  constructor(readonly files: Files) {}

  readUrl: UrlReaderService['readUrl'] = async (url, options) => {
    this.asked.push(url);
    const file = this.files[url];
    if (file === undefined) {
      throw new NotFoundError(`There is nothing at ${url}`);
    }
    if (file instanceof Error) {
      throw file;
    }
    if (options?.etag === file) {
      throw new NotModifiedError();
    }
    return { etag: file, buffer: async () => Buffer.from(file) };
  };
}

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

export interface PortalOptions {
  entities: Entity[];
  /** By path below {@link REPOSITORY}. */
  files?: Record<string, string | Error>;
  pipelineOps?: unknown;
  /** Files are read over HTTP from this host and port, in place of `files`. */
  host?: string;
  permission?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  /** Other plugins beside ours. */
  features?: BackendFeature[];
}

/** The plugin in a backend, over a cloud in memory. */
export async function startPortal(options: PortalOptions) {
  const { entities, host, permission = AuthorizeResult.ALLOW } = options;
  const cloud = new FakeCloud();
  const reader = new MemoryReader(
    Object.fromEntries(
      Object.entries(options.files ?? {}).map(([path, content]) => [
        `${REPOSITORY}${path}`,
        content,
      ]),
    ),
  );
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue({
    success: async () => {},
    fail: async () => {},
  });
  const { server } = await startTestBackend({
    features: [
      ...(options.features ?? []),
      pipelineOpsPlugin,
      createBackendModule({
        pluginId: 'pipeline-ops',
        moduleId: 'cloud-in-memory',
        register(env) {
          env.registerInit({
            deps: { telemetry: telemetrySourceExtensionPoint },
            async init({ telemetry }) {
              telemetry.setTelemetrySource(cloud);
            },
          });
        },
      }),
      auditor.factory,
      catalogServiceMock.factory({ entities }),
      mockServices.database.factory({
        knex: await databases.init('SQLITE_3'),
      }),
      mockServices.permissions.factory({ result: permission }),
      mockServices.rootConfig.factory({
        data: {
          pipelineOps: options.pipelineOps ?? {
            sources: { main: ORDERS_SOURCE },
          },
          backend: {
            reading: { allow: host ? [{ host }] : [] },
            actions: { pluginSources: ['pipeline-ops'] },
          },
        } as never,
      }),
      ...(host
        ? []
        : [
            mockServices.urlReader.mock({
              readUrl: (...args) => reader.readUrl(...args),
            }).factory,
          ]),
    ],
  });
  return {
    cloud,
    reader,
    auditor,
    get: (path: string) =>
      request(server)
        .get(`/api/pipeline-ops/v1/entities/${path}`)
        .set('Authorization', mockCredentials.user.header('user:default/ada')),
    post: (path: string, body: object) =>
      request(server)
        .post(`/api/pipeline-ops/v1/entities/${path}`)
        .set('Authorization', mockCredentials.user.header('user:default/ada'))
        .send(body),
    /** Lists Backstage's actions, or calls one of them as the actions service does. */
    actions: () =>
      request(server)
        .get('/api/pipeline-ops/.backstage/actions/v1/actions')
        .set('Authorization', mockCredentials.user.header('user:default/ada')),
    act: (action: string, input: object) =>
      request(server)
        .post(
          `/api/pipeline-ops/.backstage/actions/v1/actions/pipeline-ops:${action}/invoke`,
        )
        .set('Authorization', mockCredentials.user.header('user:default/ada'))
        .send(input),
    /** Calls a method of the Model Context Protocol, when that plugin is among the features. */
    mcp: async (method: string, params: object = {}) => {
      const { text } = await request(server)
        .post('/api/mcp-actions/v1')
        .set('Authorization', mockCredentials.user.header('user:default/ada'))
        .set('Accept', 'application/json, text/event-stream')
        .send({ jsonrpc: '2.0', id: 1, method, params });
      const [, data] = /^data: (.*)$/m.exec(text)!;
      return JSON.parse(data).result;
    },
  };
}
