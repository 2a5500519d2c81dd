import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import {
  exampleNames,
  resolveExample,
} from '../../pipelines/__testUtils__/examples';
import type { CheckSubject } from '../CheckService';
import { bindChecks } from './bindChecks';

const DAY = 86_400;

const pipelines = new Map<string, ResolvedPipeline>();

beforeAll(async () => {
  for (const name of exampleNames) {
    pipelines.set(name, await resolveExample(name));
  }
});

function bound(example: string, subject: Partial<CheckSubject>) {
  const pipeline = pipelines.get(example)!;
  return bindChecks(
    { text: '', details: [], headings: [], usualSeconds: DAY, ...subject },
    pipeline,
    pipeline.environments[0],
  );
}

/** Titles of the checks of a text. */
const titles = (example: string, text: string, more?: Partial<CheckSubject>) =>
  bound(example, { text, ...more }).map(({ title }) => title);

const STREAM = 'prd3292-prod-dmnd-table-stream';
const BUCKET = 'prd3292.prod.us-east-1.demand-capture.tmaws';

/** What somebody who knows the pipeline would say answers the text; '' where data cannot. */
const DEMAND: [string, string][] = [
  // A metric with the limit that the guide draws.
  [
    'Error rate of the Lambda function',
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  [
    'Monitor the Lambda error rate',
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  [
    'Lambda errors',
    'Errors of deliveryWorker at most 5 in each 5 min of the last 24 h',
  ],
  [
    'Make sure that throttles of the function are OK',
    'Throttles of deliveryWorker at most 0 in each 5 min of the last 24 h',
  ],
  [
    'Check the `IteratorAge` metric',
    'Iterator age of deliveryWorker below 60 s throughout the last 24 h',
  ],
  [
    'Iterator age of the Kinesis stream',
    `Iterator age of ${STREAM} below 60 s throughout the last 24 h`,
  ],
  [
    'Is the duration of the Lambda function normal?',
    'Duration of deliveryWorker below 30 s throughout the last 24 h',
  ],
  [
    'Check **5xxErrors** of the bucket',
    `Server errors (5xx) of ${BUCKET} at most 0 throughout the last 24 h`,
  ],
  [
    'Fehlerrate der Lambda-Funktion prüfen',
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  [
    "Vérifier le taux d'erreur de la fonction",
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  [
    'Revisar la tasa de errores de la función',
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  // A metric with the limit of the text.
  [
    'IteratorAge below 60 s for 10 min',
    'Iterator age of deliveryWorker below 60 s throughout the last 10 min',
  ],
  [
    'IteratorAge is back under 2 minutes',
    'Iterator age of deliveryWorker below 120 s throughout the last 24 h',
  ],
  [
    'Iterator age of the function stays below one minute',
    'Iterator age of deliveryWorker below 60 s throughout the last 24 h',
  ],
  [
    'IteratorAge never exceeded 2 minutes over the last 12 hours',
    'Iterator age of deliveryWorker at most 120 s throughout the last 12 h',
  ],
  [
    'ReadProvisionedThroughputExceeded is 0',
    `Throttled reads of ${STREAM} exactly 0 throughout the last 24 h`,
  ],
  [
    'No errors of the Lambda function overnight',
    'Errors of deliveryWorker exactly 0 throughout the last 24 h',
  ],
  [
    'The function has at most 5 errors in 5 minutes',
    'Errors of deliveryWorker at most 5 in each 5 min of the last 24 h',
  ],
  [
    'Lambda error rate below 0.5 % for 30 minutes',
    'Error rate of deliveryWorker below 0.5 % throughout the last 30 min',
  ],
  [
    'Die Laufzeit der Funktion bleibt unter 20 s',
    'Duration of deliveryWorker below 20 s throughout the last 24 h',
  ],
  [
    'Le taux d’erreur de la fonction reste sous 1 %',
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  [
    'La tasa de errores de la función sigue por debajo de 1 %',
    'Error rate of deliveryWorker below 1 % throughout the last 24 h',
  ],
  // Data that keeps coming.
  [
    'New objects keep arriving in S3',
    `PUT requests of ${BUCKET} above 0 within the last 1 h`,
  ],
  [
    'S3 uploads continue',
    `PUT requests of ${BUCKET} above 0 within the last 1 h`,
  ],
  [
    'IncomingRecords keep arriving',
    `Incoming records of ${STREAM} above 0 within the last 1 h`,
  ],
  [
    'Records keep flowing in Kinesis without gaps',
    `Incoming records of ${STREAM} above 0 in each 1 h of the last 24 h`,
  ],
  [
    'Daten kommen weiterhin in S3 an',
    `PUT requests of ${BUCKET} above 0 within the last 1 h`,
  ],
  // Alarms, the document, queries.
  [
    'No alarm of the pipeline is in ALARM',
    'No alarm of the pipeline is in ALARM',
  ],
  ['Review alarm states', 'No alarm of the pipeline is in ALARM'],
  ['All alarms are OK', 'No alarm of the pipeline is in ALARM'],
  ['Review active alarms', 'No alarm of the pipeline is in ALARM'],
  ['Keine aktiven Alarme', 'No alarm of the pipeline is in ALARM'],
  ['Aucune alarme active', 'No alarm of the pipeline is in ALARM'],
  ['Ninguna alarma activa', 'No alarm of the pipeline is in ALARM'],
  [
    'No alarm of the Lambda function is active',
    'No alarm of deliveryWorker is in ALARM',
  ],
  [
    'deliveryWorker-iterator-age is OK again',
    'deliveryWorker-iterator-age is not in ALARM',
  ],
  [
    'Check the alarm deliveryWorker-errors',
    'deliveryWorker-errors is not in ALARM',
  ],
  [
    'The documentation matches what is deployed',
    'No finding between document, definition and AWS',
  ],
  ['No drift', 'No finding between document, definition and AWS'],
  ['Every alarm has a runbook', 'No finding of alarm-without-runbook'],
  [
    'The query "Warnings and errors by message" returns nothing',
    'Query Warnings and errors by message finds exactly 0 in the last 24 h',
  ],
  // Work, judgement, and what only looks like a metric.
  ['Rotate the credentials of the function', ''],
  ['Review who has access', ''],
  ['Update the runbook', ''],
  ['Document what was learnt', ''],
  ['Check the error rate and rotate the keys', ''],
  ['Check the Lambda error rate. Rotate the keys.', ''],
  ["Trend of the function's duration", ''],
  ['Compare the Lambda error rate with last week', ''],
  ["Warnings in the function's log", ''],
  ["Read the function's errors", ''],
  ['Error rate of the payment API below 1 %', ''],
  ['Lambda error rate above 5 %', ''],
  ['When IteratorAge is above 60 s, add shards', ''],
  ['Check whether IteratorAge is above 60 s', ''],
  ['Memory, batch size and concurrency of the function', ''],
  ['Lambda errors and throttles', ''],
  ['Iterator age', ''],
  ['Data keeps arriving', ''],
  ['Run the query "Warnings and errors by message"', ''],
  ['deliveryWorker-errors is in ALARM', ''],
  ['Every alarm goes off when its limit is crossed', ''],
  ["Adjust the alarms' thresholds", ''],
  ['Limits of the alerts', ''],
  ['Each change of an alarm came by e-mail', ''],
  ['No Terraform drift', ''],
  ['Athena answers the usual queries', ''],
  ['Number of partitions in S3', ''],
  ['IteratorAge within 10 minutes of the deployment', ''],
  ['The file has fewer than 300 lines', ''],
];

const ELSEWHERE: [string, string, string][] = [
  [
    'glue-etl',
    'DataQualityScore stayed above 90 %',
    'DataQualityScore of Data quality above 90 % throughout the last 24 h',
  ],
  [
    'glue-etl',
    'Glue job duration',
    'Elapsed time of sample-etl-job at most 300 s throughout the last 24 h',
  ],
  [
    'glue-etl',
    'The quality metrics arrive every five minutes',
    'RecordsProcessed of Data quality above 0 in each 5 min of the last 24 h',
  ],
  ['glue-etl', 'RecordsProcessed is back at its usual level', ''],
  ['glue-etl', 'DataQualityScore below 90 %', ''],
  [
    'aurora-restore',
    'Lambda errors',
    'Errors of aurora-restore-snapshot-check and 5 more at most 0 throughout the last 24 h',
  ],
  [
    'aurora-restore',
    'Errors of aurora-restore-copy-snapshot',
    'Errors of aurora-restore-copy-snapshot at most 0 throughout the last 24 h',
  ],
  [
    'aurora-restore',
    'Executions failed',
    'Executions failed of AuroraRestorePipeline at most 0 throughout the last 24 h',
  ],
  [
    'aurora-restore',
    'SystemErrors is 0',
    'System errors of AuroraRestoreStateTable exactly 0 throughout the last 24 h',
  ],
  [
    'aurora-restore',
    'Success rate of the restore operations',
    'Success rate of Restore operations at least 100 % throughout the last 24 h',
  ],
  [
    'sensor-data',
    'FailureCount with Stage=kafka_publish is back to 0',
    'Kafka publish failures of Kafka publish exactly 0 throughout the last 24 h',
  ],
  [
    'sensor-data',
    'S3 uploads continue',
    'SuccessCount of S3 uploads above 0 within the last 1 h',
  ],
  [
    'sensor-data',
    'QueueDepth of queue sensor-data came back to its usual level overnight',
    '',
  ],
  [
    'sensor-data',
    'QueueDepth falls, and SuccessCount with Stage=s3_upload comes back',
    '',
  ],
  ['sensor-data', 'Check that retries stay below their limit', ''],
  [
    'sensor-data',
    'FailureCount is 0',
    'FailureCount of Ingestion and 3 more exactly 0 throughout the last 24 h',
  ],
  [
    'music-streaming',
    'This page, against what is deployed',
    'No finding between document, definition and AWS',
  ],
  [
    'music-streaming',
    'Validation error rate stays at most 5 %',
    'Records that fail validation of Data quality at most 5 % throughout the last 24 h',
  ],
  [
    'music-streaming',
    'validation.error.rate is below 5 %',
    'Records that fail validation of Data quality below 5 % throughout the last 24 h',
  ],
  ['music-streaming', 'How busy the resources are', ''],
];

describe('what a text is bound to', () => {
  it.each(DEMAND)('demand pipeline: %s', (text, title) => {
    expect(titles('demand-pipeline', text)).toEqual(title ? [title] : []);
  });

  it.each(ELSEWHERE)('%s: %s', (example, text, title) => {
    expect(titles(example, text)).toEqual(title ? [title] : []);
  });

  it('is told by the heading above it, where the text leaves it open', () => {
    const text = 'Iterator age';
    expect(
      titles('demand-pipeline', text, { headings: ['Daily', 'Kinesis'] }),
    ).toEqual([
      `Iterator age of ${STREAM} below 60 s throughout the last 24 h`,
    ]);
    expect(
      titles('demand-pipeline', text, { headings: ['Kinesis', 'Lambda'] }),
    ).toEqual([
      'Iterator age of deliveryWorker below 60 s throughout the last 24 h',
    ]);
  });

  it('is the alarm that led there, where the text speaks of it', () => {
    const alarmName = 'deliveryWorker-throttles';
    for (const text of ['The alarm is OK again', 'Alarm has cleared']) {
      expect(titles('demand-pipeline', text, { alarmName })).toEqual([
        'deliveryWorker-throttles is not in ALARM',
      ]);
      expect(titles('demand-pipeline', text)).toEqual([]);
    }
  });

  it('is nothing when points below it are work of their own', () => {
    const text = 'Check the Lambda error rate';
    expect(
      titles('demand-pipeline', text, { details: ['Renew the token'] }),
    ).toEqual([]);
    expect(
      titles('demand-pipeline', text, {
        details: ['If it is high, read the log'],
      }),
    ).toHaveLength(1);
    expect(
      titles('demand-pipeline', `${text}. If it is high, read the log.`),
    ).toHaveLength(1);
    // The body of a step may explain it, unless it gives another limit.
    expect(
      titles('demand-pipeline', `${text}\nThe console shows it, too.`),
    ).toHaveLength(1);
    expect(
      titles('demand-pipeline', `${text}\nIt should stay below 3 %.`),
    ).toEqual([]);
  });

  it('says why, and keeps its id as long as the condition stays', () => {
    const [check] = bound('demand-pipeline', { text: 'Lambda error rate' });
    const [again] = bound('demand-pipeline', {
      text: 'Error rate of the function',
    });
    expect(check.why).toBe(
      'names the metric Error rate, whose limit is normal: < 1% in the operations document',
    );
    expect(again.id).toBe(check.id);
    const [other] = bound('demand-pipeline', {
      text: 'Lambda error rate',
      usualSeconds: 900,
    });
    expect(other.id).not.toBe(check.id);
  });

  it('is what the definition says, and then nothing else', () => {
    const [check, ...others] = bound('demand-pipeline', {
      text: 'Check the Lambda error rate',
      explicit: {
        type: 'metric',
        chartId: 'lambda:deliveryWorker-${env}:IteratorAge',
        comparison: '<',
        value: 90,
        unit: 's',
        windowSeconds: 3_600,
      },
    });
    expect(others).toEqual([]);
    expect(check).toMatchObject({
      explicit: true,
      title:
        'Iterator age of deliveryWorker below 90 s throughout the last 1 h',
      condition: {
        chartId: 'lambda:deliveryWorker-prod:IteratorAge',
        value: 90_000,
      },
    });
    expect(check.condition).not.toHaveProperty('unit');
  });

  it('is found in every text in no time, and never throws', () => {
    const parts = fc.constantFrom(
      'IteratorAge',
      'error rate',
      'Lambda',
      'below',
      '60 s',
      'for 10 min',
      'alarm',
      'no',
      'ALARM',
      'is',
      '0',
      '> 5 %',
      'every',
      '`',
      '[x](y)',
      '\n',
      '. ',
      'when',
      '\u202e',
      'ﬁ',
      '%',
      'p99',
      'deliveryWorker-errors',
      'İ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(parts, { maxLength: 40 }).map(list => list.join(' ')),
          fc.string({ unit: 'grapheme', maxLength: 300 }),
        ),
        text => {
          for (const { condition } of bound('demand-pipeline', { text })) {
            expect(condition.type).toMatch(/^[a-z-]+$/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
