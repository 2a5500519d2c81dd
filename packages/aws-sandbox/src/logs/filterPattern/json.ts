import { FilterPattern } from './pattern';
import { readCondition, readLogic, Scalar } from './comparison';
import { isNumberText, JsonNode, parseJsonText } from './jsonDocument';
import { invalidPattern, invalidTerm, PatternScanner } from './syntax';

export interface Selector {
  text: string;
  steps: { key?: string; index?: number | '*' }[];
}

/** A number without its digits; remembers when somebody asks for them. */
class PlainNumber implements Scalar {
  static asText = false;

  constructor(readonly number: number) {}

  get text(): string {
    PlainNumber.asText = true;
    return String(this.number);
  }
}

/**
 * JSON patterns: `{ ($.level = "ERROR" || $.status >= 500) && $.retry NOT EXISTS }`. A comparison holds only for texts
 * and numbers that exist; a quoted value is compared with the number's digits as they stand in the event, a bare
 * number with its value. A key with other characters than letters, digits, `_` and `-` stands in brackets:
 * `$.['cluster.name']`.
 */
export function parseJsonPattern(text: string): FilterPattern {
  const scanner = new PatternScanner(text);
  const selectors: Selector[] = [];
  scanner.take('{');
  const holds = readLogic<JsonNode>(scanner, () =>
    readOperand(scanner, selectors),
  );
  scanner.skipSpace();
  if (!scanner.take('}')) {
    throw scanner.done ? invalidPattern() : invalidTerm(rest(scanner));
  }
  if (!scanner.done) throw invalidPattern();

  return {
    kind: 'json',
    matches: message => {
      const document = parseJsonText(message, 'plain numbers');
      if (document === undefined) return false;
      PlainNumber.asText = false;
      const matched = holds(document);
      // A number's digits were asked for, which plain numbers have lost: once more, with them.
      return PlainNumber.asText ? holds(parseJsonText(message)!) : matched;
    },
    select: (message, selector) => {
      const document = parseJsonText(message);
      if (document === undefined) return undefined;
      return firstText(document, parseSelector(selector));
    },
    extract: message => {
      const document = parseJsonText(message);
      const values: Record<string, string> = {};
      for (const selector of selectors) {
        const value =
          document === undefined ? undefined : firstText(document, selector);
        if (value !== undefined) values[selector.text] = value;
      }
      return values;
    },
  };
}

/** @throws InvalidParameterException when the text is no selector such as `$.a.b[0]` */
export function parseSelector(text: string): Selector {
  const scanner = new PatternScanner(text);
  const selector = readSelector(scanner);
  if (!scanner.done) throw invalidTerm(text);
  return selector;
}

function rest(scanner: PatternScanner): string {
  return scanner.match(/[^\s}]+/)?.[0] ?? scanner.next;
}

function readOperand(
  scanner: PatternScanner,
  selectors: Selector[],
): (document: JsonNode) => boolean {
  const selector = readSelector(scanner);
  selectors.push(selector);
  scanner.skipSpace();
  if (scanner.match(/NOT\s+EXISTS\b/i)) {
    return document => select(document, selector).length === 0;
  }
  const is = scanner.match(/IS\s+(NULL|TRUE|FALSE)\b/i);
  if (is) {
    const wanted = { NULL: null, TRUE: true, FALSE: false }[
      is[1].toUpperCase()
    ];
    return document => select(document, selector).some(node => node === wanted);
  }
  const condition = readCondition(scanner);
  return document =>
    select(document, selector).some(node => {
      const scalar = toScalar(node);
      return scalar !== undefined && condition(scalar);
    });
}

function readSelector(scanner: PatternScanner): Selector {
  const start = scanner.position;
  if (!scanner.take('$')) {
    if (scanner.done || /[)}]/.test(scanner.next)) throw invalidPattern();
    throw invalidTerm(rest(scanner));
  }
  const steps: Selector['steps'] = [];
  for (;;) {
    const step = scanner.match(
      /\.([A-Za-z0-9_-]+)|\[(\d+|\*)\]|\.?\['([^']+)'\]/,
    );
    if (!step) break;
    const [, plainKey, index, quotedKey] = step;
    const key = plainKey ?? quotedKey;
    if (key !== undefined) steps.push({ key });
    else steps.push({ index: index === '*' ? '*' : Number(index) });
  }
  if (steps.length === 0 || /[.[]/.test(scanner.next)) {
    scanner.position = start;
    throw invalidTerm(scanner.match(/[^\s=<>!)}]+/)?.[0] ?? '$');
  }
  return { text: scanner.text.slice(start, scanner.position), steps };
}

function select(document: JsonNode, selector: Selector): JsonNode[] {
  let nodes: JsonNode[] = [document];
  for (const { key, index } of selector.steps) {
    nodes = nodes.flatMap(node => {
      if (key !== undefined) return property(node, key);
      if (!Array.isArray(node)) return [];
      if (index === '*') return node;
      return (index as number) < node.length ? [node[index as number]] : [];
    });
  }
  return nodes;
}

function property(node: JsonNode, key: string): JsonNode[] {
  if (node === null || typeof node !== 'object') return [];
  if (Array.isArray(node) || isNumberText(node)) return [];
  return Object.hasOwn(node, key) ? [node[key]] : [];
}

function toScalar(node: JsonNode): Scalar | undefined {
  if (typeof node === 'string') return { text: node, number: undefined };
  if (typeof node === 'number') return new PlainNumber(node);
  if (isNumberText(node)) {
    return { text: node.digits, number: Number(node.digits) };
  }
  return undefined;
}

function firstText(document: JsonNode, selector: Selector): string | undefined {
  for (const node of select(document, selector)) {
    if (typeof node === 'boolean') return String(node);
    const scalar = toScalar(node);
    if (scalar) return scalar.text;
  }
  return undefined;
}
