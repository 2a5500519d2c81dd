import { Command } from './ast';
import { compileRegex } from './regex';
import { Value } from './values';

type ParseCommand = Extract<Command, { kind: 'parse' }>;

/** Takes fields out of a text; undefined when it does not match. */
export type Extraction = (
  text: string,
) => ReadonlyMap<string, Value> | undefined;

/** Compiles the pattern of a `parse` command. */
export function compileExtraction(command: ParseCommand): Extraction {
  const { pattern, names } = command;
  if (pattern.kind === 'text') return compileGlob(pattern.text, names);
  const regex = compileRegex(pattern);
  const indexes = regex.namedGroups();
  return text => {
    const matcher = regex.matcher(text);
    if (!matcher.find()) return undefined;
    return new Map(
      names.map((name, i) => [
        name,
        matcher.group(indexes[name] ?? i + 1) ?? undefined,
      ]),
    );
  };
}

/** Every `*` takes as little as it can, one at the end takes the rest; the pattern may start anywhere in the text. */
function compileGlob(glob: string, names: readonly string[]): Extraction {
  const [head, ...literals] = glob.split('*');
  return text => {
    const found = text.indexOf(head);
    if (found < 0) return undefined;
    let at = found + head.length;
    const values = new Map<string, Value>();
    for (const [i, literal] of literals.entries()) {
      const last = i === literals.length - 1;
      const end =
        last && literal === '' ? text.length : text.indexOf(literal, at);
      if (end < 0) return undefined;
      values.set(names[i], text.slice(at, end));
      at = end + literal.length;
    }
    return values;
  };
}
