/** A quoted string, or a word: what metric math is made of besides signs and numbers. */
const TOKEN = /"[^"]*"|'[^']*'|[A-Za-z_][A-Za-z0-9_]*/g;

/**
 * Writes an expression of metric math with other identifiers. Text in quotes stays as it is, since it holds labels and
 * search terms.
 *
 * @param replacement - The new name of an identifier, or undefined to keep it.
 */
export function replaceIdentifiers(
  expression: string,
  replacement: (identifier: string) => string | undefined,
): string {
  return expression.replace(TOKEN, token =>
    token.startsWith('"') || token.startsWith("'")
      ? token
      : (replacement(token) ?? token),
  );
}

/** The words of an expression outside of quotes: ids of queries and names of functions. */
export function identifiersOf(expression: string): Set<string> {
  const found = new Set<string>();
  replaceIdentifiers(expression, identifier => {
    found.add(identifier);
    return undefined;
  });
  return found;
}

/**
 * True for expressions whose meaning depends on everything else in the request, or of which a request may hold only
 * one: `METRICS()` reads all metrics of the request, and one Metrics Insights query (`SELECT …`) is allowed per call.
 */
export function readsWholeRequest(expression: string): boolean {
  return (
    identifiersOf(expression).has('METRICS') || /^\s*SELECT\b/i.test(expression)
  );
}
