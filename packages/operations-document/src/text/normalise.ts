import { memo } from './memo';

const ASCII = /^[\x20-\x7e]*$/;

/** Whether a text has no character beyond ASCII. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1)
    if (text.charCodeAt(i) > 127) return false;
  return true;
}

const NOT_ASCII_WORD = /[^a-z0-9]+/g;
const SHORTCODE = /:[a-z0-9_+-]{2,40}:/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const PICTURES =
  /\p{Extended_Pictographic}|\uFE0F|\u200D|:[a-z0-9_+-]{2,40}:/giu;
const NUMBERING =
  /^\s*(?:\(?\d{1,3}(?:\.\d{1,3}){0,4}[.):]\s*|\d{1,3}(?:\.\d{1,3}){1,4}\s+)/;

/** Lower case, words separated by single spaces, without emoji and punctuation. */
export const normalise = memo((text: string): string => {
  // Most titles are plain ASCII, for which the cheap way is the same.
  if (ASCII.test(text)) {
    return text
      .toLowerCase()
      .replace(SHORTCODE, ' ')
      .replace(NOT_ASCII_WORD, ' ')
      .trim();
  }
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(PICTURES, ' ')
    .replace(NOT_WORD, ' ')
    .trim();
});

/** ASCII without a shortcode, a letter first: there is nothing to take away. */
const PLAIN_START = /^[A-Za-z][\x20-\x39\x3b-\x7e]*$/;

function withoutPictures(text: string): string {
  const plain = ASCII.test(text) && !text.includes(':');
  return plain ? text.trim() : text.replace(PICTURES, ' ').trim();
}

/** A title without emoji, leading numbering (`1.`, `2.1`, `3)`) and leading symbols. */
export const bareTitle = memo((text: string): string => {
  if (PLAIN_START.test(text)) return text.trim();
  const plain = withoutPictures(text);
  return plain
    .replace(/^[^\p{L}\p{N}({[<$"'“„«]+/u, '')
    .replace(NUMBERING, '')
    .trim();
});

/** Whether a title is numbered: `1. Assess impact`, `2.1 Restart`, `3) Verify`. */
export const isNumbered = memo((text: string): boolean => {
  return (
    !PLAIN_START.test(text) &&
    NUMBERING.test(withoutPictures(text).replace(/^[^\p{L}\p{N}(]+/u, ''))
  );
});

/** Words of a text after {@link normalise}. */
export function wordsOf(text: string): string[] {
  const normal = normalise(text);
  return normal === '' ? [] : normal.split(' ');
}
