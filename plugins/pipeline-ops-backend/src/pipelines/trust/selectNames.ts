import type { NameSelector } from '@pipeline-ops/plugin-pipeline-ops-node';
import { matchesPrefix } from './names';

/** Who may have which names of one sort (alarms, log groups, dashboards, resources) in one source. */
export interface NameRights {
  /** Beginnings of names that the owner may see; `''` is every name. */
  own: readonly string[];
  /** Beginnings that other owners may see. Where they overlap with `own`, the longest one owns a name. */
  others: readonly string[];
  /** Beginnings that belong to other pipelines, whoever owns them. */
  otherPipelines: readonly string[];
}

export interface NameSelection {
  /** What may be read; empty when nothing may. */
  selectors: NameSelector[];
  /** Why something that was asked for is not in `selectors`. */
  refusal?: string;
}

/** The part of what is wanted that the rules allow. */
export function selectNames(
  wanted: NameSelector,
  rights: NameRights,
): NameSelection {
  return wanted.type === 'exact'
    ? selectExact(wanted.name, rights)
    : selectPrefix(wanted.prefix, rights);
}

function selectExact(name: string, rights: NameRights): NameSelection {
  const own = longest(rights.own.filter(prefix => matchesPrefix(name, prefix)));
  if (own === undefined) {
    return { selectors: [], refusal: notAllowed(rights) };
  }
  const other = longest(
    rights.others.filter(prefix => matchesPrefix(name, prefix)),
  );
  if (other !== undefined && other.length > own.length) {
    return { selectors: [], refusal: belongsToOthers(other) };
  }
  return { selectors: [{ type: 'exact', name }] };
}

function selectPrefix(wanted: string, rights: NameRights): NameSelection {
  const selectors: NameSelector[] = [];
  let refusal: string | undefined;
  for (const own of rights.own) {
    const prefix = intersection(wanted, own);
    if (prefix === undefined) {
      continue;
    }
    const stronger = rights.others.filter(other => other.length > own.length);
    const taker = stronger.find(other => matchesPrefix(prefix, other));
    if (taker !== undefined) {
      refusal ??= belongsToOthers(taker);
      continue;
    }
    const except = [
      ...stronger,
      ...rights.otherPipelines.filter(other => other.length > wanted.length),
    ].filter(other => other !== prefix && matchesPrefix(other, prefix));
    add(selectors, prefix, except);
  }
  if (selectors.length === 0) {
    return { selectors, refusal: refusal ?? notAllowed(rights) };
  }
  const narrowed = selectors.every(
    selector => selector.type === 'prefix' && selector.prefix !== wanted,
  );
  return narrowed
    ? {
        selectors,
        refusal: `only names that begin with ${rights.own.join(', ')} are allowed to the owner`,
      }
    : { selectors };
}

/** What two beginnings have in common: the longer one when the shorter one covers it. */
function intersection(a: string, b: string): string | undefined {
  if (matchesPrefix(a, b)) {
    return a;
  }
  return matchesPrefix(b, a) ? b : undefined;
}

function add(selectors: NameSelector[], prefix: string, except: string[]) {
  const known = selectors.find(
    selector =>
      selector.type === 'prefix' &&
      selector.prefix === prefix &&
      sameSet(selector.except ?? [], except),
  );
  if (!known) {
    selectors.push(
      except.length > 0
        ? { type: 'prefix', prefix, except: [...new Set(except)] }
        : { type: 'prefix', prefix },
    );
  }
}

function sameSet(a: string[], b: string[]): boolean {
  const inB = new Set(b);
  return new Set(a).size === inB.size && a.every(each => inB.has(each));
}

function longest(prefixes: string[]): string | undefined {
  return prefixes.reduce<string | undefined>(
    (best, prefix) =>
      best === undefined || prefix.length > best.length ? prefix : best,
    undefined,
  );
}

function notAllowed(rights: NameRights): string {
  return rights.own.length > 0
    ? `the owner is allowed names that begin with ${rights.own.join(', ')}`
    : 'no rule of the source allows any such name to the owner';
}

function belongsToOthers(prefix: string): string {
  return `names that begin with ${prefix} belong to another owner`;
}
