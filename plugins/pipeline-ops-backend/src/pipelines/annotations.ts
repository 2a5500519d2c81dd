import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  DEFINITION_ANNOTATION,
  DOCUMENTS_ANNOTATION,
  PIPELINE_ID_ANNOTATION,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineIdSchema } from './definition/definitionSchema';

/** What an entity says about its pipelines. All of it is input, written by anybody who can push. */
export interface PipelineAnnotations {
  /** Valid ids, each once, in the order of the annotation. */
  ids: string[];
  /** What stands in the annotation and is no id. */
  invalid: string[];
  /** Path of the definition file, when the entity names one. */
  definition?: string;
  /** Paths of documents, when the entity names some. */
  documents?: string[];
}

/** An entity of more pipelines than this is a mistake or an attack. */
const MAX_IDS = 20;
const MAX_DOCUMENTS = 20;

/** Undefined for an entity without the annotation `pipeline-ops/pipeline-id`. */
export function pipelineAnnotations(
  entity: Entity,
): PipelineAnnotations | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const named = annotations[PIPELINE_ID_ANNOTATION];
  if (named === undefined) {
    return undefined;
  }
  const words = wordsOf(named);
  const isId = (word: string) => pipelineIdSchema.safeParse(word).success;
  const documents = wordsOf(annotations[DOCUMENTS_ANNOTATION] ?? '');
  return {
    ids: [...new Set(words.filter(isId))].slice(0, MAX_IDS),
    invalid: words.filter(word => !isId(word)),
    definition: annotations[DEFINITION_ANNOTATION]?.trim() || undefined,
    documents:
      documents.length > 0 ? documents.slice(0, MAX_DOCUMENTS) : undefined,
  };
}

/** Full reference of the entity's `spec.owner` in lower case; undefined without a readable one. */
export function ownerOf(entity: Entity): string | undefined {
  const owner = entity.spec?.owner;
  if (typeof owner !== 'string' || owner.trim() === '') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(owner.trim(), {
        defaultKind: 'group',
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return undefined;
  }
}

function wordsOf(list: string): string[] {
  return list
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '');
}
