/** 32-bit FNV-1a hash of a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A small seeded generator (mulberry32): the same seed and slot give the same numbers on every machine. */
export class Random {
  #state: number;

  static create(seed: number, slot: number): Random {
    let mixed = Math.imul(seed ^ (slot | 0), 0x9e3779b1) >>> 0;
    // Slots beyond 32 bits (millisecond lines far from the anchor) keep their upper half.
    mixed ^= Math.imul(Math.floor(slot / 0x100000000) | 0, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
    return new Random((mixed ^ (mixed >>> 16)) >>> 0);
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
      digits += this.int(0, 0xffff).toString(16).padStart(4, '0');
    }
    return digits.slice(0, length);
  }
}
