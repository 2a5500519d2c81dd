import { FilterPattern } from './pattern';
import { compileExpression } from './expression';
import { invalidPattern, invalidTerm, PatternScanner } from './syntax';

interface Terms {
  all: string[];
  any: string[];
  none: string[];
}

/**
 * Unstructured patterns: `ERROR "access denied" -timeout`, `?ERROR ?WARN`, `%4\d\d%`. Case-sensitive; a term is found
 * anywhere in the message, also within a longer word.
 */
export function parseTerms(text: string): FilterPattern {
  if (text.startsWith('%')) {
    if (text.length < 3 || !text.endsWith('%')) throw invalidPattern();
    return plain(compileExpression(text.slice(1, -1)));
  }
  const terms = readTerms(text);
  // As documented, "?" has no meaning next to terms that are included or excluded: those terms alone decide.
  const optional = terms.all.length + terms.none.length > 0 ? [] : terms.any;
  return plain(
    message =>
      terms.all.every(term => message.includes(term)) &&
      !terms.none.some(term => message.includes(term)) &&
      (optional.length === 0 || optional.some(term => message.includes(term))),
  );
}

function plain(matches: (message: string) => boolean): FilterPattern {
  return {
    kind: 'terms',
    matches,
    select: () => undefined,
    extract: () => ({}),
  };
}

function readTerms(text: string): Terms {
  const terms: Terms = { all: [], any: [], none: [] };
  const scanner = new PatternScanner(text);
  for (scanner.skipSpace(); !scanner.done; scanner.skipSpace()) {
    let list = terms.all;
    if (scanner.take('?')) list = terms.any;
    else if (scanner.take('-')) list = terms.none;
    const term = scanner.quoted() ?? scanner.match(/[\p{L}\p{N}_]+/u)?.[0];
    if (term === undefined) {
      throw invalidTerm(
        scanner.match(/[^\p{L}\p{N}_\s"]+/u)?.[0] ??
          text[scanner.position - 1] ??
          '',
      );
    }
    // `" "` is documented to match everything, also messages without a space.
    list.push(term.trim() === '' ? '' : term);
    if (!scanner.done && !/\s/.test(scanner.next)) {
      throw invalidTerm(
        scanner.match(/[^\p{L}\p{N}_\s]+/u)?.[0] ?? scanner.next,
      );
    }
  }
  return terms;
}
