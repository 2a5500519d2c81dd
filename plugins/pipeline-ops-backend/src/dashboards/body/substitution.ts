import type { JsonObject } from './json';
import { LONGEST_EXPRESSION } from './metricRows';
import type { MetricRow } from './model';
import type { Replacement } from './variables';

/** Deeper than any property of a widget; what lies below is left out. */
const DEEPEST = 32;

/** What all replacements of one dashboard may add. UTF-16 code units. */
const MOST_ADDED = 1_000_000;

/** A copy with every text changed. Names of properties stay. */
export function mapTexts(
  value: unknown,
  change: (text: string) => string,
  depth = 0,
): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth >= DEEPEST) {
    return undefined;
  }
  return Array.isArray(value)
    ? value.map(each => mapTexts(each, change, depth + 1))
    : Object.fromEntries(
        Object.entries(value).map(([name, each]) => [
          name,
          mapTexts(each, change, depth + 1),
        ]),
      );
}

/**
 * Puts the values of variables into a dashboard: a pattern wherever its text stands, a property wherever a widget has it.
 * Dimensions follow once the rows are written out, with {@link replaceDimensions}.
 */
export function replaceInWidget(
  widget: JsonObject,
  replacements: readonly Replacement[],
  budget: { left: number } = { left: MOST_ADDED },
): JsonObject {
  let replaced: unknown = mapTexts(widget, text => text);
  for (const { type, target, value } of replacements) {
    replaced =
      type === 'pattern'
        ? mapTexts(replaced, text => replaceAll(text, target, value, budget))
        : replaceProperty(replaced, target, value);
  }
  return replaced as JsonObject;
}

/** What replacements may still add to a dashboard. */
export function replacementBudget(): { left: number } {
  return { left: MOST_ADDED };
}

function replaceAll(
  text: string,
  target: string,
  value: string,
  budget: { left: number },
): string {
  const parts: string[] = [];
  let added = 0;
  let from = 0;
  for (
    let at = text.indexOf(target);
    at >= 0;
    at = text.indexOf(target, from)
  ) {
    added += value.length;
    if (added > budget.left) {
      // Once is enough: to try every other text would take long, too.
      budget.left = 0;
      return text;
    }
    parts.push(text.slice(from, at));
    from = at + target.length;
  }
  if (parts.length === 0) {
    return text;
  }
  budget.left -= added;
  return [...parts, text.slice(from)].join(value);
}

function replaceProperty(value: unknown, name: string, by: string): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(each => replaceProperty(each, name, by))
    : Object.fromEntries(
        Object.entries(value).map(([key, each]) => [
          key,
          key === name && isPlain(each) ? by : replaceProperty(each, name, by),
        ]),
      );
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** Puts the values of property variables into dimensions, and into the searches that name the dimension. */
export function replaceDimensions(
  row: MetricRow,
  replacements: readonly Replacement[],
): MetricRow {
  const properties = replacements.filter(({ type }) => type === 'property');
  return properties.reduce<MetricRow>((current, { target, value }) => {
    if (current.type === 'stored') {
      return Object.hasOwn(current.dimensions, target)
        ? {
            ...current,
            dimensions: Object.fromEntries(
              Object.entries(current.dimensions).map(([name, old]) => [
                name,
                name === target ? value : old,
              ]),
            ),
          }
        : current;
    }
    const named = `${target}="`;
    const [head, ...tails] = current.expression.split(named);
    const expression = tails.reduce((text, tail) => {
      const end = tail.indexOf('"');
      return end < 0
        ? `${text}${named}${tail}`
        : `${text}${named}${value}${tail.slice(end)}`;
    }, head);
    // A value may hold the dimension again, and every further variable would multiply it.
    return expression.length > LONGEST_EXPRESSION
      ? current
      : { ...current, expression };
  }, row);
}
