import fc, { type Arbitrary } from 'fast-check';

const one = (...texts: string[]) => fc.constantFrom(...texts);

/** Words of guides, in the languages that are recognised, and what breaks them. */
const words = one(
  'Issue: sorter is down',
  'Alarm: parcels-late',
  'Runbook: Restart the depot',
  'Troubleshooting',
  'Runbooks',
  'Daily checks',
  'Weekly maintenance (Sundays, 02:00 UTC)',
  'Monitoring',
  'Normal ranges',
  'Step 2: Look at the belt',
  '1. Assess',
  '2.1 Restart',
  'Escalation',
  'Level 1',
  'Contacts',
  'Symptoms',
  'Possible causes',
  'Resolution',
  'Verification',
  'Rollback',
  'Störungsbehebung',
  'Tägliche Prüfungen',
  'Vérifications hebdomadaires',
  'Solución de problemas',
  'Verificações mensais',
  '日次チェック',
  '障害対応手順',
  '\u{1F6A8} Critical',
  'Error rate > 5 errors in 5 minutes',
  'p99 latency: < 30s',
  '`/aws/lambda/sorter-{env}`',
  'Replay ${DATE} of <queue-url> in YOUR_BUCKET',
  'cafÃ©',
  '[a](b)',
  '',
);

const label = fc
  .tuple(
    one(
      'Symptoms',
      'Causes',
      'Resolution',
      'Severity',
      'Estimated time',
      'Metric',
      'Threshold',
      'Action',
      'Level 2',
      'Owner',
      'Step 1',
      'Daily',
      'Namespace',
      '原因',
    ),
    words,
    one('**', '__', '*', '', '***'),
    one(':', '：', '', ': '),
  )
  .map(
    ([name, value, mark, colon]) => `${mark}${name}${colon}${mark} ${value}`,
  );

const heading = fc
  .tuple(fc.integer({ min: 1, max: 7 }), words, one('', ' {#own-id}', ' ##'))
  .map(([level, title, end]) => `${'#'.repeat(level)} ${title}${end}`);

const list = fc
  .array(
    fc.tuple(
      one(
        '- ',
        '* ',
        '1. ',
        '2) ',
        '- [ ] ',
        '- [x] ',
        '  - ',
        '   1. ',
        '- - ',
      ),
      fc.oneof(words, label),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map(items => items.map(([marker, text]) => `${marker}${text}`).join('\n'));

const table = fc
  .tuple(
    one(
      'Metric | Threshold | Action',
      'Alarm | Severity | Warning | Critical',
      'Log group | Retention',
      'Task | Frequency | Owner',
      'Name | Role',
    ),
    fc.array(fc.array(words, { maxLength: 5 }), { maxLength: 5 }),
    one('|---|---|---|', '---|:--:', '| - | - |', '|---|---|---|---|'),
  )
  .map(([head, rows, rule]) =>
    [`| ${head} |`, rule, ...rows.map(row => `| ${row.join(' | ')} |`)].join(
      '\n',
    ),
  );

const code = one(
  'aws cloudwatch put-metric-alarm --alarm-name "a-{env}" \\\n  --threshold 5 \\ \n  --dimensions Name=Queue,Value=x',
  "aws cloudwatch put-composite-alarm --alarm-name 'b' --alarm-rule 'ALARM(a)",
  'resource "aws_cloudwatch_metric_alarm" "late" {\n  alarm_name = "late"\n  dimensions = { Queue = "x" }\n}',
  'Resources:\n  Late:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      Threshold: 5',
  'alerts:\n  - name: late\n    threshold: > 5\n  - alert: &a x\n    b: *a',
  'alerts: [[[{',
  '{"widgets": [{"type": "metric"}, // one\n]} trailing',
  '{"widgets": [',
  'fields @timestamp, @message\n| filter @message like /ERROR/\n\nstats count() by bin(5m)',
  '-- late parcels\nSOURCE "/aws/lambda/x" | limit 20',
  "aws logs start-query --query-string 'fields @message | limit 5'",
  '1. Stop\n2. Start',
  'L1: desk\nL2: depot',
  'SELECT 1;',
  'aws logs put-retention-policy --log-group-name /aws/lambda/x --retention-in-days 14',
);

const fence = fc
  .tuple(
    one('```', '~~~', '````', '   ```', '    '),
    one('', 'bash', 'yaml', 'hcl', 'json', 'sql', 'text', 'markdown', 'python'),
    code,
    one('```', '~~~', '````', '', '```x'),
  )
  .map(
    ([open, language, text, close]) => `${open}${language}\n${text}\n${close}`,
  );

const other = one(
  '---\ntitle: x\n---',
  '<details><summary>Restart</summary>',
  '</details>',
  '<!-- id: own -->',
  '<!--',
  '> [!WARNING]\n> - **Cause:** x',
  '!!! note\n    indented',
  '[ref]: https://example.org "title"',
  'Title\n=====',
  '---',
  '***',
);

const block = fc.oneof(
  { weight: 4, arbitrary: heading },
  { weight: 3, arbitrary: label },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: table },
  { weight: 3, arbitrary: fence },
  { weight: 2, arbitrary: words },
  { weight: 1, arbitrary: other },
);

/** What is done to a document between two places in it. */
type Mutation = (text: string, from: number, to: number) => string;

const MUTATIONS: Mutation[] = [
  (text, from, to) => text.slice(0, from) + text.slice(to),
  (text, from, to) => text.slice(0, to) + text.slice(from),
  (text, from, to) =>
    text.slice(0, from) + text.slice(from, to).repeat(3) + text.slice(to),
  (text, from) => text.slice(0, from),
  (text, from, to) =>
    text.slice(0, from) + text.slice(from, to).replace(/^/gm, '    '),
  (text, from, to) =>
    text.slice(0, from) + text.slice(from, to).replace(/^/gm, '> '),
  (text, from, to) =>
    text.slice(0, from) + text.slice(from, to).replace(/\n/g, '\r\n'),
  (text, from, to) =>
    text.slice(0, from) + text.slice(from, to).replace(/\n/g, ' '),
];

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .tuple(
      one(
        '*',
        '`',
        '[',
        '|',
        '- ',
        '> ',
        ' ',
        '\t',
        '\n',
        '#',
        '{',
        '<',
        '\\',
        '"',
        ':',
        '&a ',
        '\0',
      ),
      fc.integer({ min: 1, max: 60 }),
    )
    .map(([text, count]) => text.repeat(count)),
);

const mutation = fc.tuple(
  fc.nat(MUTATIONS.length - 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.option(noise, { nil: '', freq: 2 }),
);

/** Documents of what guides consist of, put together in any order, and then broken. */
export const documents: Arbitrary<string> = fc
  .tuple(
    fc.array(fc.tuple(block, one('\n', '\n\n', '\n\n\n')), {
      minLength: 4,
      maxLength: 40,
      size: 'max',
    }),
    fc.array(mutation, { maxLength: 5 }),
    one('', '\uFEFF'),
  )
  .map(([blocks, mutations, mark]) => {
    let text = blocks.map(parts => parts.join('')).join('');
    for (const [kind, a, b, inserted] of mutations) {
      const from = Math.floor(Math.min(a, b) * text.length);
      const to = Math.floor(Math.max(a, b) * text.length);
      text = MUTATIONS[kind](text, from, to);
      text = text.slice(0, from) + inserted + text.slice(from);
    }
    return mark + text;
  });
