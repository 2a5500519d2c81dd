/** A secret's shape and what is put in its place. */
interface MaskRule {
  pattern: RegExp;
  replacement: string;
}

const MASK = '[masked]';

/**
 * Every quantifier is bounded or runs over a class that its neighbours cannot match, so that no line takes more than
 * linear time.
 */
const RULES: readonly MaskRule[] = [
  {
    // To the end marker, or, when the line was cut, over everything that looks like the key's body.
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]{0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
    replacement: '[masked private key]',
  },
  {
    pattern: /\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA)[A-Z0-9]{16}\b/g,
    replacement: '[masked AWS key]',
  },
  {
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,4096}\.[A-Za-z0-9_-]{5,8192}(?:\.[A-Za-z0-9_-]{0,4096})?/g,
    replacement: '[masked token]',
  },
  {
    pattern: /\b(bearer|basic)([ :]{1,3})[A-Za-z0-9._~+/=-]{8,8192}/gi,
    replacement: `$1$2${MASK}`,
  },
  {
    // GitHub, Slack, Stripe, Google and GitLab tokens carry their kind in their prefix.
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|xox[abprs]-[A-Za-z0-9-]{10,255}|sk_live_[A-Za-z0-9]{10,255}|AIza[A-Za-z0-9_-]{35}|glpat-[A-Za-z0-9_-]{20,255})/g,
    replacement: '[masked token]',
  },
  {
    // user:password@ in an address.
    pattern: /(:\/\/[^\s:/@]{1,256}:)[^\s@/]{1,256}@/g,
    replacement: `$1${MASK}@`,
  },
];

const SECRET_NAME =
  'pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|credentials?|authorization|session[_-]?token|signature|x-amz-security-token';

const NAME_BEFORE_QUOTED = `((?:\\\\{0,3}["'])?[\\w.-]{0,40}(?:${SECRET_NAME})(?:\\\\{0,3}["'])?[ \\t]{0,8}[:=][ \\t]{0,8})`;

/** `"password": "…"` and `'token': '…'`; a quote after a backslash belongs to the value. */
const QUOTED_VALUES = [
  new RegExp(`${NAME_BEFORE_QUOTED}(")(?:[^"\\\\]|\\\\.){1,8192}`, 'gis'),
  new RegExp(`${NAME_BEFORE_QUOTED}(')(?:[^'\\\\]|\\\\.){1,8192}`, 'gis'),
];

/** JSON inside JSON: `\"password\":\"…\"`. */
const ESCAPED_VALUE = new RegExp(
  `${NAME_BEFORE_QUOTED}(\\\\{1,3}")(?:[^"\\\\]|\\\\[^"\\\\]){1,8192}`,
  'gi',
);

/** `password=…`, `token: …`. */
const BARE_VALUE = new RegExp(
  `((?:^|[^\\w.-])[\\w.-]{0,40}(?:${SECRET_NAME})[ \\t]{0,8}[:=][ \\t]{0,8})([^\\s"'\\\\,;&(){}\\]\\[]{1,8192})`,
  'gi',
);

/** Secrets of the text replaced by a word. Pure; linear in the text's length. */
export type Mask = (text: string) => string;

/**
 * @param operatorPatterns - Patterns of the operator's configuration; every match is masked. They are trusted to be
 *   harmless, and are checked to compile when the configuration is read.
 */
export function createMask(operatorPatterns: readonly RegExp[] = []): Mask {
  const own = operatorPatterns.map(({ source, flags }) => ({
    pattern: new RegExp(source, flags.includes('g') ? flags : `${flags}g`),
    replacement: MASK,
  }));
  return text => {
    let masked = text;
    for (const { pattern, replacement } of [...RULES, ...own]) {
      masked = masked.replace(pattern, replacement);
    }
    for (const pattern of [ESCAPED_VALUE, ...QUOTED_VALUES]) {
      masked = masked.replace(pattern, `$1$2${MASK}`);
    }
    return masked.replace(BARE_VALUE, (whole, before: string, value: string) =>
      isHarmless(value) ? whole : `${before}${MASK}`,
    );
  };
}

/** A switch, the name of a scheme or what is masked already tells nothing. */
function isHarmless(value: string): boolean {
  return (
    value.startsWith('[masked') ||
    /^(?:true|false|null|none|undefined|bearer|basic)$/i.test(value)
  );
}
