import {
  parseJsonText,
  isNumberText,
  JsonNode,
} from '../filterPattern/jsonDocument';
import { LogEvent } from '../groups';
import { discoverLambdaFields } from './lambdaFields';
import { fromJson, Structure, Timestamp, Value } from './values';

/** Where an event was found. */
export interface EventSource {
  accountId: string;
  logGroup: string;
}

/** One record on its way through the query. */
export interface Row {
  get(path: readonly string[]): Value;
  with(values: ReadonlyMap<string, Value>): Row;
  /** Unix milliseconds of the log event, or undefined after `stats`. */
  readonly time?: number;
}

/** A row made by `stats`, or one with further values on top of another. */
export class ValuesRow implements Row {
  static create(values: ReadonlyMap<string, Value>): ValuesRow {
    return new ValuesRow(values, undefined);
  }

  private constructor(
    private readonly values: ReadonlyMap<string, Value>,
    private readonly under: Row | undefined,
  ) {}

  static over(under: Row, values: ReadonlyMap<string, Value>): ValuesRow {
    return new ValuesRow(values, under);
  }

  get time(): number | undefined {
    return this.under?.time;
  }

  get(path: readonly string[]): Value {
    // An alias may itself have dots in it, so the longest name that is known wins; the rest leads into its value.
    for (let length = path.length; length > 0; length -= 1) {
      const name = path.slice(0, length).join('.');
      if (!this.values.has(name)) continue;
      const value = this.values.get(name);
      if (length === path.length) return value;
      return value instanceof Structure
        ? follow(value.node, path.slice(length))
        : undefined;
    }
    return this.under?.get(path);
  }

  with(values: ReadonlyMap<string, Value>): Row {
    return ValuesRow.over(this, values);
  }
}

/** A log event with the fields that are discovered in it when somebody asks. */
export class EventRow implements Row {
  #document: JsonNode | undefined | null = null;
  #lambda: ReadonlyMap<string, string> | undefined;

  static create(event: LogEvent, source: EventSource): EventRow {
    return new EventRow(event, source);
  }

  private constructor(
    private readonly event: LogEvent,
    private readonly source: EventSource,
  ) {}

  get time(): number {
    return this.event.timestamp;
  }

  get(path: readonly string[]): Value {
    if (path.length === 1) {
      const system = this.#system(path[0]);
      if (system !== undefined) return system;
    }
    const document = this.#json();
    if (document === undefined) return undefined;
    // A field of the event that starts with @ is shown with one more.
    const [first, ...rest] = path;
    const name = first.startsWith('@@') ? first.slice(1) : first;
    if (first.startsWith('@') && name === first) return undefined;
    return follow(document, [name, ...rest]);
  }

  with(values: ReadonlyMap<string, Value>): Row {
    return ValuesRow.over(this, values);
  }

  #system(name: string): Value {
    const { event, source } = this;
    switch (name) {
      case '@message':
        return event.message;
      case '@timestamp':
        return new Timestamp(event.timestamp);
      case '@ingestionTime':
        return new Timestamp(event.ingestionTime);
      case '@logStream':
        return event.stream;
      case '@log':
        return `${source.accountId}:${source.logGroup}`;
      case '@ptr':
        return Buffer.from(`${source.logGroup}\n${event.id}`).toString(
          'base64',
        );
      default:
        if (!name.startsWith('@')) return undefined;
        this.#lambda ??= discoverLambdaFields(source.logGroup, event.message);
        return this.#lambda.get(name);
    }
  }

  #json(): JsonNode | undefined {
    if (this.#document === null) {
      const { message } = this.event;
      this.#document =
        parseJsonText(message) ??
        (this.source.logGroup.startsWith('/aws/lambda/')
          ? embeddedJson(message)
          : undefined);
    }
    return this.#document;
  }
}

/** Lambda's own lines carry JSON after the request id: the first fragment that reaches to the end of the line. */
function embeddedJson(message: string): JsonNode | undefined {
  const start = message.indexOf('{');
  return start < 0 ? undefined : parseJsonText(message.slice(start));
}

function follow(node: JsonNode, path: readonly string[]): Value {
  if (path.length === 0) return fromJson(node);
  if (node === null || typeof node !== 'object' || isNumberText(node)) {
    return undefined;
  }
  if (Array.isArray(node)) {
    const index = /^\d+$/.test(path[0]) ? Number(path[0]) : -1;
    return index >= 0 && index < node.length
      ? follow(node[index], path.slice(1))
      : undefined;
  }
  // Keys may have dots in them: the longest that is there wins.
  for (let length = path.length; length > 0; length -= 1) {
    const key = path.slice(0, length).join('.');
    if (Object.hasOwn(node, key)) return follow(node[key], path.slice(length));
  }
  return undefined;
}
