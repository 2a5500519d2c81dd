import http from 'node:http';
import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import pipelineOps from '@pipeline-ops/plugin-pipeline-ops-backend';
import type { RequestListener } from 'node:http';
import { createNaivePlugin } from '../naive/naivePlugin';
import { freePort } from './freePort';
import { ACCOUNT, configOf, type BenchPipeline } from './pipelines';
import { staticPlugin } from './staticPlugin';

/** Where a plugin's routes about an entity begin. */
export function entityPath(id: string): string {
  return `/api/pipeline-ops/v1/entities/component/default/${id}`;
}

/** What every reader of the bench sends: one person, who may see everything. */
export const HEADERS: Record<string, string> = {
  authorization: mockCredentials.user.header('user:default/reader'),
  'accept-encoding': 'gzip',
};

const connections = new http.Agent({ keepAlive: true, maxSockets: 100 });

/** No repository has anything: definitions are the operator's. */
const nothingToRead = createServiceFactory({
  service: coreServices.urlReader,
  deps: {},
  factory: () => {
    const refuse = async (url: string): Promise<never> => {
      throw new NotFoundError(`There is nothing at ${url}`);
    };
    return { readUrl: refuse, readTree: refuse, search: refuse };
  },
});

/**
 * A Backstage backend with its own middleware, SQLite in memory, the plugin and the naive one. Catalog, permissions and
 * the check of tokens answer from memory: what they take is not ours to measure.
 */
export class Portal {
  private constructor(
    /** `http://127.0.0.1:port`. */
    readonly url: string,
    private readonly backend: ReturnType<typeof createBackend>,
    private readonly app: RequestListener,
  ) {}

  static async start(options: {
    pipelines: BenchPipeline[];
    endpoint: string;
  }): Promise<Portal> {
    const { pipelines, endpoint } = options;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const backend = createBackend();
    let app: RequestListener | undefined;
    const features: BackendFeature[] = [
      rootHttpRouterServiceFactory({
        configure: context => {
          app = context.app;
          context.applyDefaults();
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: url,
            listen: { host: '127.0.0.1', port },
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          aws: {
            accounts: [
              {
                accountId: ACCOUNT,
                accessKeyId: `AKIA${ACCOUNT}`,
                secretAccessKey: 'sandbox',
              },
            ],
          },
          pipelineOps: configOf(pipelines, endpoint),
        },
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      mockServices.auth.factory(),
      mockServices.httpAuth.factory(),
      mockServices.userInfo.factory(),
      mockServices.permissions.factory(),
      nothingToRead,
      catalogServiceMock.factory({
        entities: pipelines.map(({ id }) => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: id,
            namespace: 'default',
            annotations: {
              'pipeline-ops/pipeline-id': id,
              'backstage.io/managed-by-location': `url:https://github.com/bench/${id}/blob/main/catalog-info.yaml`,
            },
          },
          spec: { type: 'data-pipeline', owner: 'bench' },
        })),
      }),
      pipelineOps as BackendFeature,
      createNaivePlugin({ pipelines, endpoint }),
      staticPlugin,
    ];
    features.forEach(feature => backend.add(feature));
    await backend.start();
    if (!app) {
      throw new Error('The backend started without its HTTP router.');
    }
    return new Portal(url, backend, app);
  }

  async close(): Promise<void> {
    await this.backend.stop();
  }

  /** One GET over the network; the body as it came, compressed. */
  async get(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<PortalAnswer> {
    return new Promise((resolve, reject) => {
      const request = http.get(
        `${this.url}${path}`,
        { agent: connections, headers: { ...HEADERS, ...headers } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              headerBytes: headerBytesOf(response.rawHeaders),
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      request.on('error', (error: NodeJS.ErrnoException) => {
        // A connection that was kept may be closed just as it is used again; Node's documentation asks to try anew.
        if (request.reusedSocket && error.code === 'ECONNRESET') {
          resolve(this.get(path, headers));
        } else {
          reject(error);
        }
      });
    });
  }

  /** Throws when it is not answered with 2xx. */
  async put(path: string, body: Buffer): Promise<void> {
    const answer = await fetch(`${this.url}${path}`, {
      method: 'PUT',
      headers: HEADERS,
      body: new Uint8Array(body),
    });
    if (!answer.ok) {
      throw new Error(`PUT ${path} was answered with ${answer.status}`);
    }
  }

  /** The application behind the server, for requests that need no network. */
  get listener(): RequestListener {
    return this.app;
  }
}

export interface PortalAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Bytes of the status line and the headers. */
  headerBytes: number;
  body: Buffer;
}

function headerBytesOf(raw: string[]): number {
  // `name: value\r\n` for each, about 17 for the status line, and the empty line.
  return raw.reduce((sum, text) => sum + text.length + 2, 19);
}
