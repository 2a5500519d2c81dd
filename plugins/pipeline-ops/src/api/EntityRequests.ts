import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type { Envelope } from '@pipeline-ops/plugin-pipeline-ops-common';
import { KeptAnswers } from './KeptAnswers';
import type { ScopedRequest } from './PipelineOpsApi';

export type Query = Record<string, string | undefined>;

/** Thrown for a 409: what the server has now comes along, when it could be read. */
export type ConflictOf<T> = (message: string, current: T | undefined) => Error;

/** Requests below an entity's routes of the pipeline-ops backend. */
export class EntityRequests {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #kept: KeptAnswers;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
    this.#kept = new KeptAnswers(options.fetchApi);
  }

  async get<T>(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<Envelope<T>> {
    const url = await this.url(request, path, query);
    return read(await this.#fetchApi.fetch(url, { signal: request.signal }));
  }

  /** For what the page asks again and again: only what has changed comes over the network. */
  async refresh<T>(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<Envelope<T>> {
    const url = await this.url(request, path, query);
    const { answer, headers } = await this.#kept.read<Envelope<T>>(
      url,
      request.signal,
    );
    return readAgain(answer, headers.get('Pipeline-Ops-As-Of'));
  }

  async send<T>(
    request: ScopedRequest,
    method: 'POST' | 'DELETE',
    path: string,
    options: { query?: Query; body?: unknown; conflict?: ConflictOf<T> } = {},
  ): Promise<Envelope<T>> {
    const { query, body, conflict } = options;
    const response = await this.#fetchApi.fetch(
      await this.url(request, path, query),
      {
        method,
        signal: request.signal,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      },
    );
    if (conflict && response.status === 409) {
      const answer = (await response.json().catch(() => undefined)) as
        { error?: { message?: string }; data?: T } | undefined;
      throw conflict(
        answer?.error?.message ?? 'Somebody else was faster.',
        answer?.data,
      );
    }
    return read(response);
  }

  /** What is downloaded as a file: the answer as text. */
  async text(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<string> {
    const url = await this.url(request, path, query);
    const response = await this.#fetchApi.fetch(url, {
      signal: request.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.text();
  }

  async url(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<string> {
    const base = await this.#discoveryApi.getBaseUrl('pipeline-ops');
    const { kind, namespace, name } = parseEntityRef(request.entityRef);
    const entity = [kind, namespace, name].map(encodeURIComponent).join('/');
    const search = new URLSearchParams();
    const all: Query = {
      pipeline: request.pipeline,
      env: request.env,
      ...query,
    };
    for (const [key, value] of Object.entries(all)) {
      if (value !== undefined) {
        search.set(key, value);
      }
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    return `${base}/v1/entities/${entity}${path}${suffix}`;
  }
}

async function read<T>(response: Response): Promise<Envelope<T>> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.json();
}

/**
 * An answer that has not changed comes from the browser's cache, with headers of now: they tell when its sources were
 * last read, as `id=ISO 8601`, comma separated.
 */
function readAgain<T>(answer: Envelope<T>, header: string | null): Envelope<T> {
  if (!header) {
    return answer;
  }
  const readAt = new Map(
    header.split(',').map(one => one.split('=') as [string, string]),
  );
  return {
    ...answer,
    sources: answer.sources.map(source => ({
      ...source,
      asOf: readAt.get(source.id) ?? source.asOf,
    })),
  };
}
