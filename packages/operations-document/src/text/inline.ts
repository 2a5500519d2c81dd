/** Without any of these a text is plain already. */
const MARKS = /[`*_[<\\~&\t\n]|\s\s/;
const LINK =
  /!?\[([^\][]{0,500})\](?:\([^()\s]{0,1000}(?:\s"[^"]{0,200}")?\)|\[[^\][]{0,200}\])/g;
const TAG =
  /<\/?(?:b|i|em|strong|code|br|sub|sup|kbd|u|span|a|p|div|summary|details)(?:\s[^<>]{0,300})?\/?>/gi;
const ATTRIBUTES = /^\{#([A-Za-z0-9_-]{1,80})[^{}]{0,80}\}\s*$/;

/** Plain text of inline Markdown: without emphasis, code marks, links' targets and HTML tags. Linear in its length. */
export function plainText(markdown: string): string {
  if (!MARKS.test(markdown)) return markdown.trim();
  const pieces = markdown.split('`');
  // Between a pair of code marks everything is literal.
  const text = pieces
    .map((piece, index) => {
      const literal = index % 2 === 1 && index < pieces.length - 1;
      return literal ? piece : withoutMarks(piece);
    })
    .join('');
  return text.replace(/\s+/g, ' ').trim();
}

function withoutMarks(text: string): string {
  if (!/[*_[<\\~&]/.test(text)) return text;
  return text
    .replace(LINK, '$1')
    .replace(TAG, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~])/g, '$1')
    .replace(/\*+|~~/g, '')
    .replace(/(^|[^\p{L}\p{N}_])_{1,3}(?=[^_\s])/gu, '$1')
    .replace(/([^_\s])_{1,3}(?=$|[^\p{L}\p{N}_])/gu, '$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&le;/g, '≤')
    .replace(/&ge;/g, '≥')
    .replace(/&amp;/g, '&');
}

/** Splits `Title {#my-id}` into the title and the id that the writer gave. */
export function splitAttributes(text: string): { text: string; id?: string } {
  // From the last brace on: sought from the beginning, a run of blanks would be tried at each of them.
  const start = text.lastIndexOf('{#');
  const match = start < 0 ? null : ATTRIBUTES.exec(text.slice(start));
  if (!match) return { text };
  return { text: text.slice(0, start).trimEnd(), id: match[1] };
}

/** Texts between code marks, in order. */
export function codeSpans(markdown: string): string[] {
  const pieces = markdown.split('`');
  return pieces
    .filter((_, index) => index % 2 === 1 && index < pieces.length - 1)
    .map(piece => piece.trim())
    .filter(piece => piece !== '');
}

/** Whether a text is nothing but links. */
export function isOnlyLinks(markdown: string): boolean {
  const rest = markdown.replace(LINK, '').replace(/https?:\/\/\S+/g, '');
  return rest !== markdown && !/[\p{L}\p{N}]/u.test(rest);
}
