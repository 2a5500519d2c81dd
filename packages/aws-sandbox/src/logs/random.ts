import { bitsAt } from '../scenario/noise';

/** A small seeded generator (mulberry32): the same seed and slot give the same numbers on every machine. */
export class Random {
  #state: number;

  static create(seed: number, slot: number): Random {
    return new Random(bitsAt(seed, slot));
  }

  private constructor(state: number) {
    this.#state = state;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  }

  /** A whole number in [min, max]. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** `length` lower-case hex digits. */
  hex(length: number): string {
    let digits = '';
    while (digits.length < length) {
      digits += Math.floor(this.next() * 0x100000000)
        .toString(16)
        .padStart(8, '0');
    }
    return digits.slice(0, length);
  }
}
