import type { ShellPlace } from './shellPlaces';

/** Characters that no shell treats as special, anywhere in a word. */
const PLAIN = /^[A-Za-z0-9_./:@+-]+$/;

const RESERVED = new Set(
  'if then elif else fi for while until do done case esac in select function time coproc'.split(
    ' ',
  ),
);

/** A value of these characters ends no string and starts no statement, in any language. */
const HARMLESS = /^[A-Za-z0-9_.:/@+-]+$/;

const COMMENT = /^[\p{L}\p{M}\p{N} _.,:/@+=-]*$/u;

/**
 * What terminals act on (control characters other than tab and line feed), what turns the text around it about (explicit
 * directions), and halves of characters.
 */
const NOT_TEXT =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Whether a value can be filled in where nothing is known about quoting. */
export function isHarmless(value: string): boolean {
  return HARMLESS.test(value);
}

/**
 * A value as it has to stand at a place of a shell text, so that the shell reads exactly the value and executes nothing
 * of it.
 *
 * @throws RangeError when the value cannot stand there: control characters nowhere, a here-document's delimiter not in
 * its body, only digits in arithmetic, only harmless characters where something else reads it again
 */
export function quoteForShell(value: string, place: ShellPlace): string {
  if (NOT_TEXT.test(value)) {
    throw new RangeError('A value with a control character is not filled in');
  }
  switch (place.kind) {
    case 'single':
      return insideSingle(value);
    case 'double':
      return value.replace(/[\\"$`!]/g, character =>
        // History expansion ignores the backslash inside double quotes, so an exclamation mark leaves them.
        character === '!' ? `"\\!"` : `\\${character}`,
      );
    case 'ansi':
      // Octal, since shells that do not know these quotes would end them at `\'`.
      return value.replace(
        /[\\'!]/g,
        character =>
          `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
      );
    case 'here-document':
      return insideHereDocument(value, place);
    case 'comment':
      return allowed(value, COMMENT.test(value));
    case 'arithmetic':
      return allowed(value, /^\d{1,18}$/.test(value));
    case 'again':
      return allowed(value, isHarmless(value));
    case 'closed':
      return allowed(value, false);
    default:
      return PLAIN.test(value) &&
        !RESERVED.has(value) &&
        // `2>` redirects another stream.
        !(place.beforeRedirection && /^\d+$/.test(value))
        ? value
        : `'${insideSingle(value)}'`;
  }
}

function allowed(value: string, fits: boolean): string {
  if (!fits) {
    throw new RangeError(
      'The value could mean something to the shell where it stands, and cannot be quoted there',
    );
  }
  return value;
}

function insideSingle(value: string): string {
  const several = value.includes('\n');
  return value.replace(/['!]/g, character =>
    // Older shells look for history on each line of a quoted text by itself.
    character === '!' && !several ? '!' : `'\\${character}'`,
  );
}

/** A body has no quotes: what could end it, expand in it or be changed by it cannot stand there. */
function insideHereDocument(
  value: string,
  place: Extract<ShellPlace, { kind: 'here-document' }>,
): string {
  const lines = value.split('\n');
  const [first, last] = [lines[0], lines[lines.length - 1]];
  const ends =
    place.delimiter.includes(first) ||
    place.delimiter.includes(last) ||
    lines.slice(1, -1).includes(place.delimiter);
  allowed(
    value,
    !ends && !value.includes('!') && !(place.stripsTabs && /\t/.test(value)),
  );
  return place.expands ? value.replace(/[\\$`]/g, '\\$&') : value;
}
