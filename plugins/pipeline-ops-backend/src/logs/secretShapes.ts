/** A secret's shape and what is put in its place. */
export interface MaskRule {
  pattern: RegExp;
  replacement: string;
}

export const MASK = '[masked]';
const TOKEN = '[masked token]';

/** Between the first and the last line of a key: headers of encrypted keys, then its body, also as a quote or in JSON. */
const KEY_HEADERS =
  '(?:(?:\\s|\\\\[rn]|[>|]){1,40}[A-Za-z][A-Za-z-]{1,30}: [^\\n\\\\]{0,200}){0,4}';
const KEY_BODY = '[A-Za-z0-9+/=\\s\\\\>|]{0,20000}';

/**
 * Tokens that carry their kind in how they begin: of GitHub, GitLab, Slack, Stripe, Google, npm, PyPI, Docker, Vault,
 * Databricks, DigitalOcean, Grafana, Atlassian, Shopify, Hugging Face, model providers, SendGrid, Twilio, New Relic,
 * Postman, Linear, Terraform, age.
 */
const TOKENS = [
  'gh[pousr]_[A-Za-z0-9]{20,255}',
  'github_pat_[A-Za-z0-9_]{20,255}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas)-[A-Za-z0-9_.-]{16,255}',
  'xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,255}',
  'xapp-[0-9]-[A-Za-z0-9-]{10,255}',
  '[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}',
  'whsec_[A-Za-z0-9+/]{16,255}',
  'AIza[A-Za-z0-9_-]{35}',
  'ya29\\.[A-Za-z0-9_-]{20,2048}',
  'GOCSPX-[A-Za-z0-9_-]{20,64}',
  'npm_[A-Za-z0-9]{30,64}',
  'pypi-[A-Za-z0-9_-]{40,512}',
  'dckr_pat_[A-Za-z0-9_-]{20,64}',
  'hv[sbr]\\.[A-Za-z0-9_-]{20,512}',
  'dapi[a-f0-9]{32}',
  'do[opr]_v1_[a-f0-9]{40,64}',
  'gl(?:sa|c)_[A-Za-z0-9+/=_-]{20,512}',
  'AT[AC]TT3[A-Za-z0-9_=-]{20,512}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,64}',
  'hf_[A-Za-z0-9]{30,64}',
  'sk-(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{24,255}',
  'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,128}',
  'SK[a-f0-9]{32}',
  'NRAK-[A-Z0-9]{20,64}',
  'PMAK-[A-Za-z0-9]{20,64}-[A-Za-z0-9]{20,64}',
  'lin_api_[A-Za-z0-9]{30,64}',
  '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{40,128}',
  'AGE-SECRET-KEY-1[A-Z0-9]{40,80}',
];

/**
 * Secrets that are known by how they look. Every quantifier is bounded or runs over a class that its neighbours cannot
 * match, so that no line takes more than linear time.
 */
export const SECRET_SHAPES: readonly MaskRule[] = [
  {
    // To the end marker, or, when the line was cut, over everything that looks like the key's body.
    pattern: new RegExp(
      `-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----${KEY_HEADERS}${KEY_BODY}(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?`,
      'g',
    ),
    replacement: '[masked private key]',
  },
  {
    // The secret that stands beside its id: in a file of keys, a table or the answer to a prompt.
    pattern:
      /\b((?:AKIA|ASIA)[A-Z0-9]{16}["']?[\s,;:|]{1,8}(?:\d{4}-[\dT:.Z+-]{6,30}\s{1,8})?["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g,
    replacement: `$1${MASK}`,
  },
  {
    pattern:
      /(\b(?:SecretAccessKey|SessionToken)[ \t]{0,16}\|[ \t]{0,16})[A-Za-z0-9/+=]{16,4096}/g,
    replacement: `$1${MASK}`,
  },
  {
    // Session tokens of STS.
    pattern: /\b(?:F[wQ]oGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=]{20,4096}/g,
    replacement: TOKEN,
  },
  {
    pattern: /\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ANVA)[A-Z0-9]{16}\b/g,
    replacement: '[masked AWS key]',
  },
  {
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,4096}\.[A-Za-z0-9_-]{5,8192}(?:\.[A-Za-z0-9_-]{0,4096}){0,3}/g,
    replacement: TOKEN,
  },
  {
    // What `aws ecr get-login-password` prints: `{"payload…` in base64.
    pattern: /\beyJwYXlsb2Fk[A-Za-z0-9+/]{20,16384}={0,2}/g,
    replacement: TOKEN,
  },
  {
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:${TOKENS.join('|')})`, 'g'),
    replacement: TOKEN,
  },
  {
    // Words do not follow: "basic authentication".
    pattern:
      /\b([Bb]earer|BEARER|[Bb]asic|BASIC)([ :]{1,3})(?=[A-Za-z0-9._~+/=-]{0,8192}?(?:[0-9+=]|[a-z][A-Z]))[A-Za-z0-9._~+/=-]{8,8192}/g,
    replacement: `$1$2${MASK}`,
  },
  {
    pattern:
      /(authorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?[a-z][\w-]{0,30} {1,3})(?=[^\s"',]{0,8192}?\d|[^\s"',]{16})[^\s"',]{4,8192}/gi,
    replacement: `$1${MASK}`,
  },
  {
    pattern: /(\b(?:set-)?cookie:[ \t]{0,8})[^\n"']{4,8192}/gi,
    replacement: `$1${MASK}`,
  },
  {
    // user:password@ in an address; the user may be missing, and the password hold any sign.
    pattern: /(:\/\/[^\s:/@]{0,256}:)(?!\d{1,5}\/)[^\s"'<>]{1,256}@/g,
    replacement: `$1${MASK}@`,
  },
  {
    // A token in the user's place.
    pattern: /(:\/\/)(?=[A-Za-z_-]{0,256}\d)[A-Za-z0-9_-]{20,256}@/g,
    replacement: `$1${MASK}@`,
  },
  {
    // Whoever has such an address may write.
    pattern:
      /(\b(?:hooks\.slack\.com\/(?:services|workflows)|discord(?:app)?\.com\/api\/webhooks|[\w-]{1,64}\.webhook\.office\.com\/webhookb2|api\.telegram\.org)\/)[^\s"'<>)]{10,512}/g,
    replacement: `$1${MASK}`,
  },
  {
    // Signatures of addresses that are signed in advance.
    pattern: /([?&]sig=)[A-Za-z0-9%+/=_-]{16,512}/g,
    replacement: `$1${MASK}`,
  },
  {
    // Hashes of passwords as `crypt` writes them.
    pattern:
      /\$(?:1|2[abxy]|5|6|7|y|argon2(?:id|i|d)|pbkdf2(?:-sha\d{3})?)\$[A-Za-z0-9./$=,+]{20,512}/g,
    replacement: MASK,
  },
  {
    // A line of .pgpass: host:port:database:user:password.
    pattern:
      /^([^\s:]{1,255}:(?:\d{4,5}|\*):[^\s:]{1,64}:[^\s:]{1,64}:)[^\s]{1,512}$/gm,
    replacement: `$1${MASK}`,
  },
];
