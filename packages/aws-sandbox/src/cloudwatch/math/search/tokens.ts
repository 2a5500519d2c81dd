/**
 * A name cut into the pieces that CloudWatch's search compares. Other characters than letters and digits separate pieces;
 * inside a piece, camel case and digits start new tokens (AWS: "CloudWatch search expression syntax", tokenization).
 */
export interface TokenizedName {
  /** Tokens as they are written, in order. */
  tokens: readonly string[];
  /** For each token, whether its piece has other tokens too; such tokens only match with the same capitals. */
  composite: readonly boolean[];
  /** All letters and digits together, lower case. */
  whole: string;
}

const PIECE = /[\p{L}\p{N}]+/gu;

/** A run of capitals before a capitalised word, a capitalised or lower-case word, a run of capitals, or a number. */
const TOKEN =
  /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}]+|\p{Lu}+|\p{N}+/gu;

export function tokenizeName(name: string): TokenizedName {
  const tokens: string[] = [];
  const composite: boolean[] = [];
  const pieces = name.match(PIECE) ?? [];
  for (const piece of pieces) {
    const parts = piece.match(TOKEN) ?? [piece];
    for (const part of parts) {
      tokens.push(part);
      composite.push(parts.length > 1);
    }
  }
  return { tokens, composite, whole: pieces.join('').toLowerCase() };
}

/** Whether a name contains the tokens of a search term, one after the other. */
export function matchesPartially(
  term: TokenizedName,
  name: TokenizedName,
): boolean {
  if (term.tokens.length === 0) return false;
  if (term.whole === name.whole) return true;
  const last = name.tokens.length - term.tokens.length;
  for (let start = 0; start <= last; start++) {
    const found = term.tokens.every((token, index) => {
      const other = name.tokens[start + index];
      return term.composite[index]
        ? token === other
        : token.toLowerCase() === other.toLowerCase();
    });
    if (found) return true;
  }
  return false;
}
