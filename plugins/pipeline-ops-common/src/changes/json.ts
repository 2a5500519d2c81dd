/** What JSON text holds. */
export type Json =
  null | boolean | number | string | Json[] | { [member: string]: Json };

export type JsonObject = { [member: string]: Json };

/** One value for each bucket of a series. */
export type List = (number | null)[];

/** An object with buckets: `values`, and beside or below it other lists of as many, such as a band. */
export interface Columns extends JsonObject {
  /** Unix seconds. */
  t0: number;
  /** Seconds. */
  step: number;
  values: Json[];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isColumns(value: Json | undefined): value is Columns {
  return (
    isObject(value) &&
    typeof value.t0 === 'number' &&
    typeof value.step === 'number' &&
    value.step > 0 &&
    Array.isArray(value.values)
  );
}

/** True for a list of the buckets that surround it, of which there are `length`. */
export function isList(
  value: Json | undefined,
  length: number | undefined,
): value is List {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.every(one => one === null || typeof one === 'number')
  );
}

/** How many buckets surround what is inside `value`. */
export function lengthWithin(
  value: Json,
  length: number | undefined,
): number | undefined {
  return isColumns(value) ? value.values.length : length;
}

/**
 * What is inside a value, in the order in which both sides count it. Lists are no nodes, nor is `t0` of columns: it moves
 * with them.
 */
export function membersOf(value: Json): [key: string, member: Json][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const members = Object.entries(value);
  return isColumns(value) ? members.filter(([key]) => key !== 't0') : members;
}

/** The value itself and every node in it. */
export function countNodes(value: Json, length?: number): number {
  const within = lengthWithin(value, length);
  return membersOf(value).reduce(
    (sum, [, member]) =>
      isList(member, within) ? sum : sum + countNodes(member, within),
    1,
  );
}
