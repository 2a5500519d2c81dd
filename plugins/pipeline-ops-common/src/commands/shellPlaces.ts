import { ShellScanner } from './ShellScanner';

/**
 * How a value has to be written at one place of a shell text.
 * - `here-document`: in the body of `<<EOF`; it expands unless the delimiter is quoted.
 * - `arithmetic`: in `$((…))`, where a name would be looked up.
 * - `again`: what stands here is read a second time, by backquotes, `${…}`, another shell (`ssh`, `eval`) or another
 *   language (`awk`), or it cannot be told how it is read.
 * - `closed`: behind a `$` or a backslash, which would take hold of the value's beginning.
 */
export type ShellPlace =
  | { kind: 'unquoted'; beforeRedirection: boolean }
  | { kind: 'single' | 'double' | 'ansi' | 'comment' }
  | {
      kind: 'here-document';
      expands: boolean;
      stripsTabs: boolean;
      delimiter: string;
    }
  | { kind: 'arithmetic' | 'again' | 'closed' };

/** Where a placeholder stands. UTF-16 offsets, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * How a value has to be written at each of the given spans of a shell text. Knows quotes, comments, substitutions,
 * arithmetic, here-documents, and commands that hand their arguments to another shell; where it loses track, it says so
 * by `again`.
 *
 * @param spans - in order, not overlapping
 */
export function shellPlaces(
  text: string,
  spans: readonly Span[],
): ShellPlace[] {
  return ShellScanner.create(text, spans).scan();
}
