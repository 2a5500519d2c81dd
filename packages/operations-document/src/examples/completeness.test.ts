import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseOperationsDocument,
  type CommandBlock,
  type RunbookElement,
  type RunbookStepElement,
} from '..';
import { secondReading } from '../__testUtils__/secondReading';

/** As counted by eye: title, severity, estimated time, steps, commands. */
type Row = [string, string | undefined, string | undefined, number, number];

const PROCEDURES: Record<string, Row[]> = {
  'sensor-data': [
    ['High PostgreSQL failure rate', undefined, undefined, 5, 2],
    ['High Kafka failure rate', undefined, undefined, 6, 1],
    ['High S3 upload failures', undefined, undefined, 5, 1],
    ['High processing latency', undefined, undefined, 4, 1],
    ['High failure rate of the whole pipeline', undefined, undefined, 3, 1],
    ['Incident response', 'High', '30 minutes', 6, 0],
  ],
  'aurora-restore': [
    ['Lambda errors', undefined, undefined, 4, 1],
    ['Failed executions', undefined, undefined, 4, 1],
    ['State table throttled', undefined, undefined, 3, 1],
    ['Slow restores', undefined, undefined, 4, 0],
    ['Critical failure', 'Critical', undefined, 4, 0],
  ],
  'demand-pipeline': [
    [
      'Runbook: Lambda function not processing records',
      'High',
      '15 minutes',
      6,
      2,
    ],
    ['Runbook: S3 data not appearing', 'Medium', '10 minutes', 6, 6],
    ['Runbook: Athena queries failing', 'Low', '15 minutes', 7, 7],
    ['Issue: Lambda function timeout', undefined, undefined, 5, 1],
    ['Issue: High iterator age', undefined, undefined, 5, 1],
    ['Issue: S3 access denied', undefined, undefined, 4, 1],
    ['Issue: Avro conversion failure', undefined, undefined, 5, 1],
    ['Issue: Athena query failures', undefined, undefined, 4, 2],
    ['Debugging steps', undefined, undefined, 4, 4],
    ['Schema updates', undefined, undefined, 4, 4],
    ['Adding partitions', undefined, undefined, 0, 1],
    ['Repairing partitions', undefined, undefined, 0, 1],
    ['Dropping old partitions', undefined, undefined, 0, 2],
    ['Cleaning up test data', undefined, undefined, 0, 1],
  ],
  'glue-etl': [
    ['The job fails', 'High', '20 minutes', 4, 1],
    ['The job is slow', undefined, undefined, 4, 0],
    ['The job runs out of memory', undefined, undefined, 3, 0],
    ['Data quality is low', undefined, undefined, 4, 0],
    ['No quality metrics', undefined, undefined, 3, 1],
    ['Alarms are not answered', undefined, undefined, 3, 1],
  ],
  'music-streaming': [
    ['Pipeline failures', undefined, undefined, 5, 0],
    ['Performance issues', undefined, undefined, 5, 0],
    ['Quality metrics are missing', undefined, undefined, 4, 1],
    ['Data recovery', undefined, undefined, 5, 0],
    ['System recovery', undefined, undefined, 5, 0],
    ['Incident response', undefined, undefined, 6, 0],
  ],
};

const commandsOf = (steps: RunbookStepElement[]): CommandBlock[] =>
  steps.flatMap(step => [...step.commands, ...commandsOf(step.steps)]);

function isComplete(markdown: string, runbook: RunbookElement) {
  it(`is complete in "${runbook.title}", line by line`, () => {
    const second = secondReading(markdown, runbook.lines.startLine);
    expect({
      title: runbook.title,
      severity: runbook.severity,
      estimatedTime: runbook.estimatedTime,
      steps: runbook.steps.map(step => step.title),
      commands: [...runbook.commands, ...commandsOf(runbook.steps)]
        .map(({ text }) => text)
        .sort(),
    }).toEqual({
      severity: undefined,
      estimatedTime: undefined,
      ...second,
      commands: second.commands.sort(),
    });
  });
}

describe.each(Object.entries(PROCEDURES))('the guide of %s', (name, rows) => {
  const markdown = readFileSync(
    join(__dirname, '../../../../examples', name, 'docs/operations.md'),
    'utf8',
  );
  const { runbooks } = parseOperationsDocument(markdown);

  it('has exactly these procedures', () => {
    expect(
      runbooks.map(runbook => [
        runbook.title,
        runbook.severity,
        runbook.estimatedTime,
        runbook.steps.length,
        runbook.commands.length + commandsOf(runbook.steps).length,
      ]),
    ).toEqual(rows);
  });

  for (const runbook of runbooks) isComplete(markdown, runbook);
});

// Guides of one's own: `OPERATIONS_DOCUMENTS=/path/of/a/folder`.
const folder = process.env.OPERATIONS_DOCUMENTS;
for (const name of folder ? readdirSync(folder) : []) {
  describe(`the guide ${name}`, () => {
    const markdown = readFileSync(join(folder!, name), 'utf8');
    const { runbooks } = parseOperationsDocument(markdown);
    it('is read', () => expect(markdown).not.toBe(''));
    for (const runbook of runbooks) isComplete(markdown, runbook);
  });
}
