import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { PipelineResolver } from './PipelineResolver';

interface Entry {
  version: string;
  pipelines: ResolvedPipeline[];
  resolvedAt: number;
}

/** A pipeline this many times older than its time is resolved before it is shown again. */
const SHOWN_WHILE_RESOLVING = 10;

const MAX_ENTITIES = 2_000;

/**
 * Keeps resolved pipelines for a short time, so that everybody's requests share the work. While one is resolved anew,
 * the earlier one is shown; a changed entity is never answered with what was resolved for its former self.
 */
export class CachingPipelineResolver implements PipelineResolver {
  readonly #entries = new Map<string, Entry>();
  readonly #resolving = new Map<string, Promise<ResolvedPipeline[]>>();

  private constructor(
    private readonly options: {
      inner: PipelineResolver;
      seconds: number;
      logger: LoggerService;
      now: () => number;
    },
  ) {}

  static create(options: {
    inner: PipelineResolver;
    seconds: number;
    logger: LoggerService;
    now?: () => number;
  }): CachingPipelineResolver {
    return new CachingPipelineResolver({ now: Date.now, ...options });
  }

  async resolve(entity: Entity): Promise<ResolvedPipeline[]> {
    const { seconds, now, logger } = this.options;
    const entityRef = stringifyEntityRef(entity);
    const version = versionOf(entity);
    const entry = this.#entries.get(entityRef);
    const isSame = entry?.version === version;
    const age = isSame ? now() - entry.resolvedAt : Infinity;
    if (isSame && age < seconds * 1_000) {
      return entry.pipelines;
    }
    const resolving = this.#resolve(entity, entityRef, version);
    if (isSame && age < seconds * 1_000 * SHOWN_WHILE_RESOLVING) {
      resolving.catch(error =>
        logger.warn(
          `Resolving the pipelines of ${entityRef} failed: ${toError(error).message}`,
        ),
      );
      return entry.pipelines;
    }
    return resolving;
  }

  #resolve(
    entity: Entity,
    entityRef: string,
    version: string,
  ): Promise<ResolvedPipeline[]> {
    const key = `${entityRef}\n${version}`;
    const running = this.#resolving.get(key);
    if (running) {
      return running;
    }
    const resolving = this.options.inner
      .resolve(entity)
      .then(pipelines => {
        this.#keep(entityRef, {
          version,
          pipelines,
          resolvedAt: this.options.now(),
        });
        return pipelines;
      })
      .finally(() => this.#resolving.delete(key));
    this.#resolving.set(key, resolving);
    return resolving;
  }

  #keep(entityRef: string, entry: Entry) {
    this.#entries.delete(entityRef);
    this.#entries.set(entityRef, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_ENTITIES) {
      this.#entries.delete(oldest);
    }
  }
}

/** Changes with everything of the entity that the resolution reads. */
function versionOf({ metadata, spec }: Entity): string {
  return JSON.stringify([metadata.annotations, spec?.owner]);
}
