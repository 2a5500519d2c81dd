/** Where in a shell command a position lies. */
export type ShellContext = 'unquoted' | 'single' | 'double' | 'comment';

/** Characters that no shell treats as special, anywhere in a word. */
const PLAIN = /^[A-Za-z0-9_.,:/@%+=-]+$/;

/**
 * The quoting context of each asked position in a shell text (POSIX quoting: backslash, single and double quotes,
 * comments, and `$( … )` inside double quotes).
 *
 * @param positions UTF-16 offsets in ascending order
 */
export function shellContexts(
  text: string,
  positions: number[],
): ShellContext[] {
  const contexts: ShellContext[] = [];
  // What encloses the position, innermost last; `$(` opens a new unquoted context inside double quotes.
  const stack: ('single' | 'double' | 'substitution')[] = [];
  let comment = false;
  let next = 0;
  for (let i = 0; i <= text.length && next < positions.length; i++) {
    while (next < positions.length && positions[next] === i) {
      const innermost = stack.at(-1);
      if (comment) contexts.push('comment');
      else if (innermost === 'single' || innermost === 'double') {
        contexts.push(innermost);
      } else contexts.push('unquoted');
      next++;
    }
    const character = text[i];
    const innermost = stack.at(-1);
    if (comment) {
      if (character === '\n') comment = false;
    } else if (innermost === 'single') {
      if (character === "'") stack.pop();
    } else if (character === '\\') {
      // The escaped character means nothing, but a position may still lie on it.
      if (positions[next] !== i + 1) i++;
    } else if (character === '"') {
      if (innermost === 'double') stack.pop();
      else stack.push('double');
    } else if (character === '$' && text[i + 1] === '(') {
      stack.push('substitution');
    } else if (character === ')' && innermost === 'substitution') {
      stack.pop();
    } else if (innermost !== 'double') {
      if (character === "'") stack.push('single');
      else if (character === '#' && (i === 0 || /\s/.test(text[i - 1]))) {
        comment = true;
      }
    }
  }
  return contexts;
}

/**
 * A value as it has to stand in a shell text so that the shell reads exactly the value, and nothing of it is executed.
 * NUL and line breaks never belong in a command's argument here, so a value with one is refused.
 *
 * @throws RangeError when the value holds a control character
 */
export function quoteForShell(value: string, context: ShellContext): string {
  for (const character of value) {
    const code = character.codePointAt(0)!;
    if (code < 0x20 || code === 0x7f) {
      throw new RangeError('A value with a control character is not filled in');
    }
  }
  switch (context) {
    case 'single':
      return value.replaceAll("'", `'\\''`);
    case 'double':
      return value.replace(/[\\"$`!]/g, character =>
        // History expansion ignores the backslash inside double quotes, so an exclamation mark leaves them.
        character === '!' ? `"'!'"` : `\\${character}`,
      );
    case 'comment':
      return value;
    default:
      if (value === '') return "''";
      return PLAIN.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
  }
}
