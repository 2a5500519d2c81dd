import type { Placeholder } from '../model';

// `${ENV}`, `{{ alarm.name }}`, `{env}`, `<topic-arn>`, `YOUR_BUCKET`, `%ENV%`, `[table-name]`. Names are short, so that every
// alternative is bounded.
const PLACEHOLDER =
  /(?<!\\)\$\{([A-Za-z_][A-Za-z0-9_.-]{0,60})\}|(?<![\w$\\{])\{\{[ \t]{0,4}([A-Za-z_][A-Za-z0-9_-]{0,40}(?:\.[A-Za-z0-9_-]{1,40}){0,4})[ \t]{0,4}\}\}(?!\})|(?<![$\w\\'"%@{])\{([a-zA-Z][A-Za-z0-9_-]{0,60})\}|<([A-Za-z][A-Za-z0-9_ .-]{0,60})>|\b(YOUR_[A-Z0-9_]{1,60}|YOUR-[A-Z0-9-]{1,60}|your-[a-z0-9]+(?:-[a-z0-9]+){0,8})\b|(?<![\w%])%([A-Z][A-Z0-9_]{2,40})%(?![\w%])|(?<=[\s=/'":])\[([a-z]{2,30}(?:-[a-z]{2,30}){1,5})\](?=[\s/'":,]|$)/g;

/** What every placeholder has, to pass the other texts over quickly. */
const SIGNS = /[{<%[]|YOUR|your-/;

const HTML_TAGS = new Set(
  'a b i u p br hr em code div span strong table td th tr ul ol li pre sub sup kbd img h1 h2 h3 h4 details summary html body head'.split(
    ' ',
  ),
);
/** Variables that a shell sets itself. */
const SHELL_OWN = new Set(
  'HOME PATH PWD USER SHELL RANDOM SECONDS HOSTNAME LINENO UID PPID OLDPWD IFS'.split(
    ' ',
  ),
);
const CODE_LANGUAGES = new Set([
  'json',
  'yaml',
  'yml',
  'hcl',
  'terraform',
  'tf',
]);

/**
 * What a reader has to fill in before a command runs. Variables that the block sets itself are none, nor are
 * redirections (`< file`), awk and JSON braces, command substitutions and regular expression groups.
 *
 * @param language - language of the block, lower case
 */
export function findPlaceholders(text: string, language = ''): Placeholder[] {
  if (!SIGNS.test(text)) return [];
  let assigned: Set<string> | undefined;
  const found: Placeholder[] = [];
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [whole, dollar, braces, brace, angle, your, percent, bracket] = match;
    const start = match.index;
    const before = text[start - 1] ?? '';
    if (dollar !== undefined) {
      assigned ??= assignedVariables(text);
      if (assigned.has(dollar) || SHELL_OWN.has(dollar)) continue;
    } else if (brace !== undefined) {
      // What follows other braces is code as they are.
      const gap = /\}\s?$/.exec(text.slice(Math.max(0, start - 2), start));
      if (gap && found.at(-1)?.end !== start - gap[0].length + 1) continue;
      if (isBraceCode(text, start, start + whole.length)) continue;
    } else if (angle !== undefined) {
      if (isAngleCode(angle, before, text[start + whole.length] ?? ''))
        continue;
      if (language === 'html' || language === 'xml') continue;
    } else if (
      your !== undefined &&
      CODE_LANGUAGES.has(language) &&
      before === '-'
    ) {
      continue;
    }
    if (percent !== undefined && isPattern(text, start, whole, language))
      continue;
    // Elsewhere they are lists and sets of characters.
    if (bracket !== undefined && language !== 'bash') continue;
    const name =
      dollar ?? braces ?? brace ?? angle ?? your ?? percent ?? bracket;
    found.push({
      name: placeholderName(name),
      text: whole,
      start,
      end: start + whole.length,
    });
  }
  return found;
}

/** `ENV`, `topic arn` and `YOUR_BUCKET` as `env`, `topic-arn` and `your-bucket`. */
export function placeholderName(written: string): string {
  return written
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function assignedVariables(text: string): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(
    /(?:^|[\n;&|(]|export |local |readonly )[ \t]*([A-Za-z_][A-Za-z0-9_]{0,60})=/g,
  )) {
    names.add(match[1]);
  }
  for (const match of text.matchAll(
    /\b(?:for|read(?: -\w+)?)[ \t]+([A-Za-z_]\w{0,60})\b/g,
  )) {
    names.add(match[1]);
  }
  return names;
}

/** `awk '{print}'`, `find -exec … {}`, `@{u}`, `{a}` of a brace expansion. */
function isBraceCode(text: string, start: number, end: number): boolean {
  const inside = text.slice(start + 1, end - 1);
  if (/^(?:print|next|exit|getline|printf)$/.test(inside)) return true;
  const near = text.slice(Math.max(0, start - 200), start);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  // Behind `awk` and an open quote, with no pipe between the two.
  const quote = before.lastIndexOf("'");
  if (quote < 0) return false;
  const pipe = before.lastIndexOf('|', quote);
  return /\bawk\b/.test(before.slice(pipe + 1, quote));
}

/** `LIKE '%ERROR%'` is a pattern. */
function isPattern(
  text: string,
  start: number,
  whole: string,
  language: string,
): boolean {
  return (
    (language !== 'bash' && language !== 'cmd' && language !== '') ||
    /['"]/.test(text[start - 1] ?? '') ||
    /['"]/.test(text[start + whole.length] ?? '')
  );
}

/** `(?<name>…)` of a regular expression, `cmd < in > out`, tags. */
function isAngleCode(inside: string, before: string, after: string): boolean {
  if (before === '?' || before === '<' || (before === '=' && after === '='))
    return true;
  if (/\s$/.test(inside) || HTML_TAGS.has(inside.toLowerCase())) return true;
  return inside.includes(' ') && /[.]/.test(inside);
}
