/** The first sentence of a reason and what follows it, so that a headline stays one. Names and figures hold full stops too: only one before a space and a capital ends a sentence. */
export function splitHeadline(reason: string): [string, string | undefined] {
  const end = reason.search(/\.\s+\p{Lu}/u);
  return end < 0
    ? [reason, undefined]
    : [reason.slice(0, end), reason.slice(end + 1).trim()];
}
