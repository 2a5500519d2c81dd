import { Clock } from '../model';

/** How the sandbox's time moves: with real time from wherever it was set, or not at all. */
export type ClockMode = 'following' | 'frozen';

/** A clock that can be set, moved and stopped. Times in Unix milliseconds. */
export interface ControllableClock extends Clock {
  readonly mode: ClockMode;
  /** Jumps to a moment; goes on from there, or stays there while frozen. */
  set(time: number): void;
  /** Jumps by a number of milliseconds, which may be negative. */
  advance(milliseconds: number): void;
  freeze(): void;
  /** Goes on from the present sandbox time at the pace of real time. */
  follow(): void;
  /** Goes back to real time. */
  reset(): void;
}

/** The sandbox's clock; an offset on a real one. */
export class SandboxClock implements ControllableClock {
  #offset = 0;
  #frozenAt: number | undefined;

  /** @param real the clock that is followed, for tests; the machine's own by default */
  static create(real: Clock = { now: Date.now }): SandboxClock {
    return new SandboxClock(real);
  }

  private constructor(private readonly real: Clock) {}

  get mode(): ClockMode {
    return this.#frozenAt === undefined ? 'following' : 'frozen';
  }

  now(): number {
    return this.#frozenAt ?? this.real.now() + this.#offset;
  }

  set(time: number): void {
    if (this.#frozenAt === undefined) this.#offset = time - this.real.now();
    else this.#frozenAt = time;
  }

  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  freeze(): void {
    this.#frozenAt = this.now();
  }

  follow(): void {
    if (this.#frozenAt === undefined) return;
    this.#offset = this.#frozenAt - this.real.now();
    this.#frozenAt = undefined;
  }

  reset(): void {
    this.#offset = 0;
    this.#frozenAt = undefined;
  }
}
