import { NormalizedSchema } from '@smithy/core/schema';
import { ShapeSchema, unreadableBody } from './operations';

type Schema = ReturnType<typeof NormalizedSchema.of>;

/**
 * The input as it is. The SDK's codecs pass on what has another type than its shape says; AWS refuses it.
 *
 * @throws ServiceError SerializationException for a value of another type
 */
export function checkedInput(shape: ShapeSchema, input: unknown): unknown {
  const schema = NormalizedSchema.of(
    shape as Parameters<typeof NormalizedSchema.of>[0],
  );
  if (!fits(schema, input)) throw unreadableBody();
  return input;
}

function fits(schema: Schema, value: unknown): boolean {
  if (schema.isStructSchema()) {
    if (!isRecord(value)) return false;
    for (const [name, member] of schema.structIterator()) {
      const part = value[name];
      // A member that is null is one that was not sent.
      if (part !== undefined && part !== null && !fits(member, part)) {
        return false;
      }
    }
    return true;
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return Array.isArray(value) && value.every(part => fits(item, part));
  }
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema();
    return (
      isRecord(value) && Object.values(value).every(part => fits(item, part))
    );
  }
  if (schema.isTimestampSchema()) {
    return value instanceof Date && !Number.isNaN(value.getTime());
  }
  if (schema.isStringSchema()) return typeof value === 'string';
  if (schema.isNumericSchema()) return typeof value === 'number';
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date)
  );
}
