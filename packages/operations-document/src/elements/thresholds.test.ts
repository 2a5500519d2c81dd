import { parseOperationsDocument } from '../parse';

const thresholdsOf = (markdown: string) =>
  parseOperationsDocument(markdown).metricThresholds;

describe('metric thresholds', () => {
  it('reads the rows of a table in any column order', () => {
    const found = thresholdsOf(`# Parcel tracking

## Queue Metrics

| What to do | Alarm at | Metric | Meaning |
| --- | --- | --- | --- |
| Scale the sorter | > 500 | \`ApproximateNumberOfMessagesVisible\` | Parcels waiting |
| Ask the carrier | N/A | \`HandoverCount\` | Parcels handed over |
`);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      name: 'ApproximateNumberOfMessagesVisible',
      metrics: ['ApproximateNumberOfMessagesVisible'],
      text: '> 500',
      threshold: { comparison: '>', value: 500 },
      action: 'Scale the sorter',
      description: 'Parcels waiting',
      service: 'sqs',
      origin: 'table',
      lines: { startLine: 7, endLine: 7 },
      headingPath: ['Parcel tracking', 'Queue Metrics'],
    });
    expect(found[1].threshold).toBeUndefined();
  });

  it('keeps two metrics of one row together', () => {
    const [row] = thresholdsOf(
      '| Metric | Threshold |\n|---|---|\n| `DiskReadOps`/`DiskWriteOps` | > 900 |\n',
    );
    expect(row.metrics).toEqual(['DiskReadOps', 'DiskWriteOps']);
  });

  it('reads warning and critical columns as one threshold that starts at the warning', () => {
    const [row] = thresholdsOf(
      '| Metric | Warning | Critical |\n|---|---|---|\n| Sorter lag | > 5 min | > 20 min |\n',
    );
    expect(row.text).toBe('Warning: > 5 min / Critical: > 20 min');
    expect(row.threshold).toEqual({
      comparison: '>',
      value: 300,
      unit: 'Seconds',
    });
  });

  it('leaves tables alone that set no thresholds', () => {
    expect(
      thresholdsOf(
        '| Severity | Response time |\n|---|---|\n| P1 | 15 minutes |\n\n| Metric | Unit |\n|---|---|\n| Parcels | Count |\n',
      ),
    ).toEqual([]);
  });

  it('reads labelled blocks, one for each metric', () => {
    const found = thresholdsOf(`## Alerts

**Metric:** SorterErrors
**Threshold:** > 3 errors in 10 minutes
**Severity:** High
**Action:** Restart the sorter

**Metric:** SorterLag
**Threshold:** > 2 minutes
`);
    expect(found.map(t => [t.name, t.threshold?.windowSeconds])).toEqual([
      ['SorterErrors', 600],
      ['SorterLag', undefined],
    ]);
    expect(found[0]).toMatchObject({
      severity: 'High',
      action: 'Restart the sorter',
      origin: 'block',
    });
  });

  it('takes the alarm of the heading when only its threshold is labelled', () => {
    const [found] = thresholdsOf(
      '### Alarm: parcels-late\n\n**Threshold**: more than 20 parcels\n',
    );
    expect(found.name).toBe('parcels-late');
  });

  it('reads bullets under normal ranges and passes over those without a number', () => {
    const found = thresholdsOf(`# Parcels

## Lambda sorter

**Normal ranges:**

- Duration: < 20s (the timeout is 30s)
- Error rate: < 1%
- Mood: friendly
`);
    expect(found.map(t => t.name)).toEqual(['Duration', 'Error rate']);
    expect(found[0]).toMatchObject({ service: 'lambda', origin: 'bullet' });
  });

  it('takes a bare value for a limit, and below normal ranges for what should be', () => {
    const comparisons = (label: string) =>
      thresholdsOf(`# P\n**${label}:**\n- Lag: 30 seconds\n`).map(
        t => t.threshold?.comparison,
      );
    expect(comparisons('Thresholds')).toEqual(['>']);
    expect(comparisons('Normal ranges')).toEqual(['==']);
  });

  it('tells what is well from what is wrong, where the label does', () => {
    const sides = (label: string) =>
      thresholdsOf(`# P\n**${label}:**\n- Error rate: < 1%\n`).map(
        t => t.describes,
      );
    expect(sides('Normal ranges')).toEqual(['healthy']);
    expect(sides('Alert thresholds')).toEqual(['trouble']);
    expect(sides('Metrics to check')).toEqual([undefined]);
  });

  it('takes the namespace above a table, and not what is said besides', () => {
    const namespaceOf = (line: string) =>
      thresholdsOf(
        `# P\n\n${line}\n\n| Metric | Threshold |\n|---|---|\n| Late | > 1 |\n`,
      )[0].namespace;
    expect(namespaceOf('Namespace: `Parcels/Sorting`')).toBe('Parcels/Sorting');
    expect(namespaceOf('**Namespace:** AWS/SQS, dimension `QueueName`.')).toBe(
      'AWS/SQS',
    );
  });

  it('says what a metrics table misses', () => {
    const { nearMisses } = parseOperationsDocument(
      '| Metric | Description |\n|---|---|\n| Parcels | Parcels seen |\n',
    );
    expect(nearMisses).toEqual([
      {
        kind: 'metric thresholds',
        lines: { startLine: 1, endLine: 3 },
        reason: expect.stringContaining('add a column headed "Threshold"'),
      },
    ]);
  });
});
