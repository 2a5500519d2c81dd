import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { PIPELINE_ID_ANNOTATION } from '@pipeline-ops/plugin-pipeline-ops-common';
import { ownerOf, pipelineAnnotations } from '../annotations';

/** An entity's annotation that names a pipeline. */
export interface Claim {
  pipelineId: string;
  entityRef: string;
  owner: string | undefined;
}

/** Which entities claim which pipelines, in the whole catalog. */
export interface PipelineClaims {
  list(): Promise<readonly Claim[]>;
}

/** The claims of differently owned entities to the same id; empty when the entity's claim stands. */
export function rivalClaims(claims: readonly Claim[], own: Claim): Claim[] {
  return claims.filter(
    claim =>
      claim.pipelineId === own.pipelineId &&
      claim.entityRef !== own.entityRef &&
      (claim.owner === undefined || claim.owner !== own.owner),
  );
}

/** Claims this many times older than their time no longer count; whoever asks waits for new ones. */
const COUNT_WHILE_READING = 10;

/**
 * Reads the claims with the plugin's own credentials, since a rival that the caller cannot see is a rival all the same.
 * They are kept for a short time, and the earlier ones count while new ones are read.
 */
export class CatalogPipelineClaims implements PipelineClaims {
  #claims: readonly Claim[] | undefined;
  #readAt = -Infinity;
  #reading: Promise<readonly Claim[]> | undefined;

  private constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      seconds: number;
      logger: LoggerService;
      now: () => number;
    },
  ) {}

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
    seconds: number;
    logger: LoggerService;
    now?: () => number;
  }): CatalogPipelineClaims {
    return new CatalogPipelineClaims({ now: Date.now, ...options });
  }

  async list(): Promise<readonly Claim[]> {
    const age = this.options.now() - this.#readAt;
    const lifetime = this.options.seconds * 1_000;
    if (this.#claims && age < lifetime) {
      return this.#claims;
    }
    const reading = (this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    }));
    if (this.#claims && age < lifetime * COUNT_WHILE_READING) {
      reading.catch(error =>
        this.options.logger.warn(
          `The claims of pipelines could not be read from the catalog: ${toError(error).message}`,
        ),
      );
      return this.#claims;
    }
    return reading;
  }

  async #read(): Promise<readonly Claim[]> {
    const { catalog, auth, now } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const claims: Claim[] = [];
    const pages = catalog.streamEntities(
      {
        query: {
          [`metadata.annotations.${PIPELINE_ID_ANNOTATION}`]: { $exists: true },
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
          'spec.owner',
        ],
      },
      { credentials },
    );
    for await (const page of pages) {
      claims.push(...page.flatMap(claimsOf));
    }
    this.#claims = claims;
    this.#readAt = now();
    return claims;
  }
}

/** The claims of one entity. */
export function claimsOf(entity: Entity): Claim[] {
  return (pipelineAnnotations(entity)?.ids ?? []).map(pipelineId => ({
    pipelineId,
    entityRef: stringifyEntityRef(entity),
    owner: ownerOf(entity),
  }));
}
