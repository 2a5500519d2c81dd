/** `${name}` in a template; names hold letters, digits, dots, underscores and hyphens. */
const VARIABLE = /\$\{([A-Za-z0-9_.-]+)\}/g;

/** The variables that a template uses. */
export function variablesIn(template: string): string[] {
  return [...template.matchAll(VARIABLE)].map(match => match[1]);
}

/**
 * Puts values in place of `${name}`, once: a value that holds `${…}` itself stays as it is.
 *
 * @returns undefined when a variable has no value
 */
export function substitute(
  template: string,
  values: ReadonlyMap<string, string>,
): string | undefined {
  let complete = true;
  const text = template.replace(VARIABLE, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined || value === '') {
      complete = false;
      return '';
    }
    return value;
  });
  return complete ? text : undefined;
}
