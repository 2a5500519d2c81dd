/** Text that is hard to read: something repeated as often as fits, with something before it. */
export interface HostileShape {
  repeat: string;
  before?: string;
  after?: string;
  /** UTF-8 bytes of the repeated part at most, where less of it is worse. */
  bytes?: number;
}

const YAML = '```yaml\nalerts:\n';
const ALARM = '```\naws cloudwatch put-metric-alarm --alarm-name x ';
const TERRAFORM = '```hcl\nresource "aws_cloudwatch_metric_alarm" "x" {\n';
const WIDGETS = '```json\n{"widgets":[';
const METRICS = '|Metric|Threshold|\n|-|-|\n';
const RUNBOOK = '## Runbook: x\n';
/** YAML blocks above this are not read: the worst ones are just below. */
const YAML_BYTES = 32_000;

/** By what each of them is; every expression and loop of the reader that could cost more than its input has one. */
export const HOSTILE_SHAPES: Record<string, HostileShape> = {
  'nested lists on a line': { repeat: '- ' },
  'nested lists on lines': { repeat: '- - - a\n' },
  'lists and rules': { repeat: '- - - - - - - - -\n' },
  'lists that go deeper': {
    repeat: Array.from({ length: 38 }, (_, i) => `${'  '.repeat(i)}- a\n`).join(
      '',
    ),
  },
  'numbered lists that go deeper': {
    repeat: Array.from(
      { length: 20 },
      (_, i) => `${'   '.repeat(i)}1. **Step 1:** a\n`,
    ).join(''),
  },
  'lazy list items': { repeat: '- a\nb\n' },
  'empty items': { repeat: '- \n' },
  'nested quotes': { repeat: '> ' },
  'lists in quotes': { repeat: '> - > - > - a\n' },
  'lazy quotes': { before: '> - a\n', repeat: 'b\n' },
  'backtick runs': { repeat: '`a ``b ```c ' },
  'fences without an end': { repeat: '```\n' },
  'emphasis runs': { repeat: '**a _b ' },
  stars: { repeat: '*' },
  'underscored words': { repeat: 'a___ ' },
  'open brackets': { repeat: '[' },
  links: { repeat: '- [a](b)\n' },
  'links that never end': { repeat: '[a](' },
  'titles of links that never end': { repeat: '[a](b "c' },
  'reference definitions': { repeat: '[a]: b\n' },
  'definitions without a target': { repeat: '[a]: <\n' },
  'open definitions': { repeat: '[a\n' },
  'a long table': { before: METRICS, repeat: '|a|> 5 in 5 min|\n' },
  'a table of many cells': {
    before: `|Metric|${'Threshold|'.repeat(85)}\n${'|-'.repeat(86)}|\n`,
    repeat: `${'|>5'.repeat(86)}|\n`,
  },
  'a table with cells to be filled in': {
    before: `|Metric|${'Threshold|'.repeat(5000)}\n${'|-'.repeat(5001)}|\n`,
    repeat: '|a\n',
  },
  'a table with one header': { before: '|', repeat: 'Metric|' },
  'escaped cells': { before: `${METRICS}|`, repeat: '\\|' },
  'many tables': { repeat: '|Alarm|Threshold|\n|-|-|\n|a-b|>5|\n\n' },
  'names with slashes': { before: `${METRICS}|`, repeat: 'a/' },
  'words of thresholds': {
    before: METRICS,
    repeat: `|a|${'at least '.repeat(30)}|\n`,
  },
  'words of windows': {
    before: METRICS,
    repeat: `|a|> 5 ${'in the last '.repeat(20)}|\n`,
  },
  headings: { repeat: '## Issue: Daily failure\n' },
  'headings of all levels': { repeat: '# a\n## b\n### c\n#### d\n##### e\n' },
  'underlined headings': { repeat: 'a\n-\n' },
  'a paragraph that becomes a heading': { repeat: 'a\n', after: '=' },
  'a long heading': { before: '# ', repeat: 'check the ' },
  'headings of negations': { before: '# ', repeat: 'ne ' },
  'headings of stems': { before: '# bleib ', repeat: 'a ' },
  'headings of numbers': { before: '# ', repeat: '1.1.' },
  'headings of prefixes': { before: '# ', repeat: 'Issue: ' },
  'headings of pictures': { before: '# ', repeat: '\u{1F6A8}' },
  'headings of shortcodes': { before: '# ', repeat: ':aa' },
  'headings of brackets': { before: '# ', repeat: '(' },
  'headings in Japanese': { repeat: '# 障害対応手順\n' },
  labels: { repeat: '**Symptoms:** b\n' },
  'labels without an end': { repeat: '**a: ' },
  'a long label': { before: '**', repeat: 'a' },
  'a label that goes on': { before: '**Cause:** a\n', repeat: 'b\n' },
  'labels in bullets': { repeat: '- **Symptoms:** a\n' },
  colons: { repeat: 'a:' },
  'deep indentation': { repeat: `${' '.repeat(200)}a\n` },
  tabs: { repeat: '\t\t\ta\n' },
  'one indented line': { repeat: ' ', after: 'a' },
  'empty lines': { repeat: '\n' },
  'carriage returns': { repeat: '\r' },
  'blanks at line ends': { repeat: `x${' '.repeat(1000)}\n` },
  'blanks before an id': { before: '- a', repeat: ' ', after: 'b' },
  'half ids': { repeat: '# a {#b} \n' },
  'open ids': { before: '# a ', repeat: '{#a' },
  'comments of ids': { before: '# <!--', repeat: ' ', after: 'id' },
  'HTML blocks': { repeat: '<div>\n' },
  'tags without an end': { before: '# ', repeat: '<a ' },
  'attributes without an end': { before: '<a ', repeat: 'b="c" ' },
  'comments without an end': { before: '<!--', repeat: '- ' },
  summaries: { repeat: '<details><summary>' },
  'one word': { repeat: 'a' },
  'one long line': { repeat: 'word ' },
  backslashes: { repeat: '\\' },
  'mis-encoded text': { repeat: 'Ã¼\n' },
  'half surrogates': { repeat: '\ud83d' },
  'front matter': { before: '---\n', repeat: 'a: b\n', after: '---\n' },
  'YAML aliases': {
    before: '```yaml\nalert_name: &a [x]\nb: [',
    repeat: '*a, ',
    bytes: YAML_BYTES,
  },
  'YAML aliases of aliases': {
    before: `${YAML}a0: &a0 [x]\n${Array.from(
      { length: 20 },
      (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`,
    ).join('')}`,
    repeat: 'b: *a20\n',
    bytes: 20_000,
  },
  'YAML merges': {
    before: `${YAML} - name: x\na: &a {b: 1}\n`,
    repeat: 'c: {<<: *a}\n',
    bytes: YAML_BYTES,
  },
  'YAML keys': { before: YAML, repeat: 'a: b\n', bytes: YAML_BYTES },
  'nested YAML keys': { before: YAML, repeat: '? ', bytes: YAML_BYTES },
  'nested YAML lists': { before: YAML, repeat: '- ', bytes: YAML_BYTES },
  'YAML brackets': { before: YAML, repeat: '[{', bytes: YAML_BYTES },
  'YAML documents': {
    before: '```yaml\n',
    repeat: '---\nalerts:\n',
    bytes: YAML_BYTES,
  },
  'deep YAML': {
    before: YAML,
    repeat: Array.from({ length: 78 }, (_, i) => `${' '.repeat(i)}a:\n`).join(
      '',
    ),
    bytes: YAML_BYTES,
  },
  'YAML blocks': { repeat: '```yaml\nalerts:\n - name: x\n```\n' },
  'deep JSON': { before: WIDGETS, repeat: '[' },
  'JSON strings': { before: `${WIDGETS}"`, repeat: '\\"' },
  'commas in JSON': { before: `${WIDGETS}1`, repeat: ',', after: ']}' },
  'blanks in JSON': { before: WIDGETS, repeat: '[ ] ,', after: ']}' },
  'comments in JSON': { before: WIDGETS, repeat: '/*', after: ']}' },
  'huge JSON': { before: WIDGETS, repeat: '{"type":"metric"},', after: '{}]}' },
  'open Terraform': {
    before: '```hcl\n',
    repeat: 'resource "aws_cloudwatch_metric_alarm" "a" {\n',
  },
  'Terraform attributes': { before: TERRAFORM, repeat: 'a = "b"\n' },
  'Terraform quotes': { before: TERRAFORM, repeat: '"' },
  'Terraform blanks': {
    before: TERRAFORM,
    repeat: `dimensions ${' '.repeat(400)}\n`,
  },
  'Terraform and empty lines': { before: TERRAFORM, repeat: '\r' },
  'blanks after resource': { before: '```hcl\nresource', repeat: ' ' },
  'a long command': { before: ALARM, repeat: '--a=b ' },
  'many commands': {
    before: '```\n',
    repeat: 'aws cloudwatch put-metric-alarm --alarm-name a\n',
  },
  'commands with open quotes': {
    before: '```\n',
    repeat: 'aws cloudwatch put-metric-alarm --alarm-name "a',
  },
  'continued commands': { before: ALARM, repeat: '\\\n' },
  'escapes in a command': { before: ALARM, repeat: '\\ ' },
  dimensions: {
    before: `${ALARM}--dimensions "`,
    repeat: 'Name=a',
    after: '"',
  },
  'dimensions in JSON': {
    before: `${ALARM}--dimensions '`,
    repeat: '{"Name":"a","Value"',
    after: "'",
  },
  'query strings': {
    before: '```\n',
    repeat: "--query-string 'fields @a' ",
  },
  'query strings without an end': {
    before: '```\n',
    repeat: '--query-string "fields @a ',
  },
  'query strings on lines': {
    before: '```bash\naws logs start-query \\\n',
    repeat: '--query-string "fields @a" \\\n',
  },
  queries: { repeat: '```sql\nfields @a\n```\n' },
  'queries in a block': { before: '```\n', repeat: '# a\nfields @a\n\n' },
  'queries beside log groups': {
    repeat: `\`/aws/lambda/${'b'.repeat(20)}\`\n\`\`\`\nfields @a\n\`\`\`\n`,
  },
  'queries beside many log groups': {
    before: Array.from({ length: 3000 }, (_, i) => `/aws/lambda/f${i} `).join(
      '\n',
    ),
    repeat: '\n```\nfields @a\n```\n',
  },
  'log group pieces': { repeat: '/aws/lambda/a{b ' },
  'a long log group': { before: '/aws/lambda/', repeat: 'a' },
  'log groups without a name': { before: '/aws', repeat: '-a' },
  'arguments without a log group': { before: '--log-group-name', repeat: ' ' },
  'retention of one log group': { repeat: '/aws/lambda/a retention\n' },
  placeholders: { before: '```bash\n', repeat: '<a ${b {c YOUR_' },
  'variables that are set': { before: '```bash\n', repeat: 'A=1;${A} ' },
  'braces behind awk': { before: '```bash\n', repeat: "awk 'a {b} " },
  'blanks before a variable': { before: '```bash\n${a}', repeat: ';  ' },
  digits: { before: '**Metric:** a\n**Threshold:** > ', repeat: '1' },
  'blanks in a label': { before: '**Metric:**', repeat: ' ', after: 'x' },
  'normal ranges': { before: '## Normal ranges\n', repeat: '- a: 1\n' },
  'a long normal range': { before: '## Normal ranges\n- ', repeat: 'a - ' },
  'thresholds in prose': {
    repeat: 'alert when errors exceed 5 in 5 minutes ',
  },
  'alerts without a threshold': { repeat: 'alert when ' },
  'checks of a day': { before: '## Daily\n', repeat: '- [ ] a\n  - [ ] b\n' },
  'checks of many days': { repeat: '## Daily checks\n- a\n' },
  'forms to fill in': { before: '## Daily\n**x:**\n', repeat: '- a: [' },
  'cadences in a heading': { before: '## ', repeat: 'every ' },
  ladders: { repeat: '**Level 1:** a\n' },
  contacts: { before: '## Contacts\n|a|b|\n|-|-|\n', repeat: '|a|b|\n' },
  'steps of one runbook': { before: RUNBOOK, repeat: '1. a\n' },
  'blocks of one step': { before: `${RUNBOOK}1. a\n\n`, repeat: 'b\n\n' },
  'labels of one step': {
    before: `${RUNBOOK}**Step 1:** a\n\n`,
    repeat: '**b:** c\n\n',
  },
  'commands of one runbook': {
    before: RUNBOOK,
    repeat: '```bash\nls\n```\n',
  },
  'steps in a fence': { before: `${RUNBOOK}\`\`\`\n`, repeat: '1. a\n' },
  'runbooks in runbooks': { repeat: '## Runbooks\n### Causes\n#### a\n1. b\n' },
  'bold text without an end': { before: `${RUNBOOK}1. `, repeat: '**' },
  'alarms that runbooks name': {
    before: `|Alarm|Threshold|\n|-|-|\n${Array.from(
      { length: 5000 },
      (_, i) => `|alarm.name-${i}|>1|\n`,
    ).join('')}`,
    repeat: '## Runbook: alarm.name-77\n1. alarm.name-77\n',
  },
};

/** The shape as a document of at most so many UTF-8 bytes. */
export function hostileDocument(
  { before = '', repeat, after = '', bytes = Infinity }: HostileShape,
  size: number,
): string {
  const room =
    Math.min(bytes, size) -
    Buffer.byteLength(before) -
    Buffer.byteLength(after);
  const count = Math.max(0, Math.floor(room / Buffer.byteLength(repeat)));
  return `${before}${repeat.repeat(count)}${after}`;
}
