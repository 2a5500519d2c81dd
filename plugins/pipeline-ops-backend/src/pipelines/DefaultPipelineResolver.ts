import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  PIPELINE_ID_ANNOTATION,
  type Problem,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { PipelineOpsConfig } from '../config/readPipelineOpsConfig';
import type { OperationsDocumentReader } from '../documents/OperationsDocumentReader';
import {
  ownerOf,
  type PipelineAnnotations,
  pipelineAnnotations,
} from './annotations';
import { documentedThresholds } from './charts/documentThresholds';
import { unknownChecklists } from './definition/checkChecklists';
import { checkDefinition } from './definition/checkDefinition';
import type {
  DefinitionReader,
  ReadDefinition,
} from './definition/DefinitionReader';
import { definitionIn, layerDefinitions } from './definition/layerDefinitions';
import { mergeDefinitions } from './definition/mergeDefinitions';
import type { Discovery } from './discovery/TelemetryDiscovery';
import type { ServicePacks } from './packs/ServicePacks';
import type { PipelineResolver } from './PipelineResolver';
import { checklistSpecs } from './resolve/checklists';
import type { PipelineContext } from './resolve/PipelineContext';
import { resolveEnvironment } from './resolve/resolveEnvironment';
import {
  type Claim,
  claimsOf,
  type PipelineClaims,
  rivalClaims,
} from './trust/PipelineClaims';
import { PipelinePrefixes } from './trust/PipelinePrefixes';
import type { RefusalAudit } from './trust/RefusalAudit';

interface Options {
  config: PipelineOpsConfig;
  packs: ServicePacks;
  definitions: DefinitionReader;
  documents: OperationsDocumentReader;
  claims: PipelineClaims;
  discovery: Discovery;
  audit: RefusalAudit;
}

/** What all pipelines of an entity share. */
interface EntityContext {
  entity: Entity;
  entityRef: string;
  owner: string | undefined;
  annotations: PipelineAnnotations;
  read: ReadDefinition;
  claims: readonly Claim[];
  problems: Problem[];
}

/** Layers the definitions, reads the documents, discovers the rest, and applies the trust rules. */
export class DefaultPipelineResolver implements PipelineResolver {
  readonly #prefixes: PipelinePrefixes;

  private constructor(private readonly options: Options) {
    this.#prefixes = PipelinePrefixes.create(options.config);
  }

  static create(options: Options): DefaultPipelineResolver {
    return new DefaultPipelineResolver(options);
  }

  async resolve(entity: Entity): Promise<ResolvedPipeline[]> {
    const entityRef = stringifyEntityRef(entity);
    const annotations = annotationsOf(entity, entityRef);
    const [read, claims] = await Promise.all([
      this.options.definitions.read({ entity, path: annotations.definition }),
      this.options.claims.list(),
    ]);
    const context: EntityContext = {
      entity,
      entityRef,
      owner: ownerOf(entity),
      annotations,
      read,
      claims: withOwnClaims(claims, entity),
      problems: [
        ...annotations.invalid.map(invalidId),
        ...read.problems,
        ...this.#checked(read, annotations),
      ],
    };
    return Promise.all(
      annotations.ids.map(pipelineId => this.#resolveOne(pipelineId, context)),
    );
  }

  async #resolveOne(
    pipelineId: string,
    entityContext: EntityContext,
  ): Promise<ResolvedPipeline> {
    const { entity, entityRef, owner, annotations, claims } = entityContext;
    const { config, packs, discovery, audit } = this.options;
    const file = entityContext.read.parsed?.definition;
    const definition = layerDefinitions(pipelineId, config, file);
    const asked = mergeDefinitions(
      config.pipelines.get(pipelineId) ?? {},
      file ? definitionIn(file, pipelineId) : {},
    );
    const documents = await this.options.documents.read({
      entity,
      paths: annotations.documents ?? definition.documents ?? [],
      required: (annotations.documents ?? asked.documents) !== undefined,
    });
    const rivals = rivalClaims(claims, { pipelineId, entityRef, owner });
    const context: PipelineContext = {
      pipelineId,
      entityRef,
      owner,
      contested: rivals.length > 0,
      definition,
      asked,
      documented: documentedThresholds(documents.documents),
      config,
      packs,
      discovery,
      otherPipelines: (source, sort) =>
        this.#prefixes.others(source, sort, pipelineId, entityContext.claims),
    };
    const resolved = await Promise.all(
      Object.keys(definition.environments ?? {}).map(name =>
        resolveEnvironment(context, name),
      ),
    );
    const checklists = checklistSpecs(definition.checklists);
    const pipeline: ResolvedPipeline = {
      pipelineId,
      title: definition.title ?? pipelineId,
      entity,
      entityRef,
      owner,
      environments: resolved.map(each => each.environment),
      documents: documents.documents,
      runbookLinks: Object.entries(definition.runbooks ?? {}).map(
        ([alarmName, runbook]) => ({ alarmName, runbook }),
      ),
      timeZone: definition.timeZone ?? 'UTC',
      ...(checklists.length > 0 ? { checklists } : {}),
      contested: context.contested,
      problems: [
        ...entityContext.problems,
        ...documents.problems,
        ...unknownChecklists(
          checklists,
          documents.documents,
          entityContext.read.path,
        ),
        ...resolved.flatMap(each => each.problems),
        ...missingSource(context),
        ...(context.contested ? [duplicateClaim(pipelineId)] : []),
      ],
    };
    await audit.record(
      pipeline,
      rivals.map(rival => rival.entityRef),
    );
    return pipeline;
  }

