import {
  readScenarios,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import {
  examplePipeline,
  inRoot,
} from '../pipelines/__testUtils__/examplePipeline';
import { sandboxTelemetry } from '../pipelines/__testUtils__/sandboxTelemetry';
import { answeringRunbooks } from './answers';
import { DocumentRunbookService } from './RunbookService';

jest.setTimeout(60_000);

let aws: RunningSandbox;

beforeAll(async () => {
  aws = await startSandbox({
    scenarios: await readScenarios(inRoot('packages/aws-sandbox/scenarios')),
  });
  await aws.sandbox.reset();
});

afterAll(() => aws?.close());

async function example(name: string) {
  const telemetry = sandboxTelemetry(aws.url);
  const pipeline = await examplePipeline(name, telemetry);
  const [environment] = pipeline.environments;
  const { data } = await DefaultAlarmService.create({ telemetry }).list(
    pipeline,
    environment,
  );
  return { pipeline, environment, alarms: data.alarms };
}

/** What a reader of each guide would open for each alarm; nothing where the guide says nothing. */
const ANSWERS: Record<string, Record<string, string[]>> = {
  'sensor-data': {
    'sensor-pipeline-critical': ['Incident response'],
    'sensor-pipeline-high-failure-rate': [
      'High failure rate of the whole pipeline',
    ],
    'sensor-pipeline-high-processing-latency': ['High processing latency'],
    'sensor-pipeline-kafka-publish-failures': ['High Kafka failure rate'],
    'sensor-pipeline-postgres-write-failures': ['High PostgreSQL failure rate'],
    'sensor-pipeline-s3-network-failures': ['High S3 upload failures'],
    'sensor-pipeline-s3-upload-failures': ['High S3 upload failures'],
  },
  'aurora-restore': {
    'AuroraRestore-AnomalyDetection': ['Slow restores'],
    'AuroraRestore-CriticalFailure': ['Critical failure'],
    'AuroraRestore-DynamoDBThrottles': ['State table throttled'],
    'AuroraRestore-LambdaDuration': ['Slow restores'],
    'AuroraRestore-LambdaErrors': ['Lambda errors'],
    'AuroraRestore-StateMachineDuration': ['Slow restores'],
    'AuroraRestore-StateMachineFailures': ['Failed executions'],
  },
  'demand-pipeline': {
    'deliveryWorker-errors': ['Lambda function not processing records'],
    'deliveryWorker-iterator-age': ['High iterator age'],
    'deliveryWorker-kinesis-throttling': [],
    'deliveryWorker-s3-upload-failures': ['S3 data not appearing'],
    'deliveryWorker-throttles': [],
  },
  'glue-etl': {
    DataQualityAlarm: ['Data quality is low'],
    ErrorRateAlarm: ['Data quality is low'],
    GlueJobDurationAlarm: ['The job is slow'],
    GlueJobFailureAlarm: ['The job fails'],
    GlueJobMemoryAlarm: ['The job runs out of memory'],
  },
  'music-streaming': {
    data_quality: ['Quality metrics are missing'],
    'data_quality-reference-integrity': [],
    'data_quality-validation-error-rate': ['Quality metrics are missing'],
    performance_warning: ['Performance issues'],
    'performance_warning-dynamodb-throttled': ['Performance issues'],
    'performance_warning-glue-job-duration': ['Performance issues'],
    pipeline_failure: ['Pipeline failures'],
  },
};

/** Of the answers above: how many are found, and how many others, where nobody has said what answers what. */
const BY_WORDS: Record<string, { found: number; wrong: number }> = {
  'sensor-data': { found: 5, wrong: 0 },
  'aurora-restore': { found: 6, wrong: 0 },
  'demand-pipeline': { found: 1, wrong: 1 },
  'glue-etl': { found: 4, wrong: 0 },
  'music-streaming': { found: 0, wrong: 0 },
};

const ABOUT: Record<string, Record<string, string>> = {
  'sensor-data': {
    'High Kafka failure rate': 'msk | kafka',
    'High processing latency': ' | ',
  },
  'aurora-restore': {
    'Lambda errors': 'lambda | functions',
    'Slow restores': 'lambda states | restores',
  },
  'demand-pipeline': {
    'S3 data not appearing': 's3 | delivery storage',
    'High iterator age': 'kinesis lambda | stream',
  },
  'glue-etl': { 'The job is slow': 'glue | etl' },
  'music-streaming': { 'Data recovery': ' | ' },
};

describe.each(Object.entries(ANSWERS))('the example %s', (name, expected) => {
  it('leads from every alarm to what answers it, and nowhere else', async () => {
    const { alarms } = await example(name);
    expect(
      Object.fromEntries(
        alarms.map(alarm => [
          alarm.name,
          alarm.runbooks.map(({ title }) => title),
        ]),
      ),
    ).toEqual(expected);
  });

  it('finds them as well by words and metrics alone, mostly', async () => {
    const { alarms, pipeline } = await example(name);
    const unsaid = {
      ...pipeline,
      runbookLinks: [],
      documents: pipeline.documents.map(document => ({
        ...document,
        content: document.content && {
          ...document.content,
          runbooks: document.content.runbooks.map(runbook => ({
            ...runbook,
            answers: undefined,
            alarmNames: [],
          })),
        },
      })),
    };
    let found = 0;
    let wrong = 0;
    for (const alarm of alarms) {
      const titles = answeringRunbooks(
        {
          name: alarm.name,
          metricName: alarm.metric?.metricName,
          service: alarm.resourceId?.split(':')[0],
        },
        unsaid,
      ).map(({ title }) => title);
      const right = expected[alarm.name];
      found += titles.filter(title => right.includes(title)).length;
      wrong += titles.filter(title => !right.includes(title)).length;
    }
    expect({ found, wrong }).toEqual(BY_WORDS[name]);
  });

  it('knows what its procedures are about', async () => {
    const { pipeline, environment } = await example(name);
    const { runbooks } = new DocumentRunbookService().list(
      pipeline,
      environment,
    );
    expect(
      Object.fromEntries(
        runbooks.map(({ title, services, stageIds }) => [
          title,
          `${services.join(' ')} | ${stageIds.join(' ')}`,
        ]),
      ),
    ).toMatchObject(ABOUT[name]);
  });
});
