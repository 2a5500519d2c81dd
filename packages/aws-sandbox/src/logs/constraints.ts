import { invalidParameter } from './errors';

/**
 * The constraints of the service's model, with the wording of its validation errors
 * ("1 validation error detected: Value '…' at '…' failed to satisfy constraint: …").
 */
function violated(value: unknown, member: string, constraint: string): never {
  const shown = value === undefined ? 'null' : `'${String(value)}'`;
  throw invalidParameter(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** Throws unless the member is present. */
export function required<T>(
  value: T | null | undefined,
  member: string,
): asserts value is T {
  if (value === undefined || value === null) {
    violated(undefined, member, 'Member must not be null');
  }
}

/** Throws unless the value, where present, lies in [min, max]. */
export function inRange(
  value: number | undefined,
  member: string,
  min: number,
  max: number,
): void {
  if (value === undefined || value === null) return;
  if (!(value >= min)) {
    violated(
      value,
      member,
      `Member must have value greater than or equal to ${min}`,
    );
  }
  if (value > max) {
    violated(
      value,
      member,
      `Member must have value less than or equal to ${max}`,
    );
  }
}

/** Throws unless the text or list, where present, has between min and max characters or members. */
export function hasLength(
  value: string | readonly unknown[] | undefined,
  member: string,
  min: number,
  max: number,
): void {
  if (value === undefined || value === null) return;
  const shown = typeof value === 'string' ? value : `[${value.join(', ')}]`;
  if (value.length < min) {
    violated(
      shown,
      member,
      `Member must have length greater than or equal to ${min}`,
    );
  }
  if (value.length > max) {
    violated(
      shown,
      member,
      `Member must have length less than or equal to ${max}`,
    );
  }
}

/** Throws unless the text, where present, matches; `pattern` is shown as the model writes it. */
export function matchesPattern(
  value: string | undefined,
  member: string,
  expression: RegExp,
  pattern: string,
): void {
  if (value === undefined || value === null) return;
  if (!expression.test(value)) {
    violated(
      value,
      member,
      `Member must satisfy regular expression pattern: ${pattern}`,
    );
  }
}

/** Throws unless the value, where present, is one of the enumeration's. */
export function oneOf(
  value: string | undefined,
  member: string,
  values: readonly string[],
): void {
  if (value === undefined || value === null) return;
  if (!values.includes(value)) {
    violated(
      value,
      member,
      `Member must satisfy enum value set: [${values.join(', ')}]`,
    );
  }
}

const TOO_LONG =
  'Invalid LogGroup or LogStream, both must have length less than or equal to 512.';

/** A log group's name: 1 to 512 of `a-zA-Z0-9_-/.#`. */
export function groupName(value: string | undefined, member: string): void {
  required(value, member);
  hasLength(value, member, 1, Infinity);
  if (value.length > 512) throw invalidParameter(TOO_LONG);
  matchesPattern(
    value,
    member,
    /^[.\-_/#A-Za-z0-9]+$/,
    '[\\.\\-_/#A-Za-z0-9]+',
  );
}

/** A log stream's name: 1 to 512 characters without `:` and `*`. */
export function streamName(value: string | undefined, member: string): void {
  required(value, member);
  hasLength(value, member, 1, Infinity);
  if (value.length > 512) throw invalidParameter(TOO_LONG);
  matchesPattern(value, member, /^[^:*]*$/, '[^:*]*');
}

/** A filter's name: 1 to 512 characters without `:` and `*`. */
export function filterName(value: string | undefined, member: string): void {
  required(value, member);
  hasLength(value, member, 1, 512);
  matchesPattern(value, member, /^[^:*]*$/, '[^:*]*');
}
