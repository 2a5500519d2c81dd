import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  type Envelope,
  PIPELINE_ID_ANNOTATION,
  type Runbook,
  RUNBOOK_SEARCH_TYPE,
  type RunbookList,
  type RunbookSearchFields,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { Readable } from 'node:stream';
import { pointsOf, textOf } from './points';

/** A procedure as search knows it. */
export type RunbookDocument = IndexableDocument & RunbookSearchFields;

/**
 * Every procedure of every pipeline in the catalog, one document each. Who may see the entity may find its procedures:
 * each document carries the entity for search to ask the permission about.
 */
export class RunbookCollatorFactory implements DocumentCollatorFactory {
  readonly type = RUNBOOK_SEARCH_TYPE;
  readonly visibilityPermission = catalogEntityReadPermission;

  readonly #options: {
    auth: AuthService;
    catalog: CatalogService;
    discovery: DiscoveryService;
    logger: LoggerService;
  };

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    discovery: DiscoveryService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<RunbookDocument> {
    const { auth, catalog, logger } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const pages = catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${PIPELINE_ID_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) {
        try {
          yield* this.#ofEntity(entity);
        } catch (error) {
          // One pipeline that cannot be read must not take the others out of the index.
          logger.warn(
            `Runbooks of ${stringifyEntityRef(entity)} could not be indexed: ${error}`,
          );
        }
      }
    }
  }

  async *#ofEntity(entity: Entity): AsyncGenerator<RunbookDocument> {
    const { kind, metadata } = entity;
    const namespace = metadata.namespace ?? 'default';
    const path = [kind.toLowerCase(), namespace, metadata.name]
      .map(encodeURIComponent)
      .join('/');
    const page = ['/catalog', namespace, kind.toLowerCase(), metadata.name]
      .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
      .join('/');
    for (const pipelineId of metadata
      .annotations![PIPELINE_ID_ANNOTATION].split(',')
      .map(id => id.trim())
      .filter(Boolean)) {
      const query = new URLSearchParams({ pipeline: pipelineId });
      const { runbooks } = await this.#get<RunbookList>(
        `${path}/runbooks?${query}`,
      );
      for (const summary of runbooks) {
        const runbook = await this.#get<Runbook>(
          `${path}/runbooks/${encodeURIComponent(summary.id)}?${query}`,
        );
        const target = new URLSearchParams({
          procedure: runbook.id,
          pipeline: pipelineId,
        });
        yield {
          title: runbook.title,
          text: textOf(runbook),
          location: `${page}/runbook?${target}`,
          kind: runbook.kind,
          severity: runbook.severity,
          pipelineId,
          entityTitle: metadata.title ?? metadata.name,
          points: pointsOf(runbook),
          authorization: { resourceRef: stringifyEntityRef(entity) },
        };
      }
    }
  }

  async #get<T>(path: string): Promise<T> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'pipeline-ops',
    });
    const base = await discovery.getBaseUrl('pipeline-ops');
    const response = await fetch(`${base}/v1/entities/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return ((await response.json()) as Envelope<T>).data;
  }
}
