import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { RecognisedElement } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  component,
  type PortalOptions,
  startPortal,
} from '../pipelines/__testUtils__/portal';

const GUIDE = `# Orders

## Metrics

### Lambda Functions

| Metric | Threshold | Severity | Action |
| --- | --- | --- | --- |
| \`Errors\` | > 0 | critical | Open the log |
| \`Throttles\` | Sustained high values | | |

## Alarms

\`\`\`bash
aws cloudwatch put-metric-alarm --alarm-name orders-{env}-errors \\
  --namespace AWS/Lambda --metric-name Errors --statistic Sum --period 300 \\
  --evaluation-periods 3 --datapoints-to-alarm 2 --threshold 5 \\
  --comparison-operator GreaterThanThreshold \\
  --alarm-actions arn:aws:sns:eu-central-1:111122223333:orders
\`\`\`

## Troubleshooting

### Issue: Loads fail

**Severity:** High

1. Look at the log
2. Start the load again

### Odd things

Somebody saw something.

## Daily checks

- [ ] Look at the queue
- [ ] Look at the error rate
`;

const at = (startLine: number, endLine: number) =>
  `https://github.com/acme/orders/blob/main/docs/operations.md?plain=1#L${startLine}-L${endLine}`;

async function documents(options: Partial<PortalOptions> = {}) {
  const { get } = await startPortal({
    entities: [
      component('orders', {
        annotations: { 'pipeline-ops/pipeline-id': 'orders' },
      }),
    ],
    files: { 'docs/operations.md': GUIDE },
    ...options,
  });
  return get('component/default/orders/documents');
}

describe('what was read from a guide', () => {
  it('is every element by its line, with what it came out as', async () => {
    const { status, body } = await documents();
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ pipelineId: 'orders', problems: [] });
    const [reading] = body.data.documents;
    expect(reading).toMatchObject({
      path: 'docs/operations.md',
      title: 'Orders',
      url: 'https://github.com/acme/orders/blob/main/docs/operations.md',
      editUrl: 'https://github.com/acme/orders/edit/main/docs/operations.md',
      version: { state: 'current' },
      counts: { threshold: 2, alarm: 1, runbook: 1, checklist: 1 },
      placeholders: ['env'],
    });
    expect(Date.now() - Date.parse(reading.readAt)).toBeLessThan(60_000);
    expect(
      reading.elements.map(
        ({ kind, title, summary, position }: RecognisedElement) => [
          position.startLine,
          kind,
          title,
          summary,
          position.url,
        ],
      ),
    ).toEqual([
      [9, 'threshold', 'Errors', '> 0 (critical): Open the log', at(9, 9)],
      [
        10,
        'threshold',
        'Throttles',
        'Sustained high values (text without a value)',
        at(10, 10),
      ],
      [
        15,
        'alarm',
        'orders-{env}-errors',
        'Errors Sum > 5, 2 of 3 periods of 300 s',
        at(15, 19),
      ],
      [
        24,
        'runbook',
        'Issue: Loads fail',
        '2 steps, severity High',
        at(24, 29),
      ],
      [37, 'checklist', 'Daily checks', 'daily, 2 items', at(37, 38)],
    ]);
  });

  it('is also what nearly was, with the reason', async () => {
    const { body } = await documents();
    expect(body.data.documents[0].remarks).toEqual([
      {
        kind: 'near-miss',
        nearly: 'runbook',
        reason: expect.stringContaining('Odd things'),
        position: expect.objectContaining({ startLine: 31 }),
      },
    ]);
  });

  it('names no ARN and no account', async () => {
    const { body } = await documents();
    expect(JSON.stringify(body)).not.toMatch(/arn:aws|111122223333/);
  });

  it('says why there is nothing, as a file and as a document', async () => {
    const { body } = await documents({
      files: { 'docs/operations.md': '<html><body>Sign in</body></html>' },
    });
    expect(body.data.documents).toMatchObject([
      {
        version: {
          state: 'none',
          reason: expect.stringContaining('it is a web page, not Markdown'),
        },
        elements: [],
        remarks: [],
        counts: {},
      },
    ]);
    expect(body.data.problems).toMatchObject([
      { code: 'document-not-markdown', file: 'docs/operations.md' },
    ]);
  });

  it('says how to begin when there is no guide', async () => {
    const { body } = await documents({ files: {} });
    expect(body.data).toMatchObject({
      documents: [],
      problems: [
        {
          code: 'document-missing',
          message: expect.stringContaining('Write docs/operations.md or'),
        },
      ],
    });
  });

  it('is for those who may read the pipeline', async () => {
    const { status } = await documents({ permission: AuthorizeResult.DENY });
    expect(status).toBe(403);
  });

  it('does not grow without bound with the document', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, index) => `| M${index} | > 1 | ${'x'.repeat(10)} |`,
    );
    const { body } = await documents({
      files: {
        'docs/operations.md': `# T\n\n## Metrics\n\n| Metric | Threshold | Action |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
      },
    });
    const [reading] = body.data.documents;
    expect(reading.elements).toHaveLength(2_000);
    expect(reading.counts.threshold).toBe(5_000);
  });
});
