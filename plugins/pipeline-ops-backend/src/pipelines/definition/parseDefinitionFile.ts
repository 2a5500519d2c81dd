import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type ParsedNode,
} from 'yaml';
import { z } from 'zod';
import {
  createDefinitionFileSchema,
  type DefinitionFile,
} from './definitionSchema';
import { readableIssues } from './readableIssues';

/** A definition file as it was read, with the way back to its lines. */
export interface ParsedDefinitionFile {
  /** Absent when the file cannot be used; `problems` says why. */
  definition?: DefinitionFile;
  problems: Problem[];
  /** Line (from 1) of the value at a path, else of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Nobody repairs more than this at once. */
const MAX_PROBLEMS = 20;

/** Aliases multiply what a small file means; definitions need few. */
const MAX_ALIASES = 50;

/** Reads `pipeline-ops.yaml`. Made once for the kinds of resources that there are service packs for. */
export class DefinitionFileParser {
  readonly #schema: ReturnType<typeof createDefinitionFileSchema>;
  readonly #jsonSchema: z.core.JSONSchema.BaseSchema;

  private constructor(kinds: readonly string[]) {
    this.#schema = createDefinitionFileSchema(kinds);
    this.#jsonSchema = z.toJSONSchema(this.#schema, { io: 'input' });
  }

  static create(options: { kinds: readonly string[] }): DefinitionFileParser {
    return new DefinitionFileParser(options.kinds);
  }

  /** @param file - What messages call the file */
  parse(text: string, file: string): ParsedDefinitionFile {
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      logLevel: 'silent',
    });
    const document = 'empty' in documents ? undefined : documents[0];
    const lineOf = (path: readonly PropertyKey[]) =>
      document && lineAt(document, path, lines, false);
    const problem = (message: string, line: number | undefined): Problem => ({
      code: 'definition-invalid',
      message: `${file}${line ? ` line ${line}` : ''}: ${message}`,
      file,
      line,
    });
    const failed = (problems: Problem[]): ParsedDefinitionFile => ({
      problems,
      lineOf,
    });

    if (!document || document.contents === null) {
      return failed([
        problem(
          'the file is empty. Delete it, or describe the pipeline in it, such as `title: Orders`',
          undefined,
        ),
      ]);
    }
    const [syntaxError] = document.errors;
    if (syntaxError) {
      return failed([
        problem(
          `this is not valid YAML: ${lowerFirst(syntaxError.message)}`,
          lines.linePos(syntaxError.pos[0]).line,
        ),
      ]);
    }
    if (!('empty' in documents) && documents.length > 1) {
      return failed([
        problem(
          'the file holds several YAML documents. Remove what follows the second ---, or use `pipelines:` for several pipelines',
          lines.linePos(documents[1].range[0]).line,
        ),
      ]);
    }
    let data: unknown;
    try {
      data = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch {
      return failed([
        problem(
          `aliases (*name) in it refer to nothing or multiply beyond ${MAX_ALIASES}. Write the values out`,
          undefined,
        ),
      ]);
    }
    const parsed = this.#schema.safeParse(data);
    if (parsed.success) {
      return {
        definition: parsed.data as DefinitionFile,
        problems: [],
        lineOf,
      };
    }
    const issues = readableIssues(parsed.error, this.#jsonSchema);
    return failed(
      issues
        .slice(0, MAX_PROBLEMS)
        .map(issue =>
          problem(
            `${placeOf(issue.path)}${issue.message}`,
            lineAt(document, issue.path, lines, issue.atKey),
          ),
        ),
    );
  }
}

/** Walks the file along the path, as far as it goes. */
function lineAt(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  lines: LineCounter,
  atKey: boolean,
): number | undefined {
  let node: unknown = document.contents;
  let offset = (node as ParsedNode | null)?.range?.[0];
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        item => isPair(item) && isScalar(item.key) && item.key.value === step,
      );
      if (!pair) {
        break;
      }
      const isLast = index === path.length - 1;
      const value = pair.value as ParsedNode | null;
      const key = pair.key as ParsedNode;
      offset = (
        (isLast && atKey) || !value || isMap(value) || isSeq(value)
          ? key
          : value
      ).range[0];
      node = value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = (node as ParsedNode | undefined)?.range?.[0] ?? offset;
    } else {
      break;
    }
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) {
    return '';
  }
  const place = path.reduce<string>(
    (text, step) =>
      typeof step === 'number'
        ? `${text}[${step + 1}]`
        : `${text}${text && '.'}${String(step)}`,
    '',
  );
  return `${place}: `;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
