import MarkdownIt, { type StateBlock, type Token } from 'markdown-it';

/** Deeper quotes and lists are skipped: nobody reads them, and nested input is how parsers are attacked. */
export const MAX_NESTING = 40;

// Only blocks are parsed: inline text is read by our own linear rules, which take no hostile emphasis runs.
const markdown = new MarkdownIt('default', {
  html: true,
  maxNesting: MAX_NESTING,
});
const { block: parser, utils } = markdown;

/** What an outline needs of a token, and what the parser's rules set of it. */
export class BlockToken {
  map: [number, number] | null = null;
  content = '';
  info = '';
  /** Number that an ordered list begins with, unless 1. */
  declare attrs?: [string, string | number][];

  constructor(
    readonly type: string,
    readonly tag: string,
    readonly level: number,
  ) {}
}

/** The parser's own tokens carry what only rendering needs, and cost more than finding them. */
class LightState extends parser.State {
  push(type: string, tag: string, nesting: number): Token {
    if (nesting < 0) this.level -= 1;
    const token = new BlockToken(type, tag, this.level);
    if (nesting > 0) this.level += 1;
    // The rules set fields of it and call nothing.
    const pushed = token as unknown as Token;
    this.tokens.push(pushed);
    return pushed;
  }
}

/** First characters of a line that may begin something else than a paragraph. */
const OPENING = asciiSet('`~>-*+_#<[0123456789|:=');
/** First characters of the line below a table's head. */
const DELIMITING = asciiSet('|-:');

function asciiSet(chars: string): boolean[] {
  const set = new Array<boolean>(128).fill(false);
  for (const char of chars) set[char.charCodeAt(0)] = true;
  return set;
}

function opensWith(state: StateBlock, line: number, set: boolean[]): boolean {
  return (
    line < state.lineMax &&
    set[state.src.charCodeAt(state.bMarks[line] + state.tShift[line])] === true
  );
}

/** Whether a line can be nothing but text, so that no rule but the paragraph's needs to look at it. */
function isText(state: StateBlock, line: number): boolean {
  return (
    !opensWith(state, line, OPENING) && !opensWith(state, line + 1, DELIMITING)
  );
}

/** Level of the heading that a line of `===` or `---` makes of the text above it; 0 when it is no such line. */
function underlineLevel(state: StateBlock, line: number): number {
  const start = state.bMarks[line] + state.tShift[line];
  const marker = state.src.charCodeAt(start);
  if (marker !== 45 && marker !== 61) return 0;
  const end = state.skipSpaces(state.skipChars(start, marker));
  if (end < state.eMarks[line]) return 0;
  return marker === 61 ? 1 : 2;
}

/** A paragraph or an underlined heading, found in one pass over its lines where the parser's own two rules take two. */
function text(state: StateBlock, startLine: number, endLine: number): boolean {
  const interrupting = parser.ruler.getRules('paragraph');
  const above = state.parentType;
  state.parentType = 'paragraph';
  let level = 0;
  let line = startLine + 1;
  for (; line < endLine && !state.isEmpty(line); line += 1) {
    const indent = state.sCount[line];
    if (indent - state.blkIndent > 3) continue;
    if (indent >= state.blkIndent) {
      level = underlineLevel(state, line);
      if (level > 0) break;
    }
    if (indent < 0 || isText(state, line)) continue;
    if (interrupts(interrupting, state, line, endLine)) break;
  }
  const content = utils.asciiTrim(
    state.getLines(startLine, line, state.blkIndent, false),
  );
  state.line = level > 0 ? line + 1 : line;
  const open =
    level > 0
      ? state.push('heading_open', `h${level}`, 1)
      : state.push('paragraph_open', 'p', 1);
  open.map = [startLine, state.line];
  const inline = state.push('inline', '', 0);
  inline.content = content;
  if (level > 0) state.push('heading_close', `h${level}`, -1);
  else state.push('paragraph_close', 'p', -1);
  state.parentType = above;
  return true;
}

type Rule = ReturnType<typeof parser.ruler.getRules>[number];

function interrupts(
  rules: readonly Rule[],
  state: StateBlock,
  line: number,
  endLine: number,
): boolean {
  for (const rule of rules) {
    if (rule(state, line, endLine, true)) return true;
  }
  return false;
}

parser.State = LightState;
parser.ruler.at('lheading', text);
parser.ruler.disable('paragraph');

/** The parser's loop over blocks, which goes straight to {@link text} where nothing else can be. */
parser.tokenize = (state, startLine, endLine) => {
  const rules = parser.ruler.getRules('');
  let line = startLine;
  let afterBlank = false;
  while (line < endLine) {
    line = state.skipEmptyLines(line);
    state.line = line;
    if (line >= endLine || state.sCount[line] < state.blkIndent) break;
    if (state.level >= MAX_NESTING) {
      state.line = endLine;
      break;
    }
    if (state.sCount[line] - state.blkIndent < 4 && isText(state, line))
      text(state, line, endLine);
    else
      for (const rule of rules) {
        if (rule(state, line, endLine, false)) break;
      }
    state.tight = !afterBlank;
    if (state.isEmpty(state.line - 1)) afterBlank = true;
    line = state.line;
    if (line < endLine && state.isEmpty(line)) {
      afterBlank = true;
      line += 1;
      state.line = line;
    }
  }
};

/** Blocks of a Markdown text without `\r` and `\0`, as a flat list of tokens that open and close. */
export function parseBlocks(source: string): BlockToken[] {
  const tokens: Token[] = [];
  parser.parse(source, markdown, {}, tokens);
  return tokens as unknown as BlockToken[];
}
