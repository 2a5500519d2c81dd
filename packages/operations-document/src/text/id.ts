/** State of the hash: two mixed 32-bit multiplications, 53 bits in the end, enough to tell a document's elements apart. */
interface Digest {
  high: number;
  low: number;
}

function add(digest: Digest, text: string): void {
  let { high, low } = digest;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  digest.high = high;
  digest.low = low;
}

/**
 * Adds what stays the same when a text is wrapped, indented or emphasised in another way: lower case, without marks,
 * words apart by one space. In one pass, since commands and dashboards are long.
 */
function addIdentity(digest: Digest, text: string): void {
  let { high, low } = digest;
  let started = false;
  let gap = false;
  for (let i = 0; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    if (code > 127) {
      addOtherIdentity(digest, text);
      return;
    }
    if (code === 32 || (code >= 9 && code <= 13)) {
      gap = started;
      continue;
    }
    // * _ ` ~
    if (code === 42 || code === 95 || code === 96 || code === 126) continue;
    if (code >= 65 && code <= 90) code += 32;
    if (gap) {
      high = Math.imul(high ^ 32, 2654435761);
      low = Math.imul(low ^ 32, 1597334677);
      gap = false;
    }
    started = true;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  digest.high = high;
  digest.low = low;
}

/** The same for text beyond ASCII, whose blanks and capitals are many. */
function addOtherIdentity(digest: Digest, text: string): void {
  add(
    digest,
    text
      .toLowerCase()
      .replace(/[*_`~]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** Base 36. */
function ended({ high, low }: Digest): string {
  let a = Math.imul(high ^ (high >>> 16), 2246822507) ^ (low >>> 13);
  const b = Math.imul(low ^ (low >>> 16), 3266489909) ^ (a >>> 13);
  a >>>= 0;
  return (4294967296 * (2097151 & b) + a).toString(36);
}

/** Hands out ids that depend on what an element says and where it stands, never on its line. */
export class IdRegister {
  private readonly taken = new Map<string, number>();
  /** Digests of the heading paths, which many elements share. */
  private readonly paths = new Map<string, Map<readonly string[], Digest>>();

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
    let id = explicit ?? this.hashed(kind, headingPath, text);
    for (;;) {
      const count = (this.taken.get(id) ?? 0) + 1;
      this.taken.set(id, count);
      if (count === 1) return id;
      id = `${id}-${count}`;
    }
  }

  private hashed(
    kind: string,
    headingPath: readonly string[],
    text: string,
  ): string {
    const digest = { ...this.pathDigest(kind, headingPath) };
    addIdentity(digest, text);
    return `${kind}-${ended(digest)}`;
  }

  private pathDigest(kind: string, headingPath: readonly string[]): Digest {
    let known = this.paths.get(kind);
    if (!known) {
      known = new Map();
      this.paths.set(kind, known);
    }
    let digest = known.get(headingPath);
    if (!digest) {
      digest = { high: 0xdeadbeef, low: 0x41c6ce57 };
      add(digest, `${kind}\u0001`);
      headingPath.forEach((title, index) => {
        if (index > 0) add(digest!, '\u0000');
        addIdentity(digest!, title);
      });
      add(digest, '\u0001');
      known.set(headingPath, digest);
    }
    return digest;
  }
}
