import { parseOperationsDocument } from './parse';

const missesOf = (markdown: string) =>
  parseOperationsDocument(markdown).nearMisses.map(
    ({ kind, lines, reason }) => [kind, lines.startLine, reason],
  );

describe('what nearly is an element', () => {
  it.each([
    [
      'a table of metrics without thresholds',
      '## Queue\n\n| Metric | Description |\n| --- | --- |\n| Age | of the oldest |\n',
      ['metric thresholds', 3, 'headed "Threshold"'],
    ],
    [
      'a table of thresholds without names',
      '## Queue\n\n| Part | Threshold |\n| --- | --- |\n| Reader | > 5 |\n',
      ['metric thresholds', 3, '"Metric" or "Alarm"'],
    ],
    [
      'a threshold of nothing',
      '## Queue\n\n**Threshold:** > 5\n',
      ['metric threshold', 3, '**Metric:** name'],
    ],
    [
      'a sentence that alerts by no number',
      '## Queue\n\n- Alert when errors pile up\n',
      ['metric threshold', 3, 'Alert when errors exceed 5'],
    ],
    [
      'tick boxes that do not recur',
      '## Release\n\n- [ ] Tests\n- [ ] Note\n',
      ['checklist', 3, '"Daily"'],
    ],
    [
      'a table of checks without a column of checks',
      '## Daily checks\n\n| Where | Expected |\n| --- | --- |\n| Queue | empty |\n',
      ['checklist', 3, '"Task" or "Check"'],
    ],
    [
      'a situation outside of troubleshooting',
      '# Gates\n## Readings are missing\n\n1. Look\n2. Act\n',
      ['runbook', 2, '"Troubleshooting"'],
    ],
    [
      'steps without a situation',
      '# Gates\n## Operations\n### Wave picking\n\n1. Open the list\n2. Print it\n',
      ['runbook', 3, '"Runbook:"'],
    ],
    [
      'a section among procedures that says nothing to do',
      '# Gates\n## Troubleshooting\n### Things\n\nSomething is odd.\n',
      ['runbook', 3, 'number its steps'],
    ],
    [
      'a runbook with a title only',
      '# Gates\n## Runbook: Gate is grey\n',
      ['runbook', 2, 'nothing to do'],
    ],
    [
      'an alarm without a name',
      '## Alarms\n\n```bash\naws cloudwatch put-metric-alarm --threshold 1\n```\n',
      ['alarm', 3, '--alarm-name'],
    ],
    [
      'a filter without a log group',
      '## Logs\n\n```bash\naws logs put-metric-filter --filter-name x\n```\n',
      ['log filter', 4, '--log-group-name'],
    ],
  ])('says why %s is none, and what would make it one', (_, text, miss) => {
    const [kind, line, advice] = miss;
    expect(missesOf(text)).toEqual([
      [kind, line, expect.stringContaining(String(advice))],
    ]);
  });

  it('finds nothing missing in tick boxes of a procedure, and in overviews', () => {
    expect(
      missesOf(
        '# Gates\n## Troubleshooting\n### Overview\nAll about gates.\n### Gate is grey\n1. [ ] Look\n2. [ ] Act\n',
      ),
    ).toEqual([]);
  });
});
