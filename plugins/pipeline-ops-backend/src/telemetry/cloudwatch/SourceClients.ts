import { AsyncLocalStorage } from 'node:async_hooks';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type {
  CallOptions,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** How the operator wants one source to be reached. */
export interface SourceConnection {
  /** Replaces the AWS endpoints of both services, as for the sandbox or a VPC endpoint. */
  endpoint?: string;
  /** Attempts per request, the first included. Default 3. */
  maxAttempts?: number;
  /** Milliseconds. Default 2000. */
  connectionTimeoutMs?: number;
  /** Milliseconds for one attempt. Default 5000. */
  requestTimeoutMs?: number;
}

/** Looks up the operator's connection settings of a source. */
export type SourceConnections = (source: SourceRef) => SourceConnection;

export interface ServiceClients {
  cloudwatch: CloudWatchClient;
  logs: CloudWatchLogsClient;
}

/** Clients of the declared sources. */
export interface SourceClients {
  of(source: SourceRef): Promise<ServiceClients>;
  /** Drops the clients and the credentials they hold; the next call makes new ones. */
  forget(source: SourceRef): void;
}

/** What the current call wants to know of each attempt on the wire. */
export interface AttemptHooks {
  source: SourceRef;
  api: string;
  billedMetrics: number;
  options?: CallOptions;
  /** How the last attempt failed: the reason, when the deadline comes while the SDK waits before the next one. */
  lastError?: unknown;
}

/** Carries the hooks of a call to the client's middleware, through the SDK's retries. */
export const attemptHooks = new AsyncLocalStorage<AttemptHooks>();

/** One pair of clients per source, made on first use: a client keeps its connections and its credentials. */
export class CachedSourceClients implements SourceClients {
  readonly #clients = new Map<string, Promise<ServiceClients>>();

  private constructor(
    private readonly credentials: AwsCredentialsManager,
    private readonly connections: SourceConnections,
  ) {}

  static create(options: {
    credentials: AwsCredentialsManager;
    connections: SourceConnections;
  }): CachedSourceClients {
    return new CachedSourceClients(options.credentials, options.connections);
  }

  async of(source: SourceRef): Promise<ServiceClients> {
    const key = keyOf(source);
    const known = this.#clients.get(key);
    if (known) {
      return known;
    }
    const made = this.#make(source);
    this.#clients.set(key, made);
    made.catch(() => {
      if (this.#clients.get(key) === made) {
        this.#clients.delete(key);
      }
    });
    return made;
  }

  forget(source: SourceRef): void {
    this.#clients.delete(keyOf(source));
  }

  async #make(source: SourceRef): Promise<ServiceClients> {
    const { sdkCredentialProvider } =
      await this.credentials.getCredentialProvider({
        accountId: source.accountId,
      });
    const connection = this.connections(source);
    const settings = {
      region: source.region,
      credentials: sdkCredentialProvider,
      retryMode: 'standard',
      maxAttempts: connection.maxAttempts ?? 3,
      requestHandler: {
        connectionTimeout: connection.connectionTimeoutMs ?? 2_000,
        requestTimeout: connection.requestTimeoutMs ?? 5_000,
        throwOnRequestTimeout: true,
      },
      // With an endpoint of the operator's, no `stream-` prefix may be put before its host.
      ...(connection.endpoint
        ? { endpoint: connection.endpoint, disableHostPrefix: true }
        : {}),
    };
    const cloudwatch = new CloudWatchClient(settings);
    const logs = new CloudWatchLogsClient(settings);
    observeAttempts(cloudwatch.middlewareStack);
    observeAttempts(logs.middlewareStack);
    return { cloudwatch, logs };
  }
}

function keyOf(source: SourceRef): string {
  return `${source.id}/${source.accountId}/${source.region}`;
}

type AttemptMiddleware = <A, R>(
  next: (args: A) => Promise<R>,
) => (args: A) => Promise<R>;

const observeAttempt: AttemptMiddleware = next => async args => {
  const hooks = attemptHooks.getStore();
  if (!hooks) {
    return next(args);
  }
  const { source, api, billedMetrics, options } = hooks;
  await options?.beforeRequest?.(source, api);
  const started = performance.now();
  const tell = (outcome: 'ok' | 'failed') =>
    options?.afterRequest?.({
      source,
      api,
      outcome,
      seconds: (performance.now() - started) / 1_000,
      billedMetrics: outcome === 'ok' ? billedMetrics : 0,
    });
  try {
    const result = await next(args);
    assertHasBody(result);
    tell('ok');
    return result;
  } catch (error) {
    tell('failed');
    hooks.lastError = error;
    throw error;
  }
};

/** Every answer of these services is a JSON object; the SDK would take an empty body for one without members. */
function assertHasBody(result: unknown): void {
  const { response } = result as {
    response?: { headers?: Record<string, string | undefined> };
  };
  if (response?.headers?.['content-length'] === '0') {
    throw new SyntaxError('The body is empty and is not valid JSON');
  }
}

function observeAttempts(stack: {
  addRelativeTo(
    middleware: AttemptMiddleware,
    options: { relation: 'after'; toMiddleware: string; name: string },
  ): void;
}): void {
  stack.addRelativeTo(observeAttempt, {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'pipelineOpsAttemptMiddleware',
  });
}
