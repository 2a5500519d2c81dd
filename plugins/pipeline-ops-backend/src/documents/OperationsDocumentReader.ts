import type { Entity } from '@backstage/catalog-model';
import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PipelineDocument } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { DocumentRecogniser, Recognition } from './DocumentRecogniser';
import type { RepositoryFile, RepositoryFiles } from './RepositoryFiles';
import type { LastGoodVersions } from './versions/LastGoodVersions';

export interface ReadDocuments {
  /** One for each path that exists or was asked for by name. */
  documents: PipelineDocument[];
  problems: Problem[];
}

/** The operations documents of an entity. */
export interface OperationsDocumentReader {
  /**
   * @param request - Paths are relative to the entity's `catalog-info.yaml`. `required` is false when nobody asked for
   *   these paths and the first that exist are taken; then it is a problem only when there is none.
   */
  read(request: {
    entity: Entity;
    paths: readonly string[];
    required: boolean;
  }): Promise<ReadDocuments>;
}

const CODES = {
  missing: 'document-missing',
  'too-large': 'document-too-large',
  refused: 'document-refused',
  unreadable: 'document-unreadable',
  stale: 'document-stale',
} as const;

/**
 * Reads documents from the entity's repository and has them recognised. While a document cannot be used, the last version
 * that could be stays in use, and the answer says so.
 */
export class RepositoryDocumentReader implements OperationsDocumentReader {
  private constructor(
    private readonly options: {
      files: RepositoryFiles;
      recogniser: DocumentRecogniser;
      versions: LastGoodVersions;
    },
  ) {}

  static create(options: {
    files: RepositoryFiles;
    recogniser: DocumentRecogniser;
    versions: LastGoodVersions;
  }): RepositoryDocumentReader {
    return new RepositoryDocumentReader(options);
  }

  async read(request: {
    entity: Entity;
    paths: readonly string[];
    required: boolean;
  }): Promise<ReadDocuments> {
    const { entity, paths, required } = request;
    const files = await Promise.all(
      paths.map(path => this.#readOne(entity, path)),
    );
    const found = required
      ? files
      : files.filter(file => file.failure?.kind !== 'missing');
    if (found.length === 0 && files.length > 0) {
      return {
        documents: [],
        problems: [
          {
            code: 'document-missing',
            message: `There is no operations document. Write ${paths.join(' or ')} beside catalog-info.yaml, or name yours in the annotation pipeline-ops/documents`,
          },
        ],
      };
    }
    const results = await Promise.all(
      found.map(file => this.#documentOf(file)),
    );
    return {
      documents: results.map(result => result.document),
      problems: results.flatMap(result => result.problems),
    };
  }

  async #readOne(entity: Entity, path: string): Promise<RepositoryFile> {
    if (!path.endsWith('.md')) {
      return {
        path,
        failure: {
          kind: 'refused',
          message:
            'only .md files are read as operations documents. Rename the file, or name another one',
        },
      };
    }
    const file = await this.options.files.read({ entity, path });
    const gone =
      file.failure?.kind === 'missing' || file.failure?.kind === 'refused';
    if (file.url && gone) {
      await this.options.versions.forget(file.url);
    }
    return file;
  }

  async #documentOf(file: RepositoryFile): Promise<{
    document: PipelineDocument;
    problems: Problem[];
  }> {
    const { path, url = '', viewUrl, editUrl, host } = file;
    const place = { path, url, viewUrl, editUrl, host };
    const current = await this.#current(file);
    if ('content' in current) {
      return {
        document: {
          ...place,
          content: current.content,
          readAt: isoTime(file.checkedAt),
        },
        problems: [],
      };
    }
    const { failure } = current;
    const good = await this.#lastGood(file);
    return {
      document: {
        ...place,
        content: good?.content,
        readAt: isoTime(good?.currentAt),
        lastGood: good && {
          reason: failure.message,
          since: isoTime(good.brokenSince),
        },
      },
      problems: [
        {
          code: failure.code,
          message: `${path}: ${failure.message}${good ? `. Meanwhile the version of ${isoTime(good.currentAt)} is used` : ''}`,
          file: path,
        },
      ],
    };
  }

  /** The file's own content, remembered as good; or why there is none. */
  async #current(file: RepositoryFile): Promise<Recognition> {
    const { url = '', text, etag, failure, checkedAt = 0 } = file;
    if (failure || text === undefined) {
      const { kind = 'unreadable', message = 'it has no text' } = failure ?? {};
      const advice =
        kind === 'missing'
          ? '. Add it, or correct its path (relative to catalog-info.yaml)'
          : '';
      return { failure: { code: CODES[kind], message: message + advice } };
    }
    const recognised = await this.options.recogniser.recognise(
      { address: url, version: 'current' },
      text,
    );
    if ('content' in recognised) {
      await this.options.versions.confirm(url, { text, etag, at: checkedAt });
    }
    return recognised;
  }

  async #lastGood({ url, failure, checkedAt }: RepositoryFile) {
    const { versions, recogniser } = this.options;
    const isReadable =
      failure?.kind !== 'missing' && failure?.kind !== 'refused';
    if (!url || checkedAt === undefined || !isReadable) {
      return undefined;
    }
    const good = await versions.fallBack(url, checkedAt);
    if (!good) {
      return undefined;
    }
    const recognised = await recogniser.recognise(
      { address: url, version: 'last good' },
      good.text,
    );
    return 'content' in recognised
      ? { ...good, content: recognised.content }
      : undefined;
  }
}

function isoTime(milliseconds: number): string;
function isoTime(milliseconds: number | undefined): string | undefined;
function isoTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined
    ? undefined
    : new Date(milliseconds).toISOString();
}
