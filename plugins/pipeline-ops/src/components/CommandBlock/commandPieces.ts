import type { CodeToken, TokenKind } from './codeTokens';
import type { Segment } from './fillSegments';

/** A part of a command that looks the same throughout. */
export interface Piece {
  text: string;
  /** What it is in its language; absent for the rest, and for values, which have marks of their own. */
  token?: TokenKind;
  segment: Segment;
}

/** A written stretch that begins at `offset` of the code, cut where its tokens begin and end. */
function cut(segment: Segment, offset: number, tokens: CodeToken[]): Piece[] {
  const { text } = segment;
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end, kind } of tokens) {
    const from = Math.max(done, start - offset);
    const to = Math.min(text.length, end - offset);
    if (from > done) {
      pieces.push({ text: text.slice(done, from), segment });
    }
    if (to > from) {
      pieces.push({ text: text.slice(from, to), token: kind, segment });
    }
    done = Math.max(from, to);
  }
  if (done < text.length) {
    pieces.push({ text: text.slice(done), segment });
  }
  return pieces;
}

/** The segments cut where the colours change. Joined, the pieces are the segments' text. */
export function commandPieces(
  segments: Segment[],
  tokens: CodeToken[],
): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  let next = 0;
  for (const segment of segments) {
    const end = offset + segment.text.length;
    // A token that reaches out of the segment before belongs to this one, too.
    while (next < tokens.length && tokens[next].end <= offset) {
      next += 1;
    }
    let last = next;
    while (last < tokens.length && tokens[last].start < end) {
      last += 1;
    }
    if (segment.kind === 'literal') {
      pieces.push(...cut(segment, offset, tokens.slice(next, last)));
    } else {
      pieces.push({ text: segment.text, segment });
    }
    offset = end;
  }
  return pieces;
}
