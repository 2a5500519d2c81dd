import { AnnouncedDocuments } from './AnnouncedDocuments';
import { CommandWords, type Pipeline } from './commandWords';
import { readDelimiter } from './hereDocuments';
import { holdsCommands, ShellFrames, type FrameKind } from './ShellFrames';
import type { ShellPlace, Span } from './shellPlaces';

/** Deeper nesting is not followed: what comes then is read `again`. */
const DEEPEST = 100;

/** Walks through a shell text and tells of each span how it is read there. */
export class ShellScanner {
  readonly #text: string;
  readonly #spans: readonly Span[];
  readonly #places: { place: ShellPlace; pipeline: Pipeline }[] = [];
  readonly #frames = ShellFrames.create();
  readonly #commands = CommandWords.create();
  readonly #hereDocuments = AnnouncedDocuments.create();
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
      if (this.#frames.depth > DEEPEST) this.#uncertain = true;
      if (this.#at === this.#spans[this.#next].start) this.#take(this.#here());
      else this.#step();
    }
    // What follows may still feed a place into another shell: `echo {name} | sh`.
    while (this.#at < this.#text.length) {
      if (this.#frames.depth > DEEPEST) {
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

  #push(kind: FrameKind): void {
    this.#frames.enter(kind);
    if (holdsCommands(kind)) {
      this.#commands.enter();
      this.#wordStart = true;
    }
  }

  #pop(): void {
    const kind = this.#frames.leave();
    if (holdsCommands(kind)) {
      this.#endWord();
      this.#commands.leave();
      this.#wordStart = kind === 'group';
    }
  }

  #here(): ShellPlace {
    const kind = this.#frames.innermost;
    if (this.#comment) return { kind: 'comment' };
    if (this.#held && kind !== 'single') return { kind: 'closed' };
    if (this.#frames.isInside('arithmetic')) return { kind: 'arithmetic' };
    if (
      this.#uncertain ||
      this.#frames.isInside('backquotes') ||
      this.#frames.isInside('parameter') ||
      this.#hereDocuments.areWaiting
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
    if (this.#commands.endWord() === 'case' && this.#frames.depth > 1)
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
    const kind = this.#frames.innermost;
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
      else if (this.#frames.isInside('backquotes')) this.#uncertain = true;
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
    if (escaped === '\n' && this.#frames.innermost !== 'ansi') return;
    // Ends the quotes for shells that do not know them.
    if (escaped === "'" && this.#frames.innermost === 'ansi')
      this.#uncertain = true;
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
    const kind = this.#frames.innermost;
    this.#wordStart = false;
    // Whether such a quote means itself depends on the shell.
    if (
      kind === 'arithmetic' ||
      (kind === 'parameter' && this.#frames.isInside('double'))
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
        if (
          this.#frames.innermost === 'substitution' ||
          this.#frames.innermost === 'group'
        )
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
    this.#hereDocuments.announce(
      read.document,
      this.#commands.pipeline,
      this.#frames.depth,
    );
  }

  #hereDocumentBodies(): void {
    if (!this.#hereDocuments.areWaiting) return;
    const bodies = this.#hereDocuments.takeBodies(
      this.#text,
      this.#at,
      this.#spans,
      this.#next,
      this.#frames.depth,
      this.#uncertain || this.#frames.isInside('backquotes'),
    );
    if (!bodies) {
      this.#uncertain = true;
      return;
    }
    for (const place of bodies.places) this.#places.push(place);
    this.#next += bodies.places.length;
    this.#at = bodies.end;
  }
}
