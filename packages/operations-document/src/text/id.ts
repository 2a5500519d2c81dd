/** 53-bit string hash (two mixed 32-bit multiplications), base 36: enough to tell a document's elements apart. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ (low >>> 13);
  low = Math.imul(low ^ (low >>> 16), 3266489909) ^ (high >>> 13);
  const value = 4294967296 * (2097151 & low) + (high >>> 0);
  return value.toString(36);
}

/** What stays the same when a text is wrapped, indented or emphasised in another way. */
function identity(text: string): string {
  return text
    .toLowerCase()
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Hands out ids that depend on what an element says and where it stands, never on its line. */
export class IdRegister {
  private readonly taken = new Map<string, number>();

  private constructor() {}

  static create(): IdRegister {
    return new IdRegister();
  }

  /**
   * @param kind - short prefix, such as `runbook`
   * @param headingPath - headings above the element
   * @param text - what identifies the element under its heading
   * @param explicit - id that the writer gave; wins over the hash
   */
  take(
    kind: string,
    headingPath: readonly string[],
    text: string,
    explicit?: string,
  ): string {
    const path = headingPath.map(identity).join('\u0000');
    const base =
      explicit ??
      `${kind}-${hash(`${kind}\u0001${path}\u0001${identity(text)}`)}`;
    const count = (this.taken.get(base) ?? 0) + 1;
    this.taken.set(base, count);
    if (count === 1) return base;
    return this.take(kind, headingPath, text, `${base}-${count}`);
  }
}
