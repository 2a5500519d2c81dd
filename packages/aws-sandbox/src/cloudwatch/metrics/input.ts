import { validationError } from '../errors';
import { UNITS } from './units';

/**
 * The constraints of the service's model on the inputs of the metric operations, with the wording of AWS's validation
 * errors. Members are given by their place in the request: `metricDataQueries.1.member.id`.
 */
function violated(value: unknown, at: string, constraint: string): never {
  const shown =
    value === undefined || value === null ? 'null' : `'${String(value)}'`;
  throw validationError(
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`,
  );
}

export function requirePresent<T>(
  value: T | undefined | null,
  at: string,
): asserts value is T {
  if (value === undefined || value === null) {
    violated(value, at, 'Member must not be null');
  }
}

export function checkLength(
  value: string | undefined,
  at: string,
  min: number,
  max: number,
): void {
  if (value === undefined || value === null) return;
  if (value.length < min) {
    violated(
      value,
      at,
      `Member must have length greater than or equal to ${min}`,
    );
  }
  if (value.length > max) {
    violated(value, at, `Member must have length less than or equal to ${max}`);
  }
}

export function checkEnum(
  value: string | undefined,
  at: string,
  allowed: readonly string[],
): void {
  if (value === undefined || value === null || allowed.includes(value)) return;
  violated(
    value,
    at,
    `Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

export function checkMinimum(
  value: number | undefined,
  at: string,
  min: number,
): void {
  if (value === undefined || value === null || value >= min) return;
  violated(value, at, `Member must have value greater than or equal to ${min}`);
}

export function checkUnit(unit: string | undefined, at: string): void {
  checkEnum(unit, at, UNITS);
}

/** Namespaces do not begin with a colon. */
export function checkNamespace(value: string | undefined, at: string): void {
  checkLength(value, at, 1, 255);
  if (value?.startsWith(':')) {
    violated(
      value,
      at,
      'Member must satisfy regular expression pattern: [^:].*',
    );
  }
}

/** @param max dimensions of a metric (30) or of a ListMetrics filter (10) */
export function checkDimensions(
  dimensions: readonly { Name?: string; Value?: string }[] | undefined,
  at: string,
  { max, valueRequired }: { max: number; valueRequired: boolean },
): void {
  if (!dimensions) return;
  if (dimensions.length > max) {
    violated(
      `[${dimensions.length} items]`,
      at,
      `Member must have length less than or equal to ${max}`,
    );
  }
  dimensions.forEach(({ Name, Value }, i) => {
    const member = `${at}.${i + 1}.member`;
    requirePresent(Name, `${member}.name`);
    checkLength(Name, `${member}.name`, 1, 255);
    if (valueRequired) requirePresent(Value, `${member}.value`);
    checkLength(Value, `${member}.value`, 1, 1024);
  });
}

/** Periods that CloudWatch knows, in seconds. */
export function isPeriod(seconds: number): boolean {
  return (
    [1, 5, 10, 20, 30].includes(seconds) ||
    (Number.isInteger(seconds) && seconds >= 60 && seconds % 60 === 0)
  );
}
