import type { NameSelector } from '@pipeline-ops/plugin-pipeline-ops-node';

/** Above this many prefixes, one read of everything takes fewer requests. */
const MOST_PREFIXES = 8;

/** What to ask the cloud for so that every selected name is among the answers. */
export function prefixesOf(selectors: readonly NameSelector[]): string[] {
  const all = selectors.map(selector =>
    selector.type === 'exact' ? selector.name : selector.prefix,
  );
  const needed = outermost(all);
  return needed.length > MOST_PREFIXES ? [''] : needed.sort();
}

/** Prefixes that no shorter one of the list covers, each once. */
export function outermost(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes)].filter(
    prefix =>
      !prefixes.some(other => other !== prefix && prefix.startsWith(other)),
  );
}
