import type { Run, RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { INVOKED, iteratorAge } from '../__fixtures__/iteratorAge';
import { replay } from '../replay/replay';
import { durationInWords } from './duration';
import { runFileName } from './fileName';
import { runToMarkdown } from './runToMarkdown';

const at = (seconds: number) =>
  new Date(Date.parse('2026-11-21T02:55:00Z') + seconds * 1_000).toISOString();

const HEADINGS = [
  'Post-mortem draft',
  'Trigger',
  'Timeline (UTC)',
  'Steps',
  'Step 1',
  'Step 2',
  'Step 3',
  'Step 3.1',
  'Step 3.2',
  'Verification 1',
  'Verification 2',
  'Rollback 1',
  'Notes',
  'Left out and failed',
  'Values that people gave',
  'Escalation',
  'Impact',
  'Root cause',
  'What went well',
  'Follow-ups',
];

/** A run in which every text is this one. */
function runOf(text: string): Run {
  const evidence = {
    check: { ...INVOKED, title: text },
    verdict: 'holds' as const,
    summary: text,
    from: at(0),
    to: at(60),
    asOf: at(60),
  };
  const by = 'user:default/ada';
  const said = [
    { type: 'started' },
    { type: 'step-done', step: 'read-log', note: text },
    { type: 'step-done', step: 'invoked', evidence },
    { type: 'step-skipped', step: 'raise', note: text },
    { type: 'step-failed', step: 'find-mapping', note: text },
    { type: 'note', step: 'raise', note: text },
    { type: 'note', note: text },
    { type: 'output', step: 'raise', output: text },
    { type: 'output', output: text },
    { type: 'variable', name: 'mapping-uuid', value: text },
    { type: 'end', outcome: 'escalated', level: 2, note: text },
  ];
  const events = said.map(
    (one, index) =>
      ({ ...one, by, at: at(index * 60), revision: index + 1 }) as RunEvent,
  );
  const procedure = iteratorAge({ title: `T ${text}` });
  const run = replay(
    {
      id: '0e4f3a52-5f0b-4a3c-8f54-1a2b3c4d5e6f',
      entityRef: 'component:default/orders',
      pipelineId: 'orders',
      environment: 'prod',
      procedure: {
        ...procedure,
        steps: procedure.steps.map(step => ({ ...step, title: text })),
        verification: [text, text],
      },
      escalation: [
        { level: 1, title: text, details: [] },
        { level: 2, title: text, details: [] },
      ],
      alarm: {
        name: `orders ${text}`,
        state: 'ALARM',
        since: at(-180),
        condition: text,
        stateReason: text,
      },
      estimateSeconds: 900,
      variables: {},
    },
    events,
    new Date(at(600)),
  );
  return { ...run, editable: true };
}

/** Of the draft as CommonMark with HTML and GFM's tables read it. */
function structureOf(markdown: string) {
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
  const all = tokens.flatMap(token => [token, ...(token.children ?? [])]);
  const headings = tokens.flatMap((token, index) =>
    token.type === 'heading_open' ? [tokens[index + 1].content] : [],
  );
  const kinds = new Set(all.map(token => token.type));
  const fences = tokens.filter(({ type }) => type === 'fence');
  return { headings, kinds, fences, tokens };
}

/** Of the elements that Markdown knows, those that a draft never has. */
const NEVER = [
  'html_block',
  'html_inline',
  'link_open',
  'image',
  'table_open',
  'blockquote_open',
  'code_block',
  'hr',
  'code_inline',
  's_open',
  'ordered_list_open',
];

/** What a draft has besides, or lacks, when all of its texts are this one. */
function brokenBy(text: string): string[] {
  const { headings, kinds, fences } = structureOf(runToMarkdown(runOf(text)));
  const fits =
    headings.length === HEADINGS.length &&
    headings.every((heading, index) => heading.startsWith(HEADINGS[index]));
  const written = `${text.replace(/\r\n?/g, '\n')}\n`;
  const outputs = fences.filter(({ content }) => content === written);
  return [
    ...(fits ? [] : [`headings ${headings.join(', ')}`]),
    ...NEVER.filter(kind => kinds.has(kind)),
    // Outputs stand in it letter by letter.
    ...(outputs.length >= 2 ? [] : ['outputs']),
  ];
}

const HOSTILE = [
  '# Heading',
  'a\n# Heading\n\n## Another\n===\n---',
  '```\n# out\n```\n````md\n`````',
  '~~~\nout',
  '<script>alert(1)</script>',
  '<!-- \n\n# x',
  '[link](javascript:alert(1)) ![i](x)',
  '> quote\n- list\n1. one\n| a | b |\n|---|---|',
  '&lt;b&gt; &#35; heading',
  '    code\n\tcode',
  '[a]: http://x "t"\n\n[a]',
  '**bold** _em_ `code` ~~gone~~ \\',
  'ends with \\',
  '`',
];

describe('the draft of a post-mortem', () => {
  it('tells the run', () => {
    const markdown = runToMarkdown(runOf('all said'));
    for (const line of [
      '# Post-mortem draft: T all said',
      '- **Outcome:** escalated',
      '- **Duration:** 10 min (estimated: 15 min)',
      '- **From the alarm to the first step:** 4 min',
      '- **From the alarm to the end:** 13 min',
      '- 2026-11-21 02:52:00 alarm orders all said: ALARM',
      '- 2026-11-21 02:56:00 user:default/ada marked step 1 as done – all said',
      '### Step 3: all said',
      'State: **skipped** (user:default/ada, 2026-11-21 02:58:00, 1 min)',
      '- Step 3.1 **failed**: Find the mapping – all said',
      '- **mapping-uuid:** all said',
      '- Level 2: all said **(called)**',
      '## Follow-ups',
    ]) {
      expect(markdown).toContain(`${line}\n`);
    }
  });

  it.each(HOSTILE)(
    'keeps its structure whatever is written into it: %j',
    text => {
      expect(brokenBy(text)).toEqual([]);
    },
  );

  it('keeps its structure with any text', () => {
    const markup = fc.string({
      unit: fc.constantFrom(...'#`~<>[]()!*_-=+|&;:"\\\n \tax1.'),
    });
    fc.assert(
      fc.property(fc.oneof(markup, fc.string()), text => {
        expect(brokenBy(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

it('gives files names that are safe everywhere', () => {
  const named = (title: string) => runFileName({ ...runOf('x'), title }, 'md');
  expect(named('High iterator age')).toBe(
    'run-2026-11-21-high-iterator-age-0e4f3a52.md',
  );
  expect(named('../../"\r\nSet-Cookie: x')).toBe(
    'run-2026-11-21-set-cookie-x-0e4f3a52.md',
  );
  expect(named('日本')).toBe('run-2026-11-21-0e4f3a52.md');
});

it('says durations in their two largest units', () => {
  expect([0, 59, 60, 190, 3_900, 90_000].map(durationInWords)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '3 min 10 s',
    '1 h 5 min',
    '1 d 1 h',
  ]);
});
