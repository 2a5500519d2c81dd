/** One simple command of a shell block. */
export interface ShellCommand {
  words: string[];
  /** Lines before it in the block. */
  offset: number;
  lineCount: number;
}

/**
 * Splits a shell block into commands and words: quotes, escapes, continuations and comments, no expansion. One pass, no
 * recursion, so hostile input costs its length.
 */
export function splitShell(text: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let line = 0;
  let startLine = 0;
  let i = 0;
  const add = (part: string) => {
    if (word === undefined && words.length === 0) startLine = line;
    word = (word ?? '') + part;
  };
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0)
      commands.push({
        words,
        offset: startLine,
        lineCount: line - startLine + 1,
      });
    words = [];
  };
  while (i < text.length) {
    const char = text[i];
    if (char === '\\' && /^\\[ \t]*\r?\n/.test(text.slice(i, i + 8))) {
      // A continuation, with the trailing blanks that people leave behind the backslash.
      endWord();
      i = text.indexOf('\n', i) + 1;
      line += 1;
    } else if (char === '\\') {
      add(text[i + 1] ?? '');
      i += 2;
    } else if (char === "'" || char === '"') {
      const end = quoteEnd(text, i, char);
      const inside = text.slice(i + 1, end);
      add(
        char === '"'
          ? inside.replace(/\\(["\\$`])/g, '$1').replace(/\\\n/g, '')
          : inside,
      );
      line += newlines(inside);
      i = end + 1;
    } else if (char === '#' && word === undefined) {
      const end = text.indexOf('\n', i);
      i = end < 0 ? text.length : end;
    } else if (char === '\n') {
      endCommand();
      line += 1;
      i += 1;
    } else if (char === ';' || char === '|' || char === '&') {
      endCommand();
      i += 1;
    } else if (char === ' ' || char === '\t' || char === '\r') {
      endWord();
      i += 1;
    } else {
      add(char);
      i += 1;
    }
  }
  endCommand();
  return commands;
}

/** Index of the closing quote; the end of the text when there is none. */
function quoteEnd(text: string, start: number, quote: string): number {
  for (let i = start + 1; i < text.length; i += 1) {
    if (quote === '"' && text[i] === '\\') i += 1;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

/** Values of each `--option`, in order; `--option=value` too. */
export function optionsOf(words: readonly string[]): Map<string, string[]> {
  const options = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const word of words) {
    if (/^--[a-z]/.test(word)) {
      const equals = word.indexOf('=');
      current = equals < 0 ? [] : [word.slice(equals + 1)];
      options.set(word.slice(2, equals < 0 ? undefined : equals), current);
    } else {
      current?.push(word);
    }
  }
  return options;
}
