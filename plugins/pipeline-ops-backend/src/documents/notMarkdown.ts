/** Share of characters that are no UTF-8, from which on a text is taken for something else. */
const STRANGE = 0.1;

/**
 * Why a text that was read from a `.md` file is none: hosts and tools sometimes put something else in its place.
 *
 * @returns What it is and what to do; undefined for Markdown
 */
export function notMarkdown(text: string): string | undefined {
  if (text.includes('\0') || strangeCharacters(text) > STRANGE * text.length) {
    return 'it is no UTF-8 text. Save it as UTF-8';
  }
  if (/^\uFEFF?\s*<(!doctype\s+html|html)\b/i.test(text)) {
    return 'it is a web page, not Markdown: the host may have answered with its sign-in page. Look at the file, and at the integration of its host in app-config';
  }
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    return 'it is a pointer of Git LFS, not the document. Take .md files out of Git LFS';
  }
  return undefined;
}

function strangeCharacters(text: string): number {
  return text.match(/\uFFFD/g)?.length ?? 0;
}
