export type TokenKind =
  'comment' | 'string' | 'keyword' | 'name' | 'flag' | 'number';

export interface CodeToken {
  start: number;
  /** Exclusive. */
  end: number;
  kind: TokenKind;
}

interface Language {
  /** Source of the regular expression of a comment. */
  comment: string;
  keywords: ReadonlySet<string>;
  /** Keywords in any case. */
  anyCase?: boolean;
  /** The first word of a statement is what is run. */
  shell?: boolean;
  /** A text or word before a colon or an equals sign names something. */
  keys?: boolean;
}

const words = (text: string) => new Set(text.split(' '));

const HASH = '#[^\\n]*';
const SHELL: Language = {
  comment: '(?<![^\\s;|&(])#[^\\n]*',
  keywords: words(
    'if then else elif fi for while until do done case esac in function export local return set',
  ),
  shell: true,
};
const LANGUAGES: Record<string, Language> = {
  sql: {
    comment: '--[^\\n]*|/\\*(?:[^*]|\\*(?!/))*(?:\\*/|$)',
    keywords: words(
      'select from where and or not in is null as on join left right inner outer full group by order having limit offset insert into values update set delete create alter drop table view index database schema with union all distinct case when then else end between like exists interval partition show msck repair explain analyze vacuum begin commit rollback desc asc cast',
    ),
    anyCase: true,
  },
  python: {
    comment: HASH,
    keywords: words(
      'import from as def return if elif else for while in not and or is None True False try except finally with class lambda yield raise pass print',
    ),
  },
  json: {
    comment: '(?!)',
    keywords: words('true false null'),
    keys: true,
  },
  yaml: {
    comment: '(?<!\\S)#[^\\n]*',
    keywords: words('true false null yes no'),
    keys: true,
  },
  hcl: {
    comment: '(?:#|//)[^\\n]*',
    keywords: words(
      'resource data variable output module provider terraform locals true false null',
    ),
    keys: true,
  },
  powershell: {
    comment: HASH,
    keywords: words(
      'if else elseif foreach for while function return param try catch',
    ),
    anyCase: true,
    shell: true,
  },
  query: {
    comment: HASH,
    keywords: words(
      'fields filter stats sort limit parse display dedup pattern diff anomaly unnest filterindex by as like in and or not asc desc',
    ),
    anyCase: true,
  },
};
const ALSO: Record<string, string> = {
  py: 'python',
  yml: 'yaml',
  terraform: 'hcl',
  tf: 'hcl',
  ps1: 'powershell',
  pwsh: 'powershell',
  postgresql: 'sql',
  psql: 'sql',
  logs: 'query',
  insights: 'query',
  'cloudwatch-insights': 'query',
};
const SHELLS = words('bash sh shell zsh console shell-session');

/** Longer code is not coloured: nobody reads it word by word. */
const LONGEST = 20_000;

function languageOf(name: string): Language | undefined {
  if (SHELLS.has(name) || name === '') {
    return SHELL;
  }
  const known = ALSO[name] ?? name;
  return Object.hasOwn(LANGUAGES, known) ? LANGUAGES[known] : undefined;
}

/** A text that is never closed runs to the end, so that no part of the code is read twice. */
const STRING = `"(?:[^"\\\\]|\\\\[^])*(?:"|\\\\?$)|'[^']*(?:'|$)`;
const PARTS = [
  `(?<string>${STRING})`,
  '(?<flag>(?<![^\\s[(])--?[A-Za-z][\\w-]*)',
  '(?<variable>\\$(?:\\{[^}\\s]*\\}?|\\w+))',
  '(?<number>(?<![\\w.-])\\d+(?:\\.\\d+)?(?![\\w-]))',
  '(?<word>[A-Za-z_@][\\w@.:/-]*)',
  '(?<break>[\\n;|&(])',
].join('|');

/**
 * What there is to colour in code, in order and not overlapping. It knows the few languages that guides are written with,
 * colours nothing of others, and takes time in proportion to the code's length.
 */
export function codeTokens(code: string, languageName: string): CodeToken[] {
  const language = languageOf(languageName);
  if (!language || code.length > LONGEST) {
    return [];
  }
  const tokens: CodeToken[] = [];
  let opensStatement = true;
  const parts = new RegExp(`(?<comment>${language.comment})|${PARTS}`, 'g');
  for (const match of code.matchAll(parts)) {
    const groups = match.groups!;
    const start = match.index;
    const end = start + match[0].length;
    const isKey =
      language.keys && /^\s{0,8}[:=]/.test(code.slice(end, end + 9));
    let kind: TokenKind | undefined;
    if (groups.comment) {
      kind = 'comment';
    } else if (groups.string) {
      kind = isKey ? 'name' : 'string';
    } else if (groups.number) {
      kind = 'number';
    } else if (groups.variable) {
      kind = 'name';
    } else if (groups.flag) {
      kind = language.shell ? 'flag' : undefined;
    } else if (groups.word) {
      const word = language.anyCase ? groups.word.toLowerCase() : groups.word;
      if (language.keywords.has(word)) {
        kind = 'keyword';
      } else if (isKey || (language.shell && opensStatement)) {
        kind = 'name';
      }
    }
    const continued = groups.break === '\n' && code[start - 1] === '\\';
    opensStatement =
      (Boolean(groups.break) && !continued) ||
      (kind === 'keyword' && Boolean(language.shell));
    if (kind) {
      tokens.push({ start, end, kind });
    }
  }
  return tokens;
}
