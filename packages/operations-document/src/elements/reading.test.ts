import { parseOperationsDocument } from '../parse';

describe('log groups', () => {
  it('reads names from commands, prose and tables, with the retention beside them', () => {
    const { logGroups } = parseOperationsDocument(`# Parcels

**Log group:** \`/parcels/sorter\`, with a retention of 14 days.

\`\`\`bash
aws logs tail /aws/lambda/sorter-{env} --follow
aws logs describe-log-groups --log-group-name-prefix /aws/lambda/so
aws logs tail "$LOG_GROUP"
\`\`\`

| Log group | Retention |
| --- | --- |
| airflow-parcels-Task | 3 months |
`);
    expect(logGroups.map(g => [g.name, g.retentionDays])).toEqual([
      ['/parcels/sorter', 14],
      ['/aws/lambda/sorter-{env}', undefined],
      ['airflow-parcels-Task', 90],
    ]);
  });

  it('takes no other paths for log groups', () => {
    expect(
      parseOperationsDocument(
        'See /var/log/syslog, /aws/lambda/ and https://example.org/aws/lambda/x, `/parcels/parameter`.',
      ).logGroups,
    ).toEqual([]);
  });
});

describe('queries', () => {
  it('knows them by their first statement, whatever the fence says', () => {
    const { queries } = parseOperationsDocument(`# Parcels
In \`/aws/lambda/sorter\`:

### Late parcels
\`\`\`sql
-- newest first
fields @timestamp, parcel
| filter late = 1
\`\`\`
### Counts
    stats count(*) by depot
    | sort depot
### Not a query
\`\`\`sql
SELECT * FROM parcels
\`\`\`
\`\`\`bash
sort parcels.txt | head
\`\`\`
`);
    expect(queries.map(q => [q.title, q.query])).toEqual([
      ['Late parcels', 'fields @timestamp, parcel\n| filter late = 1'],
      ['Counts', 'stats count(*) by depot\n| sort depot'],
    ]);
  });

  it('splits a block of several, titled by their comments', () => {
    const { queries } = parseOperationsDocument(
      '# P\n```\n# Late\nfields @timestamp\n| filter late = 1\n\n# Lost\nfields parcel\n| filter lost = 1\n```\n',
    );
    expect(queries.map(q => [q.title, q.lines])).toEqual([
      ['Late', { startLine: 4, endLine: 5 }],
      ['Lost', { startLine: 8, endLine: 9 }],
    ]);
  });

  it('reads the query of a command, with its log group', () => {
    const { queries } = parseOperationsDocument(
      "# P\n```bash\n# Late parcels\naws logs start-query --log-group-name /ecs/parcels \\\n  --query-string 'fields parcel | filter late = 1'\n```\n",
    );
    expect(queries).toMatchObject([
      {
        title: 'Late parcels',
        query: 'fields parcel | filter late = 1',
        logGroups: ['/ecs/parcels'],
      },
    ]);
  });
});

describe('dashboards', () => {
  it('reads bodies with comments, trailing commas and trailing text', () => {
    const { dashboards, problems } = parseOperationsDocument(
      '# P\n## Sorter board\n```json\n{\n  // two of them\n  "widgets": [ {"type": "text"}, ],\n}\nand so on\n```\n',
    );
    expect(problems).toEqual([]);
    expect(dashboards).toMatchObject([
      { title: 'Sorter board', body: { widgets: [{ type: 'text' }] } },
    ]);
  });

  it('keeps a broken body as text and says so', () => {
    const { dashboards, problems } = parseOperationsDocument(
      '# P\n```json\n{"widgets": [ {"type": ]}\n```\n',
    );
    expect(dashboards[0].body).toBeUndefined();
    expect(problems).toMatchObject([{ lines: { startLine: 2, endLine: 4 } }]);
  });
});

