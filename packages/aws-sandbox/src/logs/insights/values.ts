import { isNumberText, JsonNode } from '../filterPattern/jsonDocument';

/** A moment; shown as `2026-11-21 10:05:00.000` (UTC). */
export class Timestamp {
  constructor(readonly milliseconds: number) {}
}

/** A JSON object or list. */
export class Structure {
  constructor(readonly node: JsonNode[] | { [key: string]: JsonNode }) {}
}

/**
 * A value of a row; undefined where there is none. What log events hold is text as it stands there, also numbers; a
 * `number` was computed or written in the query.
 */
export type Value =
  undefined | string | number | boolean | Timestamp | Structure;

const NUMERIC = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The value as a number: digits, truth as 1 or 0, moments as Unix milliseconds; otherwise undefined. */
export function toNumber(value: Value): number | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
      return NUMERIC.test(value) ? Number(value) : undefined;
    default:
      return value instanceof Timestamp ? value.milliseconds : undefined;
  }
}

/** The value as it is shown; undefined where there is none. Computed numbers have at most four decimals. */
export function toText(value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return formatNumber(value);
    case 'boolean':
      return value ? '1' : '0';
    default:
      if (value instanceof Timestamp) return formatTime(value.milliseconds);
      if (value instanceof Structure) return stringify(value.node);
      return undefined;
  }
}

/** As {@link toText}, but maps and lists are nothing to string functions. */
export function toPlainText(value: Value): string | undefined {
  return value instanceof Structure ? undefined : toText(value);
}

/** Whether a condition holds: truth, or a number other than 0. */
export function isTrue(value: Value): boolean {
  const number = toNumber(value);
  return number !== undefined && number !== 0;
}

function formatNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isInteger(value)) {
    return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  }
  return String(Number(value.toFixed(4)));
}

function formatTime(milliseconds: number): string | undefined {
  // Beyond these, dates have no four-digit year.
  if (!(Math.abs(milliseconds) <= 253_402_300_799_999)) return undefined;
  return new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '');
}

/** A node of a JSON event as a value; null is none. */
export function fromJson(node: JsonNode): Value {
  if (node === null) return undefined;
  if (isNumberText(node)) return node.digits;
  if (typeof node === 'object') return new Structure(node);
  return node;
}

/** The other way round, as compact JSON with the numbers' own digits. */
export function stringify(node: JsonNode): string {
  if (node === null || typeof node === 'boolean' || typeof node === 'number') {
    return String(node);
  }
  if (typeof node === 'string') return JSON.stringify(node);
  if (isNumberText(node)) return node.digits;
  if (Array.isArray(node)) return `[${node.map(stringify).join(',')}]`;
  return `{${Object.entries(node)
    .map(([key, child]) => `${JSON.stringify(key)}:${stringify(child)}`)
    .join(',')}}`;
}

/**
 * The order of `sort`, `sortsFirst`, `min` and `max`, ascending, as documented for sort: values that are no numbers come
 * first, chunk by chunk (letters by code point, digits by value); then numbers by value. Missing values come before all.
 */
export function compareValues(a: Value, b: Value): number {
  const x = a instanceof Structure ? undefined : a;
  const y = b instanceof Structure ? undefined : b;
  if (x === undefined || y === undefined) {
    return (x === undefined ? 0 : 1) - (y === undefined ? 0 : 1);
  }
  const m = toNumber(x);
  const n = toNumber(y);
  if (m !== undefined && n !== undefined) return m - n;
  if (m !== undefined) return 1;
  if (n !== undefined) return -1;
  return compareChunks(toText(x) ?? '', toText(y) ?? '');
}

function compareChunks(a: string, b: string): number {
  const x = a.match(/\d+|\D+/g) ?? [];
  const y = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(x.length, y.length); i += 1) {
    if (x[i] === y[i]) continue;
    if (/^\d/.test(x[i]) && /^\d/.test(y[i])) {
      const byLength = x[i].length - y[i].length;
      if (byLength !== 0) return byLength;
    }
    return x[i] < y[i] ? -1 : 1;
  }
  return x.length - y.length;
}
