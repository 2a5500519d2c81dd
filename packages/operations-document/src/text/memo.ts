/** Entries that a memo keeps; a document has fewer titles than that, and a hostile one must not fill the memory. */
const MAX_ENTRIES = 2000;
/** Longer texts are no titles worth keeping. */
const MAX_KEY = 200;

/** Remembers what a pure function of a short text answered: titles are asked for the same thing from many places. */
export function memo<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
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
