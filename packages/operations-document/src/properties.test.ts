import fc from 'fast-check';
import type { LineRange, OperationsDocument } from './model';
import { parseOperationsDocument } from './parse';

const GUIDE = `# Parcel operations

## Metrics

| Metric | Threshold |
| --- | --- |
| Errors | > 5 in 5 minutes |
| Lag | > 2 minutes |

## Troubleshooting

### Issue: Sorter is down

**Severity:** High

**Symptoms:**

- Nothing moves

**Resolution:**

1. Look at the log:

   \`\`\`bash
   aws logs tail /aws/lambda/sorter-{env}
   \`\`\`

2. Restart it

## Maintenance

### Daily

- [ ] Queue is empty
- [ ] Sorter runs

### Routine

| Task | Frequency |
| --- | --- |
| Look at the belts | Weekly |
| Oil the belts | Monthly |

## Alarms

### parcels-late

**Alarm:** \`parcels-late\`

1. Open the map
2. Call the carrier

### parcels-lost

- Meaning: a parcel has no scan for a day
- Severity: high
- Actions:
  - Search the depot
  - Tell the sender

## Limits

- Alert when scans are below 100 in 5 minutes

**Errors**

≥ 5 over 10 minutes

## Filters

\`\`\`bash
aws logs put-metric-filter --log-group-name /aws/lambda/scan --filter-name scan-errors
\`\`\`

## Escalation

**Level 1:** Desk

**Level 2:** Depot lead
`;

/** What must not change when only the way of writing does. */
function meaning(document: OperationsDocument) {
  return {
    thresholds: document.metricThresholds.map(t => [t.id, t.name, t.threshold]),
    runbooks: document.runbooks.map(r => ({
      id: r.id,
      severity: r.severity,
      symptoms: r.symptoms,
      steps: r.steps.map(s => [
        s.id,
        s.title,
        s.commands.map(c => [c.id, c.text]),
      ]),
    })),
    checklists: document.checklists.map(c => [
      c.id,
      c.cadence,
      c.items.map(i => [i.id, i.text]),
    ]),
    logGroups: document.logGroups.map(g => [g.id, g.name]),
    logFilters: document.logFilters.map(f => [f.id, f.name]),
    escalation: document.escalation.map(e => [e.id, e.level, e.title]),
  };
}

const original = meaning(parseOperationsDocument(GUIDE));

