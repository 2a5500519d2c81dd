/** What the text at hand stands in. */
export type FrameKind =
  | 'commands'
  | 'group'
  | 'substitution'
  | 'backquotes'
  | 'parameter'
  | 'arithmetic'
  | 'single'
  | 'double'
  | 'ansi';

/** Whether commands of their own stand in it. */
export function holdsCommands(kind: FrameKind): boolean {
  return kind === 'group' || kind === 'substitution' || kind === 'backquotes';
}

/** Quotes, substitutions and groups around the place that has been reached, outermost first. */
export class ShellFrames {
  readonly #kinds: FrameKind[] = ['commands'];
  readonly #depth = new Map<FrameKind, number>();

  private constructor() {}

  static create(): ShellFrames {
    return new ShellFrames();
  }

  get innermost(): FrameKind {
    return this.#kinds[this.#kinds.length - 1];
  }

  get depth(): number {
    return this.#kinds.length;
  }

  isInside(kind: FrameKind): boolean {
    return (this.#depth.get(kind) ?? 0) > 0;
  }

  enter(kind: FrameKind): void {
    this.#kinds.push(kind);
    this.#depth.set(kind, (this.#depth.get(kind) ?? 0) + 1);
  }

  /** @returns what has been left */
  leave(): FrameKind {
    const kind = this.#kinds.pop()!;
    this.#depth.set(kind, this.#depth.get(kind)! - 1);
    return kind;
  }
}
