import type { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The keys that a JSON Schema allows for the object at a path; empty where any key may stand. */
export function knownKeysAt(
  schema: JsonSchema,
  path: readonly PropertyKey[],
): string[] {
  let found = [schema];
  for (const step of path) {
    found = found.flatMap(branchesOf).flatMap(branch => {
      const next =
        branch.properties?.[String(step)] ??
        (typeof step === 'number' ? branch.items : branch.additionalProperties);
      return isSchema(next) ? [next] : [];
    });
  }
  return [
    ...new Set(
      found
        .flatMap(branchesOf)
        .flatMap(branch => [
          ...Object.keys(branch.properties ?? {}),
          ...enumeratedKeysOf(branch),
        ]),
    ),
  ];
}

function branchesOf(schema: JsonSchema): JsonSchema[] {
  return schema.anyOf ? schema.anyOf.filter(isSchema) : [schema];
}

function enumeratedKeysOf(schema: JsonSchema): string[] {
  const names = schema.propertyNames;
  return isSchema(names)
    ? (names.enum ?? []).filter(key => typeof key === 'string')
    : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
