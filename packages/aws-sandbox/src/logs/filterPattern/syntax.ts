import { ServiceError } from '../../model';
import { invalidParameter } from '../errors';

/** What AWS answers to a pattern that it cannot read. */
export function invalidPattern(): ServiceError {
  return invalidParameter('Invalid filter pattern');
}

/** What AWS answers to characters that have no meaning where they stand. */
export function invalidTerm(term: string): ServiceError {
  return invalidParameter(`Invalid character(s) in term '${term}'`);
}

/** A position in a pattern, with the few moves that all three grammars share. */
export class PatternScanner {
  position = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.position >= this.text.length;
  }

  get next(): string {
    return this.text[this.position] ?? '';
  }

  skipSpace(): void {
    while (!this.done && /\s/.test(this.next)) this.position += 1;
  }

  /** Consumes the literal, if it stands here. */
  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.position)) return false;
    this.position += literal.length;
    return true;
  }

  /** Consumes what the sticky expression matches here. */
  match(expression: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(expression.source, `${expression.flags}y`);
    sticky.lastIndex = this.position;
    const match = sticky.exec(this.text);
    if (!match) return undefined;
    this.position = sticky.lastIndex;
    return match;
  }

  /** Consumes a `"quoted text"` (`\"` and `\\` escaped) or nothing. */
  quoted(): string | undefined {
    if (this.next !== '"') return undefined;
    const match = this.match(/"((?:[^"\\]|\\[\s\S])*)"/);
    if (!match) throw invalidPattern();
    return match[1].replace(/\\(["\\])/g, '$1');
  }
}
