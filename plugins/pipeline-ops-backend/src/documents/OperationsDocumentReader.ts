import type { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { OperationsDocument } from '@pipeline-ops/operations-document';
import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PipelineDocument } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { RepositoryFile, RepositoryFiles } from './RepositoryFiles';

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

/** Recognises what is in a document, such as `parseOperationsDocument`. May throw for a document that is too large. */
export type DocumentParser = (markdown: string) => OperationsDocument;

const CODES = {
  missing: 'document-missing',
  'too-large': 'document-too-large',
  refused: 'document-refused',
  unreadable: 'document-unreadable',
  stale: 'document-stale',
} as const;

const MAX_PARSED = 1_000;

/** Reads documents from the entity's repository, and parses each text once. */
export class RepositoryDocumentReader implements OperationsDocumentReader {
  /** By address; a new text replaces the earlier one. */
  readonly #parsed = new Map<
    string,
    { text: string; content?: OperationsDocument; failure?: string }
  >();

  private constructor(
    private readonly files: RepositoryFiles,
    private readonly parse: DocumentParser,
  ) {}

  static create(options: {
    files: RepositoryFiles;
    parse: DocumentParser;
  }): RepositoryDocumentReader {
    return new RepositoryDocumentReader(options.files, options.parse);
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
    const results = found.map(file => this.#documentOf(file));
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
    return this.files.read({ entity, path });
  }

  #documentOf(file: RepositoryFile): {
    document: PipelineDocument;
    problems: Problem[];
  } {
    const { path, url = '', viewUrl, editUrl, failure } = file;
    const problems: Problem[] = failure
      ? [
          {
            code: CODES[failure.kind],
            message: `${path}: ${failure.message}${failure.kind === 'missing' ? '. Add it, or correct its path (relative to catalog-info.yaml)' : ''}`,
            file: path,
          },
        ]
      : [];
    if (file.text === undefined) {
      return { document: { path, url, viewUrl, editUrl }, problems };
    }
    const parsed = this.#parse(url, file.text);
    if (parsed.failure) {
      problems.push({
        code: 'document-too-large',
        message: `${path}: ${parsed.failure}`,
        file: path,
      });
    }
    return {
      document: { path, url, viewUrl, editUrl, content: parsed.content },
      problems,
    };
  }

  #parse(url: string, text: string) {
    const known = this.#parsed.get(url);
    if (known?.text === text) {
      return known;
    }
    let parsed: { content?: OperationsDocument; failure?: string };
    try {
      parsed = { content: this.parse(text) };
    } catch (error) {
      parsed = { failure: toError(error).message };
    }
    const entry = { text, ...parsed };
    this.#parsed.delete(url);
    this.#parsed.set(url, entry);
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > MAX_PARSED) {
      this.#parsed.delete(oldest);
    }
    return entry;
  }
}
