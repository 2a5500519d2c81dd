/**
 * Words that name a secret, at the end of a name: `DB_PASSWORD`, `client-secret`, `Kennwort`. A source of a regular
 * expression that is to ignore case.
 */
export const SECRET_NAME = [
  'pass(?:word|wd|phrase|code)?',
  'pwd',
  'secret(?:[_ -]?(?:string|value|binary|key|access[_ -]?key))?',
  'token',
  '(?:api|access|account|private|encryption|signing|master|auth)[_ -]?key',
  'credentials?',
  'authorization',
  'signature',
  // German, French, Spanish, Portuguese, Dutch.
  'pa(?:ss|ß)wort|kennwort|geheimnis|zugangsdaten|(?:api|zugriffs|zugangs)[_ -]?schl(?:ü|u\u0308|ue)ssel',
  'mot[_ -]de[_ -]passe|mdp|cl(?:é|e\u0301|e)[_ -](?:api|secr(?:è|e\u0300|e)te|priv(?:é|e\u0301|e)e)|jeton',
  'contrase(?:ñ|n\u0303|n)a|senha|wachtwoord',
].join('|');

/** Between a name and its value: `=`, `: `, ` => `, in an address as well. A prompt's default may stand before it. */
const SEPARATOR = '[ \\t]{0,8}(?:=>|:=|==|[:=]|%3[ad])[ \\t]{0,8}';
const PROMPTED = '(?: \\[[^\\]\\n]{0,40}\\])?';

/** Not the `secret` of an ARN, after which its name stands. */
const NAME_START = '(?<![\\w.-]|:\\d{12}:)[\\w.-]{0,64}?';
const QUOTE = `\\\\{0,3}["']`;

const BEFORE_QUOTED = `(${NAME_START}(?:${SECRET_NAME})(?:${QUOTE})?${SEPARATOR})`;
const DOUBLE_QUOTED = '(")(?:[^"\\\\]|\\\\.){1,8192}';
const SINGLE_QUOTED = "(')(?:[^'\\\\]|\\\\.){1,8192}";

/** `{"name": "DB_PASSWORD", "value": "…"}`, as lists of variables and parameters have it, also in YAML and XML. */
const BEFORE_NAMED_VALUE = `(\\b\\w{0,20}?(?:name|key)["']?\\s{0,4}[:=]\\s{0,4}["']?[\\w.-]{0,64}?(?:${SECRET_NAME})["']?,?\\s{0,40}["']?\\w{0,20}?value["']?\\s{0,4}[:=]\\s{0,4})`;

/** Values in quotes: what stands before them, the quote, the value. A quote after a backslash belongs to the value. */
export const QUOTED_VALUES: readonly RegExp[] = [
  // JSON inside JSON: `\"password\":\"…\"`.
  new RegExp(
    `${BEFORE_QUOTED}(\\\\{1,3}")(?:[^"\\\\]|\\\\[^"\\\\]){1,8192}`,
    'gi',
  ),
  new RegExp(BEFORE_QUOTED + DOUBLE_QUOTED, 'gis'),
  new RegExp(BEFORE_QUOTED + SINGLE_QUOTED, 'gis'),
  new RegExp(BEFORE_NAMED_VALUE + DOUBLE_QUOTED, 'gis'),
  new RegExp(BEFORE_NAMED_VALUE + SINGLE_QUOTED, 'gis'),
  // What `aws ssm get-parameter --with-decryption` prints.
  /(SecureString["'],\s{0,40}["']Value["']:\s{0,8})(")(?:[^"\\]|\\.){1,8192}/gs,
];

/** Values without quotes: what stands before them, and the value. */
export const BARE_VALUES: readonly RegExp[] = [
  // A text of several lines in YAML.
  new RegExp(
    `(${NAME_START}(?:${SECRET_NAME}):[ \\t]{0,8}[|>][+-]?[ \\t]{0,8}\\n)((?:[ \\t]{1,64}\\S[^\\n]{0,2048}(?:\\n|$)){1,400})`,
    'gi',
  ),
  // A line of a file of settings has nothing else: its value ends with it.
  new RegExp(
    `(^[ \\t]{0,64}(?:export |set |- |\\$env:)?[\\w.-]{0,64}?(?:${SECRET_NAME})${SEPARATOR})([^\\s"'{[(<$][^\\s"']{0,8191})[ \\t]{0,64}$`,
    'gim',
  ),
  new RegExp(
    `(${NAME_START}(?:${SECRET_NAME})${PROMPTED}${SEPARATOR})([^\\s"'\\\\,;&(){}\\]\\[]{1,8192})`,
    'gi',
  ),
  new RegExp(`${BEFORE_NAMED_VALUE}([^\\s"'\\\\,;&(){}\\]\\[]{1,8192})`, 'gi'),
  // <password>…</password>
  new RegExp(
    `(<[\\w.:-]{0,64}?(?:${SECRET_NAME})(?: [^<>]{0,200})?>)([^<]{1,8192})(?=</)`,
    'gi',
  ),
  // A line of .netrc.
  /(\blogin\s{1,8}\S{1,255}\s{1,8}password\s{1,8})(\S{1,512})/gi,
  // A sentence tells a secret where the word after it is none of a language.
  new RegExp(
    `(\\b(?:${SECRET_NAME})\\s{1,4}(?:is|was|ist|war|lautet|est|es)\\s{1,4}:?\\s{0,4}["'\`]?)((?=[^\\s"'\`]{0,512}?[\\d#$%&*+=@^_])[^\\s"'\`]{4,512})`,
    'gi',
  ),
];
