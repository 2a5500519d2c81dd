/** What means something within a line of Markdown, or begins HTML, an entity or a table's cell. */
const MEANINGFUL = /[\\`*_[\]<>#|~&!]/g;

/** Text of somebody else within a line of Markdown, never at its start: shown as it is, whatever it holds. */
export function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(MEANINGFUL, '\\$&');
}

/** Text of several lines as a block that nothing in it can end. */
export function block(text: string): string {
  const ticks = text.match(/`+/g) ?? [];
  const longest = Math.max(2, ...ticks.map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.replace(/\r\n?/g, '\n')}\n${fence}`;
}

/** Within the line where it is one line, as a block below it where it is more. */
export function labelled(label: string, text: string): string {
  return text.includes('\n')
    ? `**${label}:**\n\n${block(text)}`
    : `**${label}:** ${inLine(text)}`;
}
