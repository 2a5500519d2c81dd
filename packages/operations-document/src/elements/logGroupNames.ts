const NAME = String.raw`[A-Za-z0-9_/.#$\{\}<>*-]`;
/** Paths that only log groups have. */
const WELL_KNOWN = new RegExp(
  String.raw`(?<![\w/.:%@-])(?:/aws(?:-[a-z]+)*/${NAME}{1,400}|/ecs/${NAME}{1,400}|API-Gateway-Execution-Logs_${NAME}{1,200}|RDSOSMetrics\b)`,
  'g',
);
/** Arguments and settings that name one. */
const ARGUMENT = new RegExp(
  String.raw`(?:--log-group-names?|--log-group-identifiers?|\baws\s+logs\s+tail|\blog_group_name|\bLogGroupName|\blogGroupName|\bSOURCE)(?:\s*[:=]\s*|\s+)["'\x60]?(/?${NAME}{2,400})`,
  'g',
);
const LABEL = new RegExp(
  String.raw`^\W{0,6}(?:log ?groups?|protokollgruppe|groupe de journaux|grupo de (?:registros?|logs)|ロググループ)[^:：]{0,20}[:：]\W{0,4}\x60([^\x60\s]{2,400})\x60`,
  'i',
);

const LITERAL = new RegExp(`^${NAME}+$`);

/** What every line with a log group has, to pass the others over quickly. */
const SIGN = /\/aws|\/ecs\/|log|SOURCE|RDSOS|API-G/i;
/** The same in other languages, for names with a slash. */
const OTHER_SIGN = /protokollgr|journ|regist|ログ/i;
const WELL_KNOWN_SIGN = /\/aws|\/ecs\/|API-Gateway|RDSOS/;

/** Whether a text can name a log group at all. */
export function mayNameLogGroups(text: string): boolean {
  return SIGN.test(text) || (text.includes('/') && OTHER_SIGN.test(text));
}

/** Log group names in a text: literal ones and those with placeholders, no pure variables, no prefixes. Distinct. */
export function logGroupsIn(text: string): string[] {
  if (!mayNameLogGroups(text)) return [];
  const names = new Set<string>();
  for (const line of text.split('\n')) {
    if (!mayNameLogGroups(line)) continue;
    const plain = line.includes('--log-group-name-prefix')
      ? line.replace(/--log-group-name-prefix(?:es)?[ =]+\S+/g, '')
      : line;
    if (WELL_KNOWN_SIGN.test(plain))
      for (const match of plain.matchAll(WELL_KNOWN)) add(names, match[0]);
    for (const match of plain.matchAll(ARGUMENT)) add(names, match[1]);
    const label = plain.includes('`') ? LABEL.exec(plain) : null;
    if (label && LITERAL.test(label[1])) add(names, label[1]);
  }
  return [...names];
}

function add(names: Set<string>, found: string): void {
  const name = balanced(found).replace(/[.\-]+$/, '');
  const literal = name.replace(/\$\{[^}]*\}|\$\w+|\{[^}]*\}|<[^>]*>/g, '');
  if (
    name.startsWith('-') ||
    name.endsWith('/') ||
    (/^\/aws(?:-[a-z]+)*(?:\/[a-z]+)?$/.test(name) &&
      !/^\/aws-[a-z]+\//.test(name))
  )
    return;
  if (/^\/aws\/(?:service|reference)\//.test(name)) return;
  if (!/[A-Za-z0-9]{2}/.test(literal)) return;
  names.add(name);
}

/** Cuts a name where a bracket closes that it never opened, as in `(see /aws/lambda/x}`. */
function balanced(name: string): string {
  let open = 0;
  for (let i = 0; i < name.length; i += 1) {
    if (name[i] === '{' || name[i] === '<') open += 1;
    if (name[i] === '}' || name[i] === '>') {
      open -= 1;
      if (open < 0) return name.slice(0, i);
    }
  }
  return open > 0
    ? name.slice(0, Math.max(name.lastIndexOf('{'), name.lastIndexOf('<')))
    : name;
}
