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
    escalation: document.escalation.map(e => [e.id, e.level, e.title]),
  };
}

const original = meaning(parseOperationsDocument(GUIDE));

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
    'Parcels are brown.\n\n',
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
    [
      'with indented list items',
      (text: string) => text.replace(/^- /gm, '  - '),
    ],
  ])('%s means the same', (_, rewrite) => {
    expect(meaning(parseOperationsDocument(rewrite(GUIDE)))).toEqual(original);
  });

  it('means the same wherever unrelated text is set in', () => {
    const places = [...GUIDE.matchAll(/^## /gm)].map(match => match.index);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...unrelated.slice(0, 1)),
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
    expect(metricThresholds.map(t => t.name)).toEqual(['Errors']);
  });
});
