import { parseOperationsDocument } from '../parse';

const runbooksOf = (markdown: string) =>
  parseOperationsDocument(markdown).runbooks;
const outline = (markdown: string) =>
  runbooksOf(markdown).map(r => [r.title, r.form, r.steps.length]);

describe('runbooks', () => {
  it('reads a labelled runbook with everything that it says', () => {
    const [runbook] = runbooksOf(`# Parcel operations

## Runbooks

### Runbook: Parcels stuck in sorting

**Severity:** High
**Estimated Time:** 20 minutes

**Symptoms:**
- The sorter queue grows
- Customers ask

**Causes:**
- A worker hangs

**Steps:**

1. **Look at the queue:**
   \`\`\`bash
   aws sqs get-queue-attributes --queue-url {queue-url}
   \`\`\`
   - If it is empty, stop here
2. Restart the workers

**Verification:**
- The queue shrinks

**Rollback:** Start the old workers again

**Escalation:** Call the sorting lead
`);
    expect(runbook).toMatchObject({
      title: 'Runbook: Parcels stuck in sorting',
      kind: 'runbook',
      form: 'steps',
      severity: 'High',
      estimatedTime: '20 minutes',
      symptoms: ['The sorter queue grows', 'Customers ask'],
      causes: ['A worker hangs'],
      verification: ['The queue shrinks'],
      rollback: ['Start the old workers again'],
      escalation: ['Call the sorting lead'],
    });
    expect(runbook.steps.map(step => step.title)).toEqual([
      'Look at the queue',
      'Restart the workers',
    ]);
    expect(runbook.steps[0].commands[0]).toMatchObject({
      language: 'bash',
      placeholders: [{ name: 'queue-url' }],
    });
    expect(runbook.steps[0].steps.map(step => step.title)).toEqual([
      'If it is empty, stop here',
    ]);
  });

  it('takes sub-headings as facets as well as labels', () => {
    expect(
      outline(`# Parcels
## Troubleshooting
### Labels are unreadable
#### Symptoms
- Scanner rejects them
#### Resolution
1. Clean the scanner
2. Print again
`),
    ).toEqual([['Labels are unreadable', 'steps', 2]]);
  });

  it('reads a whole document about one alarm as one runbook', () => {
    const [runbook, ...others] = runbooksOf(`# parcels-late-alarm

## Meaning
Parcels are later than promised.

## Impact
Customers wait.

## Diagnosis
1. Look at the carrier's status page

## Mitigation
1. Move parcels to another carrier
2. Tell customers
`);
    expect(others).toEqual([]);
    expect(runbook).toMatchObject({
      title: 'parcels-late-alarm',
      alarmNames: ['parcels-late-alarm'],
    });
    expect(runbook.steps).toHaveLength(3);
  });

  it.each([
    ['**Alarm:** `lost-parcels`, late-parcels'],
    ['**Alarms**: lost-parcels and late-parcels.'],
    ['**Alarm(s):** [lost-parcels](https://x.test/1); late-parcels'],
    ['**CloudWatch alarms:**\n- `lost-parcels`\n- late-parcels'],
    ['- **Alarms**: lost-parcels, late-parcels\n- **Owner**: the depot'],
    ['- **Alert:** lost-parcels late-parcels\n- **Team:** a\n- **Site:** b'],
    ['Alarms: lost-parcels, late-parcels'],
    ['| Field | Value |\n|-|-|\n| Alarms | lost-parcels, `late-parcels` |'],
    ['**Alarme**: lost-parcels, late-parcels'],
    ['**Ausgelöst durch:** lost-parcels, late-parcels'],
    ['**Alertes** : lost-parcels, late-parcels'],
    ['**Nombre de la alarma:** lost-parcels, late-parcels'],
    ['**Disparado por:** lost-parcels, late-parcels'],
    ['**対象アラーム**：lost-parcels、late-parcels'],
  ])('knows the alarms that %j names', label => {
    const [runbook] = runbooksOf(
      `# Parcels\n## Runbooks\n### Parcels are gone\n${label}\n\n1. Look\n2. Act\n`,
    );
    expect(runbook.answers).toEqual(['lost-parcels', 'late-parcels']);
    expect(runbook.steps.map(({ title }) => title)).toEqual(['Look', 'Act']);
    expect(runbook.intro).toContain('late-parcels');
  });

  it.each([
    ['Alarm: the depot is closed'],
    ['It is like lost-parcels.'],
    ['**Threshold:** lost-parcels'],
  ])('takes %j for no name of what the procedure answers', text => {
    const [runbook] = runbooksOf(
      `# Parcels\n## Runbooks\n### Parcels are gone\n${text}\n\n1. Look\n2. Act\n`,
    );
    expect(runbook.answers).toBeUndefined();
  });

  it('reads facts from a list or a table before the steps', () => {
    const read = (facts: string) => {
      const [{ severity, estimatedTime }] = runbooksOf(
        `# Parcels\n## Runbooks\n### Parcels are gone\n${facts}\n\n1. Look\n2. Act\n`,
      );
      return [severity, estimatedTime];
    };
    expect(read('- **Alarms**: a-lost\n- **Severity**: High')).toEqual([
      'High',
      undefined,
    ]);
    expect(
      read('| | |\n|-|-|\n| Severity | High |\n| Time to resolve | 20 min |'),
    ).toEqual(['High', '20 min']);
    expect(
      read(
        '| Grade | Who |\n|-|-|\n| Severity 1 | depot |\n| Severity 2 | us |',
      ),
    ).toEqual([undefined, undefined]);
  });

  it('counts step headings and bold step labels as steps', () => {
    expect(
      outline(`# Parcels
## Recovery Procedures
### Restore the parcel table
#### Step 1: Stop the writers
Stop all of them.
#### Step 2: Restore
\`\`\`bash
aws dynamodb restore-table-from-backup --target-table-name parcels
\`\`\`
### Replay parcel events
**Step 1: Choose the hour**

Ask the team.

**Step 2: Replay**

- Start the replay job
- Watch it
`),
    ).toEqual([
      ['Restore the parcel table', 'steps', 2],
      ['Replay parcel events', 'steps', 2],
    ]);
  });

  it('attaches a fence that follows an item without indentation to that item', () => {
    const [runbook] = runbooksOf(`# Parcels
## Troubleshooting
### Sorter is down
1. Look at the logs:
\`\`\`bash
aws logs tail /aws/lambda/sorter
\`\`\`
2. Restart it
`);
    expect(runbook.steps.map(s => [s.title, s.commands.length])).toEqual([
      ['Look at the logs', 1],
      ['Restart it', 0],
    ]);
    expect(runbook.commands).toEqual([]);
  });

  it('knows runbooks that only have commands, and those in prose under an alarm', () => {
    expect(
      outline(`# Parcel runbook
## Troubleshooting
### Scanner offline
\`\`\`bash
ping scanner
\`\`\`
## Alarm: parcels-lost
Ask the depot to search for them.
`),
    ).toEqual([
      ['Scanner offline', 'commands', 0],
      ['Alarm: parcels-lost', 'prose', 0],
    ]);
  });

  it('reads steps that a markdown fence holds', () => {
    expect(
      outline(
        '# P\n## Troubleshooting\n### Parcel failures\n```markdown\n1. Look\n2. Act\n3. Tell\n```\n',
      ),
    ).toEqual([['Parcel failures', 'steps', 3]]);
  });

  it('does not count what is no action', () => {
    const [runbook] = runbooksOf(`# P
## Troubleshooting
### Parcel scan fails
**Symptoms:**
1. Red light
**Resolution:**
- Wipe the lens
**Prevention:**
- Wipe it every week
**Related:**
- [Scanner manual](scanner.md)
`);
    expect(runbook.steps.map(step => step.title)).toEqual(['Wipe the lens']);
  });

  it.each([
    ['German', 'Fehlerbehebung', 'Ursachen', 'Lösung'],
    ['French', 'Dépannage', 'Causes', 'Résolution'],
    ['Spanish', 'Solución de problemas', 'Causas', 'Solución'],
    ['Portuguese', 'Solução de problemas', 'Causas', 'Resolução'],
    ['Japanese', 'トラブルシューティング', '原因', '対処'],
  ])('reads %s sections', (_, chapter, causes, resolution) => {
    const [runbook] = runbooksOf(
      `# X\n## ${chapter}\n### Sorter 42\n**${causes}:**\n- a\n\n**${resolution}:**\n1. b\n2. c\n`,
    );
    expect(runbook.causes).toEqual(['a']);
    expect(runbook.steps).toHaveLength(2);
  });

  it.each([
    ['installation', '# Parcels\n## Installation\n1. Clone it\n2. Build it\n'],
    [
      'a tutorial',
      '# Lab 3: Parcels\n## Step 1: Create a queue\n1. Open the console\n2. Click\n',
    ],
    ['contributing', '# Contributing\n## Pull requests\n1. Fork\n2. Push\n'],
    ['a changelog', '# Changelog\n## 1.2.0\n- Fixed the sorter failure\n'],
    [
      'useful commands',
      '# Parcels runbook\n## Useful Commands\n```bash\naws s3 ls\n```\n',
    ],
    [
      'best practices',
      '# Parcels\n## Best Practices\n1. Be kind\n2. Be quick\n',
    ],
    ['a daily list', '# Parcels\n## Daily Checks\n- Queue\n- Sorter\n'],
    [
      'an alarm definition',
      '# Parcels\n## Error alarm\n```bash\naws cloudwatch put-metric-alarm --alarm-name x\n```\n',
    ],
  ])('does not take %s for a procedure', (_, markdown) => {
    expect(outline(markdown)).toEqual([]);
  });

  it('says why a section is nearly a runbook', () => {
    const { nearMisses } = parseOperationsDocument(
      '# Parcels\n## Troubleshooting\n### Things\nSomething is odd.\n',
    );
    expect(nearMisses).toEqual([
      {
        kind: 'runbook',
        lines: { startLine: 3, endLine: 4 },
        reason: expect.stringContaining('number its steps'),
      },
    ]);
  });
});
