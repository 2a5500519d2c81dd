import type { CodeToken, TokenKind } from './codeTokens';
import type { Segment } from './fillSegments';

/** A part of a command that looks the same throughout. */
export interface Piece {
  text: string;
  /** What it is in its language; absent for the rest, and for values, which have marks of their own. */
  token?: TokenKind;
  segment: Segment;
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
    let done = offset;
    const add = (to: number, token?: TokenKind) => {
      if (to > done) {
        pieces.push({
          text: segment.text.slice(done - offset, to - offset),
          ...(token && { token }),
          segment,
        });
        done = to;
      }
    };
    while (segment.kind === 'literal' && next < tokens.length) {
      const token = tokens[next];
      if (token.start >= end) {
        break;
      }
      add(Math.max(done, token.start));
      add(Math.min(end, token.end), token.kind);
      if (token.end > end) {
        break;
      }
      next += 1;
    }
    add(end);
    while (next < tokens.length && tokens[next].end <= end) {
      next += 1;
    }
    offset = end;
  }
  return pieces;
}
