/**
 * Reading values of a body that anybody may have written: what has another type than expected is as if it were not
 * there, and text is cut.
 */

export type JsonObject = Record<string, unknown>;

/** Longest title, label or name that is kept. UTF-16 code units. */
const LONGEST_TEXT = 512;

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The member of an object; what it inherits does not count. */
export function memberOf(object: JsonObject | undefined, name: string) {
  return object !== undefined && Object.hasOwn(object, name)
    ? object[name]
    : undefined;
}

/** Control characters but tab and line ends, and marks that reorder text: titles shall read as they are. */
const DECEPTIVE =
  /(?![\t\n\r])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function textOf(
  value: unknown,
  longest = LONGEST_TEXT,
): string | undefined {
  const text =
    typeof value === 'string'
      ? value.slice(0, longest).replace(DECEPTIVE, '')
      : '';
  return text === '' ? undefined : text;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is one of the choices. */
export function oneOf<T extends string>(
  choices: readonly T[],
  value: unknown,
): T | undefined {
  return choices.find(choice => choice === value);
}