  #checked(read: ReadDefinition, annotations: PipelineAnnotations): Problem[] {
    const { config, packs } = this.options;
    const { parsed } = read;
    return parsed
      ? checkDefinition(parsed, read.path, {
          pipelineIds: annotations.ids,
          layered: annotations.ids.map(id =>
            layerDefinitions(id, config, parsed.definition),
          ),
          sourceIds: [...config.sources.keys()],
          packs,
        })
      : [];
  }
}

function annotationsOf(entity: Entity, entityRef: string): PipelineAnnotations {
  const annotations = pipelineAnnotations(entity);
  if (!annotations) {
    throw new NotFoundError(
      `${entityRef} has no pipeline. Add the annotation ${PIPELINE_ID_ANNOTATION} with the pipeline's id to its catalog-info.yaml`,
    );
  }
  if (annotations.ids.length === 0) {
    throw new InputError(
      `The annotation ${PIPELINE_ID_ANNOTATION} of ${entityRef} holds no pipeline id: an id is made of letters, digits, dots, underscores and hyphens, and several are separated by commas`,
    );
  }
  return annotations;
}

/** The catalog's list may be a little older than the entity at hand. */
function withOwnClaims(
  claims: readonly Claim[],
  entity: Entity,
): readonly Claim[] {
  const missing = claimsOf(entity).filter(
    own =>
      !claims.some(
        claim =>
          claim.pipelineId === own.pipelineId &&
          claim.entityRef === own.entityRef,
      ),
  );
  return missing.length > 0 ? [...claims, ...missing] : claims;
}

function invalidId(word: string): Problem {
  return {
    code: 'annotation-invalid',
    message: `"${word.slice(0, 80)}" in the annotation ${PIPELINE_ID_ANNOTATION} is no pipeline id: an id is made of letters, digits, dots, underscores and hyphens`,
  };
}

function duplicateClaim(pipelineId: string): Problem {
  return {
    code: 'duplicate-claim',
    message: `Another entity with another owner claims the pipeline ${pipelineId} too. Until only one of them does, neither shows logs. Give one of them another id in the annotation ${PIPELINE_ID_ANNOTATION}`,
  };
}

/** An environment that nobody gave a source shows nothing, and nobody would know why. */
function missingSource({ definition, config }: PipelineContext): Problem[] {
  return Object.entries(definition.environments ?? {}).flatMap(
    ([name, { source, sources = [] }]) =>
      source || sources.length > 0
        ? []
        : [
            {
              code: 'source-missing',
              message:
                config.sources.size === 0
                  ? 'The operator has declared no source. Add one under pipelineOps.sources in app-config'
                  : `Environment ${name} has no source. Name one of ${[...config.sources.keys()].join(', ')} in pipeline-ops.yaml, or let the operator set pipelineOps.conventions.source`,
            },
          ],
  );
}
