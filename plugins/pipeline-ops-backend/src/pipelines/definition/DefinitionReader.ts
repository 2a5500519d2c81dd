import type { Entity } from '@backstage/catalog-model';
import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { RepositoryFiles } from '../../documents/RepositoryFiles';
import type { DefinitionFile } from './definitionSchema';
import type {
  DefinitionFileParser,
  ParsedDefinitionFile,
} from './parseDefinitionFile';

/** Read beside `catalog-info.yaml` when the entity names no other path. */
export const DEFAULT_DEFINITION_PATH = 'pipeline-ops.yaml';

export interface ReadDefinition {
  path: string;
  /** Absent when there is no file, or it cannot be used. */
  parsed?: ParsedDefinitionFile & { definition: DefinitionFile };
  problems: Problem[];
}

/** The definition file of an entity. */
export interface DefinitionReader {
  /** @param request - `path` is what the entity's annotation names; without it, a missing file is no problem */
  read(request: { entity: Entity; path?: string }): Promise<ReadDefinition>;
}

const MAX_PARSED = 1_000;

/** Reads the file from the entity's repository and parses each text once. */
export class RepositoryDefinitionReader implements DefinitionReader {
  readonly #parsed = new Map<
    string,
    { text: string; parsed: ParsedDefinitionFile }
  >();

  private constructor(
    private readonly files: RepositoryFiles,
    private readonly parser: DefinitionFileParser,
  ) {}

  static create(options: {
    files: RepositoryFiles;
    parser: DefinitionFileParser;
  }): RepositoryDefinitionReader {
    return new RepositoryDefinitionReader(options.files, options.parser);
  }

  async read(request: {
    entity: Entity;
    path?: string;
  }): Promise<ReadDefinition> {
    const { entity, path = DEFAULT_DEFINITION_PATH } = request;
    const problem = (code: string, message: string): ReadDefinition => ({
      path,
      problems: [{ code, message: `${path}: ${message}`, file: path }],
    });
    if (!/\.ya?ml$/.test(path)) {
      return problem(
        'definition-refused',
        'a definition is a .yaml file. Correct the annotation pipeline-ops/definition',
      );
    }
    const {
      text,
      failure,
      url = path,
    } = await this.files.read({
      entity,
      path,
    });
    if (text === undefined) {
      // Without an annotation nobody has said that there is a file, nor that there is a repository.
      return failure?.kind === 'too-large' ||
        failure?.kind === 'unreadable' ||
        request.path
        ? problem(
            `definition-${failure?.kind ?? 'missing'}`,
            `${failure?.message ?? 'there is no such file'}${failure?.kind === 'missing' ? '. Add it, or correct the annotation pipeline-ops/definition' : ''}`,
          )
        : { path, problems: [] };
    }
    const parsed = this.#parse(url, path, text);
    const stale: Problem[] = failure
      ? [
          {
            code: 'definition-stale',
            message: `${path}: ${failure.message}`,
            file: path,
          },
        ]
      : [];
    const { definition } = parsed;
    return {
      path,
      parsed: definition ? { ...parsed, definition } : undefined,
      problems: [...stale, ...parsed.problems],
    };
  }

  #parse(url: string, path: string, text: string): ParsedDefinitionFile {
    const known = this.#parsed.get(url);
    if (known?.text === text) {
      return known.parsed;
    }
    const parsed = this.parser.parse(text, path);
    this.#parsed.delete(url);
    this.#parsed.set(url, { text, parsed });
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > MAX_PARSED) {
      this.#parsed.delete(oldest);
    }
    return parsed;
  }
}
