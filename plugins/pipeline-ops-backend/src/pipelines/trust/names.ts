import type { NameSelector } from '@pipeline-ops/plugin-pipeline-ops-node';

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/**
 * True when the name begins with the prefix as whole words: `etl` matches `etl`, `etl-load` and `etl/load`, never
 * `etlother`; `etl-` matches `etl-load`. The empty prefix matches every name.
 */
export function matchesPrefix(name: string, prefix: string): boolean {
  if (!name.startsWith(prefix)) {
    return false;
  }
  if (name.length === prefix.length || prefix === '') {
    return true;
  }
  return (
    !isWordCharacter(prefix.at(-1) as string) ||
    !isWordCharacter(name[prefix.length])
  );
}

/** True when the selector lets the name through: it matches, and no longer prefix of somebody else owns it. */
export function matchesSelector(name: string, selector: NameSelector): boolean {
  return selector.type === 'exact'
    ? name === selector.name
    : matchesPrefix(name, selector.prefix) &&
        !(selector.except ?? []).some(prefix => matchesPrefix(name, prefix));
}

/** True when one of the selectors lets the name through. */
export function matchesAnySelector(
  name: string,
  selectors: readonly NameSelector[],
): boolean {
  return selectors.some(selector => matchesSelector(name, selector));
}

function isWordCharacter(character: string): boolean {
  return WORD_CHARACTER.test(character);
}
