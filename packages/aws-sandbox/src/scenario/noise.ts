/** 32-bit hash of a text (FNV-1a with a final mix). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** Spreads every bit of the input over the whole result. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32 random bits that depend on the seed and the slot alone, whatever was asked before. */
export function bitsAt(seed: number, slot: number): number {
  return mix(seed ^ Math.imul(slot | 0, 0x9e3779b1));
}

/** A number in [0, 1) for the slot. */
export function uniformAt(seed: number, slot: number): number {
  return bitsAt(seed, slot) / 0x100000000;
}

const HALF = 0xffff;

/** About normally distributed: mean 0, standard deviation 1, never beyond 3.5. */
export function normalAt(seed: number, slot: number): number {
  const a = bitsAt(seed, slot);
  const b = bitsAt(seed ^ 0x5bd1e995, slot);
  const sum = (a & HALF) + (a >>> 16) + (b & HALF) + (b >>> 16);
  return (sum / HALF - 2) * Math.sqrt(3);
}

const WAVE = 12;

/** As {@link normalAt}, but neighbouring slots are alike, as load and latency are from one minute to the next. */
export function driftAt(seed: number, slot: number): number {
  const left = Math.floor(slot / WAVE);
  const x = slot / WAVE - left;
  const weight = x * x * (3 - 2 * x);
  const wave =
    normalAt(seed ^ 0x2c1b3c6d, left) * (1 - weight) +
    normalAt(seed ^ 0x2c1b3c6d, left + 1) * weight;
  return 0.6 * normalAt(seed, slot) + 0.8 * wave;
}
