/** Entries that a memo keeps; a document has fewer titles than that, and a hostile one must not fill the memory. */
const MAX_ENTRIES = 2000;
/** Longer texts are no titles worth keeping. */
const MAX_KEY = 200;

const MEMOS: Map<string, unknown>[] = [];

/**
 * Remembers what a pure function of a short text answered, while one document is read: the same titles and labels are
 * asked about from many places.
 */
export function memo<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  MEMOS.push(known);
  return text => {
    if (text.length > MAX_KEY) return compute(text);
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const value = compute(text);
    if (known.size >= MAX_ENTRIES) known.clear();
    known.set(text, value);
    return value;
  };
}

/** Before each document: what is remembered of one must cost the next neither memory nor say how fast it is. */
export function forgetAll(): void {
  for (const known of MEMOS) known.clear();
}