/** Breaks paragraphs and items at some of their blanks, as an editor does at its margin. */
function rewrap(text: string, every: number): string {
  let fenced = false;
  return text
    .split('\n')
    .map(line => {
      if (/^\s*(?:`{3}|~{3})/.test(line)) fenced = !fenced;
      const prose = /^(?:- |\d\. )?\p{L}/u.test(line);
      if (fenced || !prose || /:$|^- \w+: /.test(line)) return line;
      const indent = /^(?:- |\d\. )/.exec(line)?.[0].length ?? 0;
      let words = 0;
      return line.replace(/(?<=\p{L}) (?=\p{L})/gu, blank => {
        words += 1;
        return words % every === 0 ? `\n${' '.repeat(indent)}` : blank;
      });
    })
    .join('\n');
}

function rangesOf(value: unknown): LineRange[] {
  if (Array.isArray(value)) return value.flatMap(rangesOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = value as { startLine?: number; endLine?: number };
  if (own.startLine !== undefined) return [own as LineRange];
  return Object.values(value).flatMap(rangesOf);
}

function idsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { id } = value as { id?: unknown };
  return [
    ...(typeof id === 'string' ? [id] : []),
    ...Object.values(value).flatMap(idsOf),
  ];
}

const fragment = fc.constantFrom(
  ...GUIDE.split('\n'),
  '# ',
  '## Issue: x',
  '- ',
  '  - [ ] y',
  '1. z',
  '> ',
  '\`\`\`',
  '\`\`\`yaml',
  'alerts:',
  ' - name: a',
  '{"widgets": [',
  '**Step 1:** go',
  '| a | b |',
  '|---|---|',
  '<details>',
  '<!--',
  '-->',
  '---',
  'resource "aws_cloudwatch_metric_alarm" "x" {',
  'aws cloudwatch put-metric-alarm --alarm-name "a',
  '\u{1F6A8}',
  '日次',
  '\t',
  '',
);
const anyDocument = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fragment }, fc.string({ unit: 'binary' })),
    {
      maxLength: 60,
    },
  )
  .chain(lines =>
    fc.constantFrom('\n', '\r\n', '\r', ' ').map(end => lines.join(end)),
  );

describe('any document', () => {
  it('is read without an error, with lines inside of it and ids of their own', () => {
    fc.assert(
      fc.property(anyDocument, text => {
        const document = parseOperationsDocument(text);
        const total = text.split(/\r\n|\n|\r/).length;
        for (const { startLine, endLine } of rangesOf(document)) {
          expect(startLine).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeGreaterThanOrEqual(startLine);
          expect(endLine).toBeLessThanOrEqual(total);
        }
        const ids = idsOf(document);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('is read the same way every time', () => {
    fc.assert(
      fc.property(anyDocument, text => {
        expect(parseOperationsDocument(text)).toEqual(
          parseOperationsDocument(text),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('the same guide written in another way', () => {
  const unrelated = [
    '## Notes\n\nThe depot has a new roof.\n\n',
    '## Architecture\n\n1. A scanner reads\n2. A table stores\n\n',
    '## Installation\n\n1. Clone it\n2. Build it\n\n```bash\nmake\n```\n\n',
    '## Colours\n\n| Parcel | Colour |\n| --- | --- |\n| small | brown |\n\n',
    '<!-- nothing\n# here\n- [ ] counts\n-->\n\n',
  ];

  it.each([
    ['with CRLF', (text: string) => text.replace(/\n/g, '\r\n')],
    ['with other bullets', (text: string) => text.replace(/^- /gm, '* ')],
    ['with plus bullets', (text: string) => text.replace(/^- /gm, '+ ')],
    [
      'with brackets after numbers',
      (text: string) => text.replace(/^(\d)\. /gm, '$1) '),
    ],
    ['with ones only', (text: string) => text.replace(/^\d\. /gm, '1. ')],
    ['with trailing blanks', (text: string) => text.replace(/$/gm, '  ')],
    [
      'with headings one level deeper',
      (text: string) => text.replace(/^#/gm, '##'),
    ],
    [
      'with closed headings',
      (text: string) => text.replace(/^(#+) (.*)$/gm, '$1 $2 $1'),
    ],
    [
      'with tildes for fences',
      (text: string) => text.replace(/\`\`\`/g, '~~~'),
    ],
    [
      'with the colon outside of the bold text',
      (text: string) => text.replace(/:\*\*/g, '**:'),
    ],
    [
      'with more blank lines',
      (text: string) => text.replace(/\n\n/g, '\n\n\n'),
    ],
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
    [
      'without blank lines around lists',
      (text: string) => text.replace(/\n\n- /g, '\n- '),
    ],
    ['re-wrapped at every second word', (text: string) => rewrap(text, 2)],
    ['re-wrapped at every third word', (text: string) => rewrap(text, 3)],
    [
      'with underscores for emphasis',
      (text: string) => text.replace(/\*\*/g, '__'),
    ],
    [
      'with underlined headings',
      (text: string) =>
        text
          .replace(/^# (.*)$/gm, (_, title) => `${title}\n===`)
          .replace(/^## (.*)$/gm, (_, title) => `${title}\n---`),
    ],
    ['with padded tables', (text: string) => text.replace(/ \| /g, '    |  ')],
    [
      'with indented list items',
      (text: string) => text.replace(/^- /gm, '  - '),
    ],
  ])('%s means the same', (_, rewrite) => {
    expect(meaning(parseOperationsDocument(rewrite(GUIDE)))).toEqual(original);
  });

  it('finds the same below headings with emoji, which are part of the ids', () => {
    const decorated = GUIDE.replace(/^(#+) /gm, '$1 \u{1F4E6} ');
    const withoutIds = (text: string) =>
      JSON.parse(
        JSON.stringify(meaning(parseOperationsDocument(text))).replace(
          /"[a-z-]+-[a-z0-9]{8,12}"/g,
          '"id"',
        ),
      );
    expect(withoutIds(decorated)).toEqual(withoutIds(GUIDE));
  });

  it('means the same wherever unrelated text is set in', () => {
    const places = [...GUIDE.matchAll(/^## /gm)].map(match => match.index);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...unrelated),
        (at, text) => {
          const edited = GUIDE.slice(0, at) + text + GUIDE.slice(at);
          expect(meaning(parseOperationsDocument(edited))).toEqual(original);
        },
      ),
    );
  });

  it('loses exactly the row that is taken out', () => {
    const { metricThresholds } = parseOperationsDocument(
      GUIDE.replace(/^\| Lag.*\n/m, ''),
    );
    expect(metricThresholds.map(t => t.name)).toEqual([
      'Errors',
      'scans',
      'Errors',
    ]);
  });
});