describe('escalation', () => {
  it.each([
    ['labels', '**Level 1:** Desk\n**Level 2:** Depot lead\n'],
    ['headings', '### Level 1 - Desk\n### Level 2 - Depot lead\n'],
    ['bullets', '- **L1**: Desk\n- **L2**: Depot lead\n'],
    ['a numbered list', '1. Desk\n2. Depot lead\n'],
    ['YAML', '```yaml\nlevels:\n  L1: Desk\n  L2: Depot lead\n```\n'],
    [
      'a table',
      '| Level | Who |\n|---|---|\n| L1 | Desk |\n| L2 | Depot lead |\n',
    ],
    ['ranks', '- Primary: Desk\n- Secondary: Depot lead\n'],
  ])('reads a ladder written as %s', (_, text) => {
    const { escalation } = parseOperationsDocument(
      `# P\n## Escalation\n${text}`,
    );
    expect(escalation.map(e => [e.level, e.title])).toEqual([
      [1, 'Desk'],
      [2, 'Depot lead'],
    ]);
  });

  it('takes neither severities nor unranked contacts for a ladder', () => {
    const document = parseOperationsDocument(
      '# P\n## Contacts\n- Desk: 12\n- Depot: 34\n\n## Severity\n- **P1**: Lost\n- **P2**: Late\n',
    );
    expect(document.escalation).toEqual([]);
    expect(document.contacts.map(c => [c.name, c.details])).toEqual([
      ['Desk', ['12']],
      ['Depot', ['34']],
    ]);
  });
});

describe('documents as people save them', () => {
  const guide =
    '# Parcels\n\n## Troubleshooting\n\n### Sorter is down\n\n1. Restart it\n';

  it('reads byte order marks, CRLF and front matter as if they were not there', () => {
    const plain = parseOperationsDocument(guide);
    expect(
      parseOperationsDocument(`\uFEFF${guide.replace(/\n/g, '\r\n')}`),
    ).toEqual(plain);
    const [runbook] = parseOperationsDocument(
      `---\ntitle: Daily failure\n---\n${guide}`,
    ).runbooks;
    expect(runbook.lines).toEqual({ startLine: 8, endLine: 10 });
  });

  it('puts mis-encoded characters right and says where they are', () => {
    const { runbooks, problems } = parseOperationsDocument(
      '# Parcels\n## Troubleshooting\n### Sorter canâ€™t start\n1. Restart it\n',
    );
    expect(runbooks[0].title).toBe('Sorter can’t start');
    expect(problems).toMatchObject([{ lines: { startLine: 3, endLine: 3 } }]);
  });

  it('leaves accents of living languages alone', () => {
    const text = '# Über déjà vu, São Paulo, ÄÖÜ, Ãngel';
    const document = parseOperationsDocument(text);
    expect(document.title).toBe('Über déjà vu, São Paulo, ÄÖÜ, Ãngel');
    expect(document.problems).toEqual([]);
  });

  it('looks for no structure in fences, comments and HTML', () => {
    const { runbooks, checklists } = parseOperationsDocument(
      '# P\n<!--\n## Runbook: a\n1. b\n-->\n```markdown\n## Runbook: c\n- [ ] d\n```\n<div>\n## Runbook: e\n</div>\n',
    );
    expect([runbooks, checklists]).toEqual([[], []]);
  });

  it('reads what folded details hold', () => {
    const { runbooks } = parseOperationsDocument(
      '# P\n## Troubleshooting\n<details>\n<summary>More</summary>\n\n### 🚨 Sorter is down\n1. Restart it\n\n</details>\n',
    );
    expect(runbooks.map(r => r.title)).toEqual(['🚨 Sorter is down']);
  });

  it('takes the ids that a writer gives', () => {
    const { runbooks, checklists } = parseOperationsDocument(
      '# P\n## Runbook: Sorter is down {#sorter}\n1. Restart it\n## Daily\n- [ ] Queue <!-- id: queue -->\n',
    );
    expect(runbooks[0].id).toBe('sorter');
    expect(checklists[0].items[0]).toMatchObject({
      id: 'queue',
      text: 'Queue',
    });
  });
});
