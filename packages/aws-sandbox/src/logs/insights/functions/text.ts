import { RE2JS } from 're2js';
import { isTrue, Structure, toNumber, toPlainText, Value } from '../values';
import { FunctionDefinition, Functions } from './definition';

/** A function of texts: nothing comes of it where one of them is missing. */
function ofTexts(
  arity: [number, number],
  compute: (...texts: string[]) => Value,
): FunctionDefinition {
  return {
    arity,
    call: args => {
      const texts = args.map(toPlainText);
      return texts.every(text => text !== undefined)
        ? compute(...(texts as string[]))
        : undefined;
    },
  };
}

function trimmer(left: boolean, right: boolean): FunctionDefinition {
  return ofTexts([1, 2], (text, characters) => {
    const dropped = (character: string) =>
      characters === undefined
        ? character.trim() === ''
        : characters.includes(character);
    let start = 0;
    let end = text.length;
    while (left && start < end && dropped(text[start])) start += 1;
    while (right && end > start && dropped(text[end - 1])) end -= 1;
    return text.slice(start, end);
  });
}

function substring(args: Value[]): Value {
  const text = toPlainText(args[0]);
  const start = toNumber(args[1]);
  if (text === undefined || start === undefined || start < 0) return undefined;
  const characters = [...text];
  if (args.length < 3) return characters.slice(start).join('');
  const length = toNumber(args[2]);
  return length === undefined || length < 0
    ? undefined
    : characters.slice(start, start + length).join('');
}

function regexReplace(
  text: string,
  pattern: string,
  replacement: string,
): Value {
  try {
    return RE2JS.compile(pattern).matcher(text).replaceAll(replacement);
  } catch {
    return undefined;
  }
}

function decode(text: string): Value {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}

function hexToAscii(text: string): Value {
  const hex = text.replace(/^0x/i, '');
  return /^(?:[0-9a-f]{2})*$/i.test(hex)
    ? Buffer.from(hex, 'hex').toString('latin1')
    : undefined;
}

/** True as the 1 that AWS gives for these. */
const flag = (holds: boolean): number => (holds ? 1 : 0);

export const TEXT_FUNCTIONS: Functions = {
  isempty: {
    arity: [1, 1],
    call: ([value]) => flag((toPlainText(value) ?? '') === ''),
  },
  isblank: {
    arity: [1, 1],
    call: ([value]) => flag((toPlainText(value) ?? '').trim() === ''),
  },
  concat: {
    arity: [1, Infinity],
    call: args => args.map(arg => toPlainText(arg) ?? '').join(''),
  },
  ltrim: trimmer(true, false),
  rtrim: trimmer(false, true),
  trim: trimmer(true, true),
  strlen: ofTexts([1, 1], text => [...text].length),
  toupper: ofTexts([1, 1], text => text.toUpperCase()),
  tolower: ofTexts([1, 1], text => text.toLowerCase()),
  substr: { arity: [2, 3], call: substring },
  replace: ofTexts([3, 3], (text, search, replacement) =>
    search === '' ? text : text.split(search).join(replacement),
  ),
  regexreplace: ofTexts([3, 3], regexReplace),
  strcontains: {
    arity: [2, 3],
    call: ([subject, search, ignoreCase]) => {
      const text = toPlainText(subject);
      const wanted = toPlainText(search);
      if (text === undefined || wanted === undefined) return 0;
      return flag(
        isTrue(ignoreCase)
          ? text.toLowerCase().includes(wanted.toLowerCase())
          : text.includes(wanted),
      );
    },
  },
  startswith: ofTexts([2, 2], (text, start) => flag(text.startsWith(start))),
  endswith: ofTexts([2, 2], (text, end) => flag(text.endsWith(end))),
  urlencode: ofTexts([1, 1], text =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')),
  ),
  urldecode: ofTexts([1, 1], decode),
  base64encode: ofTexts([1, 1], text => Buffer.from(text).toString('base64')),
  base64decode: ofTexts([1, 1], text =>
    Buffer.from(text, 'base64').toString('utf8'),
  ),
  split: ofTexts(
    [2, 2],
    (text, delimiter) =>
      new Structure(delimiter === '' ? [text] : text.split(delimiter)),
  ),
  hextoascii: ofTexts([1, 1], hexToAscii),
  messagesize: ofTexts([1, 1], text => Buffer.byteLength(text)),
};
