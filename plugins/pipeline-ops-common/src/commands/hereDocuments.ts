import type { ShellPlace, Span } from './shellPlaces';

/** What `<<` announces; its body begins on the next line. */
export interface HereDocument {
  delimiter: string;
  /** Whether `$` and the like mean something in the body: not when the delimiter is quoted. */
  expands: boolean;
  /** `<<-`: tabs at the beginning of lines go away. */
  stripsTabs: boolean;
}

/**
 * What stands behind `<<`.
 *
 * @param at - offset behind the two characters
 * @returns with the offset behind the delimiter; undefined when there is none that could be told
 */
export function readDelimiter(
  text: string,
  at: number,
): { document: HereDocument; end: number } | undefined {
  const written =
    /^(-?)[ \t]{0,20}(?:'([^'\n]*)'|"([^"\n\\$`]*)"|(\\?)([A-Za-z0-9_.+-]+))(?=[\s;&|<>)]|$)/.exec(
      text.slice(at, at + 200),
    );
  const delimiter = written?.[2] ?? written?.[3] ?? written?.[5];
  if (!written || !delimiter) return undefined;
  return {
    document: {
      delimiter,
      expands: written[4] === '',
      stripsTabs: written[1] === '-',
    },
    end: at + written[0].length,
  };
}

/**
 * Reads a body to the line of its delimiter, or to the end of the text.
 *
 * @param at - offset of its first line
 * @param from - index of the first span that is not before `at`
 * @param again - whether all of it is read a second time
 * @returns how each span within the body has to be filled, and the offset of the line behind it
 */
export function readBody(
  text: string,
  at: number,
  document: HereDocument,
  spans: readonly Span[],
  from: number,
  again: boolean,
): { places: ShellPlace[]; end: number } {
  const { delimiter, expands, stripsTabs } = document;
  const places: ShellPlace[] = [];
  let position = at;
  // Substitutions are not followed: what comes behind one is taken to be in it.
  let substituted = again;
  while (position < text.length) {
    const lineEnd = text.indexOf('\n', position);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(position, end);
    const next = Math.min(end + 1, text.length);
    if ((stripsTabs ? line.replace(/^\t+/, '') : line) === delimiter)
      return { places, end: next };
    let held = false;
    while (position < end) {
      const span = spans[from + places.length];
      if (span?.start === position) {
        let place: ShellPlace = { kind: 'here-document', ...document };
        if (held) place = { kind: 'closed' };
        else if (substituted) place = { kind: 'again' };
        places.push(place);
        position = span.end;
        held = false;
        continue;
      }
      const character = text[position];
      position += 1;
      if (!expands) continue;
      const dollar: boolean = !held && character === '$';
      const escape: boolean = !held && character === '\\';
      if (character === '`') substituted = true;
      if (dollar && /[({[]/.test(text[position] ?? ''))
        substituted ||= span?.start !== position;
      held = escape || dollar;
    }
    position = next;
  }
  return { places, end: position };
}
