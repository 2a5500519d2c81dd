import { CommandWords, type Pipeline } from './commandWords';
import { readBody, readDelimiter, type HereDocument } from './hereDocuments';
import type { ShellPlace, Span } from './shellPlaces';

/** Deeper nesting is not followed: what comes then is read `again`. */
const DEEPEST = 100;

interface Frame {
  kind:
    | 'commands'
    | 'group'
    | 'substitution'
    | 'backquotes'
    | 'parameter'
    | 'arithmetic'
    | 'single'
    | 'double'
    | 'ansi';
}

/** Walks through a shell text and tells of each span how it is read there. */
export class ShellScanner {
  readonly #text: string;
  readonly #spans: readonly Span[];
  readonly #places: { place: ShellPlace; pipeline: Pipeline }[] = [];
  readonly #frames: Frame[] = [{ kind: 'commands' }];
  /** How many frames there are of each kind. */
  readonly #depth = new Map<Frame['kind'], number>();
  readonly #commands = CommandWords.create();
  #hereDocuments: {
    document: HereDocument;
    pipeline: Pipeline;
    depth: number;
  }[] = [];
  #at = 0;
  #next = 0;
  #wordStart = true;
  #comment = false;
  #held = false;
  #uncertain = false;
  /** The rest was not read, and may be anything. */
  #cutOff = false;

  private constructor(text: string, spans: readonly Span[]) {
    this.#text = text;
    this.#spans = spans;
  }

  static create(text: string, spans: readonly Span[]): ShellScanner {
    return new ShellScanner(text, spans);
  }

  scan(): ShellPlace[] {
    while (this.#next < this.#spans.length && this.#at < this.#text.length) {
      if (this.#frames.length > DEEPEST) this.#uncertain = true;
      if (this.#at === this.#spans[this.#next].start) this.#take(this.#here());
      else this.#step();
    }
    // What follows may still feed a place into another shell: `echo {name} | sh`.
    while (this.#at < this.#text.length) {
      if (this.#frames.length > DEEPEST) {
        this.#cutOff = true;
        break;
      }
      this.#step();
    }
    this.#endWord();
    return this.#places.map(({ place, pipeline }) =>
      place.kind !== 'closed' &&
      place.kind !== 'comment' &&
      place.kind !== 'arithmetic' &&
      (this.#cutOff || this.#commands.isInterpreted(pipeline))
        ? { kind: 'again' }
        : place,
    );
  }

  get #kind(): Frame['kind'] {
    return this.#frames[this.#frames.length - 1].kind;
  }

  #isInside(kind: Frame['kind']): boolean {
    return (this.#depth.get(kind) ?? 0) > 0;
  }

  #push(kind: Frame['kind']): void {
    this.#frames.push({ kind });
    this.#depth.set(kind, (this.#depth.get(kind) ?? 0) + 1);
    if (isCommands(kind)) {
      this.#commands.enter();
      this.#wordStart = true;
    }
  }

  #pop(): void {
    const { kind } = this.#frames.pop()!;
    this.#depth.set(kind, this.#depth.get(kind)! - 1);
    if (isCommands(kind)) {
      this.#endWord();
      this.#commands.leave();
      this.#wordStart = kind === 'group';
    }
  }

  #here(): ShellPlace {
    const kind = this.#kind;
    if (this.#comment) return { kind: 'comment' };
    if (this.#held && kind !== 'single') return { kind: 'closed' };
    if (this.#isInside('arithmetic')) return { kind: 'arithmetic' };
    if (
      this.#uncertain ||
      this.#isInside('backquotes') ||
      this.#isInside('parameter') ||
      this.#hereDocuments.length > 0
    )
      return { kind: 'again' };
    if (kind === 'single' || kind === 'double' || kind === 'ansi')
      return { kind };
    return {
      kind: 'unquoted',
      beforeRedirection: /[<>]/.test(
        this.#text[this.#spans[this.#next].end] ?? '',
      ),
    };
  }

  /** Passes over a placeholder: its own text means nothing to the shell that gets the value. */
  #take(place: ShellPlace, pipeline: Pipeline = this.#commands.pipeline): void {
    this.#places.push({ place, pipeline });
    this.#at = this.#spans[this.#next].end;
    this.#next += 1;
    this.#wordStart = false;
    this.#held = false;
    this.#commands.add('\uFFFD');
  }

  #endWord(): void {
    // The `)` of its patterns looks like the end of what is substituted.
    if (this.#commands.endWord() === 'case' && this.#frames.length > 1)
      this.#uncertain = true;
  }

  #endPipeline(): void {
    this.#endWord();
    this.#commands.endPipeline();
  }

  #step(): void {
    const text = this.#text;
    const at = this.#at;
    const character = text[at];
    const kind = this.#kind;
    const held = this.#held;
    this.#held = false;
    this.#at += 1;
    if (this.#comment) {
      if (character !== '\n') return;
      this.#comment = false;
    }
    if (kind === 'single') {
      if (character === "'") this.#pop();
      else this.#commands.add(character);
      return;
    }
    if (character === '\\') {
      this.#backslash();
      return;
    }
    if (kind === 'ansi') {
      if (character === "'") this.#pop();
      return;
    }
    if (character === '$') {
      this.#dollar();
      return;
    }
    if (character === '`') {
      if (kind === 'backquotes') this.#pop();
      else if (this.#isInside('backquotes')) this.#uncertain = true;
      else this.#push('backquotes');
      return;
    }
    if (character === '"') {
      if (kind === 'double') this.#pop();
      else this.#push('double');
      this.#wordStart = false;
      return;
    }
    if (kind === 'double') {
      this.#commands.add(character);
      return;
    }
    if (character === "'") {
      this.#singleQuote(held);
      return;
    }
    if (kind === 'parameter') {
      if (character === '}') this.#pop();
      return;
    }
    if (kind === 'arithmetic') {
      if (character === '(') this.#push('arithmetic');
      else if (character === ')') this.#pop();
      return;
    }
    this.#inCommands(character, at);
  }

  #backslash(): void {
    if (this.#spans[this.#next]?.start === this.#at) {
      this.#held = true;
      return;
    }
    const escaped = this.#text[this.#at];
    this.#at += 1;
    // A line that goes on leaves no trace.
    if (escaped === '\n' && this.#kind !== 'ansi') return;
    // Ends the quotes for shells that do not know them.
    if (escaped === "'" && this.#kind === 'ansi') this.#uncertain = true;
    this.#commands.add(escaped ?? '');
    this.#wordStart = false;
  }

  #dollar(): void {
    const text = this.#text;
    const at = this.#at;
    this.#wordStart = false;
    if (text.startsWith('((', at)) {
      this.#at += 2;
      this.#push('arithmetic');
      this.#push('arithmetic');
    } else if (this.#spans[this.#next]?.start === at) {
      this.#held = true;
    } else if (text[at] === '(') {
      this.#at += 1;
      this.#push('substitution');
    } else if (text[at] === '{') {
      this.#at += 1;
      this.#push('parameter');
    } else if (text[at] === '[') {
      this.#uncertain = true;
    } else if (text[at] === "'") {
      this.#held = true;
    }
  }

  #singleQuote(afterDollar: boolean): void {
    const kind = this.#kind;
    this.#wordStart = false;
    // Whether such a quote means itself depends on the shell.
    if (
      kind === 'arithmetic' ||
      (kind === 'parameter' && this.#isInside('double'))
    )
      this.#uncertain = true;
    else this.#push(afterDollar ? 'ansi' : 'single');
  }

  #inCommands(character: string, at: number): void {
    const text = this.#text;
    switch (character) {
      case ' ':
      case '\t':
        this.#endWord();
        this.#wordStart = true;
        return;
      case '\n':
        this.#endPipeline();
        this.#wordStart = true;
        this.#hereDocumentBodies();
        return;
      case ';':
        this.#endPipeline();
        this.#wordStart = true;
        return;
      case '&':
      case '|':
        this.#wordStart = true;
        // In `2>&1`, `&>` and `>|` they are parts of a redirection.
        if (/[<>]/.test(text[at - 1] ?? '') || text[at + 1] === '>') return;
        if (character === '&' || text[at + 1] === '|') this.#endPipeline();
        else this.#endWord();
        return;
      case '(':
        this.#endWord();
        if (text[at + 1] === '(') {
          this.#at += 1;
          this.#push('arithmetic');
          this.#push('arithmetic');
        } else this.#push('group');
        return;
      case ')':
        if (this.#kind === 'substitution' || this.#kind === 'group')
          this.#pop();
        else this.#endPipeline();
        return;
      case '<':
        this.#endWord();
        this.#wordStart = true;
        if (text.startsWith('<<<', at)) this.#at += 2;
        else if (text[at + 1] === '<') this.#hereDocument();
        return;
      case '>':
        this.#endWord();
        this.#wordStart = true;
        return;
      case '#':
        if (this.#wordStart) {
          this.#comment = true;
          return;
        }
        break;
      default:
    }
    this.#commands.add(character);
    this.#wordStart = false;
  }

  #hereDocument(): void {
    this.#at += 1;
    const read = readDelimiter(this.#text, this.#at);
    const placeholder = this.#spans[this.#next];
    if (!read || (placeholder && placeholder.start < read.end)) {
      this.#uncertain = true;
      return;
    }
    this.#at = read.end;
    this.#wordStart = false;
    this.#hereDocuments.push({
      document: read.document,
      pipeline: this.#commands.pipeline,
      depth: this.#frames.length,
    });
  }

  #hereDocumentBodies(): void {
    const announced = this.#hereDocuments;
    this.#hereDocuments = [];
    if (announced.some(({ depth }) => depth !== this.#frames.length)) {
      this.#uncertain = true;
      return;
    }
    for (const { document, pipeline } of announced) {
      const { places, end } = readBody(
        this.#text,
        this.#at,
        document,
        this.#spans,
        this.#next,
        this.#uncertain || this.#isInside('backquotes'),
      );
      for (const place of places) this.#places.push({ place, pipeline });
      this.#next += places.length;
      this.#at = end;
    }
  }
}

function isCommands(kind: Frame['kind']): boolean {
  return kind === 'group' || kind === 'substitution' || kind === 'backquotes';
}
