/** Longest line that is shown; a longer one is cut. UTF-16 code units. */
const MAX_LENGTH = 32_768;

const ESCAPE = String.fromCodePoint(0x1b);
const BELL = String.fromCodePoint(0x07);

/** Colours, cursor movements and titles of terminals, as applications write them into logs. */
const TERMINAL_SEQUENCE = new RegExp(
  `${ESCAPE}(?:\\[[0-?]{0,32}[ -/]{0,8}[@-~]|\\][^${BELL}${ESCAPE}]{0,1024}(?:${BELL}|${ESCAPE}\\\\)|[@-Z\\\\_-])`,
  'g',
);

/**
 * Control characters but tab and line feed; format characters, among them everything that reorders text or has no width;
 * separators, fillers and variation selectors that hide text; halves of surrogate pairs.
 */
const INVISIBLE =
  /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\u{e0000}-\u{e0fff}]/gu;

/** Text that shows what it says: nothing in it moves the cursor, reorders letters or hides. */
export function visibleText(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, '')
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '');
}

/** {@link visibleText} of a line of a log, cut where it is too long to be shown. */
export function cleanText(text: string): string {
  return visibleText(
    text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} … (cut)` : text,
  );
}
