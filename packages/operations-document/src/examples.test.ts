import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseOperationsDocument, type OperationsDocument } from '.';

const root = join(__dirname, '../../..');

const read = (path: string) => readFileSync(join(root, path), 'utf8');

function guideOf(pipeline: string): OperationsDocument {
  return parseOperationsDocument(
    read(`examples/${pipeline}/docs/operations.md`),
  );
}

const thresholds = ({ metricThresholds }: OperationsDocument) =>
  metricThresholds.map(({ name, text }) => `${name} ${text}`);

const alarmNames = ({ alarms }: OperationsDocument) =>
  alarms
    .filter(alarm => alarm.origin !== 'table')
    .map(alarm => alarm.name)
    .sort();

const queryTitles = ({ queries }: OperationsDocument) =>
  queries.map(query => query.title);

const retention = ({ logGroups }: OperationsDocument) =>
  Object.fromEntries(
    logGroups.map(({ name, retentionDays }) => [name, retentionDays]),
  );

const itemsByCadence = ({ checklists }: OperationsDocument) =>
  Object.fromEntries(
    checklists.map(({ cadence, items }) => [cadence, items.length]),
  );

const ladder = ({ escalation }: OperationsDocument) =>
  escalation.map(({ level, title }) => `${level} ${title}`);

function runbook(document: OperationsDocument, title: string) {
  const found = document.runbooks.find(candidate =>
    candidate.title.endsWith(title),
  );
  if (!found) throw new Error(`No runbook is called "${title}"`);
  return found;
}

/** Title, then how many steps, symptoms, causes and commands, in steps and outside of them. */
function shapes(document: OperationsDocument, titles: string[]) {
  return titles.map(title => {
    const { steps, symptoms, causes, commands } = runbook(document, title);
    return [
      title,
      steps.length,
      symptoms.length,
      causes.length,
      commands.length + steps.flatMap(step => step.commands).length,
    ];
  });
}

/** What an operations document and the sandbox's accounts have in common, or do not. */
function deployed(...scenarios: string[]) {
  const files = scenarios.map(name =>
    parse(read(`packages/aws-sandbox/scenarios/${name}.yaml`)),
  );
  const namesOf = (key: string, member: string): string[] =>
    files.flatMap(file =>
      (file[key] ?? []).map((entry: Record<string, string>) => entry[member]),
    );
  return {
    alarms: [
      ...namesOf('alarms', 'AlarmName'),
      ...namesOf('compositeAlarms', 'AlarmName'),
    ],
    logGroups: namesOf('logGroups', 'name'),
  };
}

const missingFrom = (there: string[], wanted: string[]) =>
  wanted.filter(name => !there.includes(name));

describe('the guide of the Aurora restore pipeline', () => {
  const guide = guideOf('aurora-restore');

  it('has a threshold for each of the 25 rows of its five tables', () => {
    expect(thresholds(guide)).toEqual([
      'Errors >0 for critical functions',
      'Throttles >0',
      'Duration >75% of timeout',
      'Invocations Significant deviation from baseline',
      'ConcurrentExecutions >80% of account limit',
      'IteratorAge >1 hour',
      'ExecutionsFailed >0',
      'ExecutionsTimedOut >0',
      'ExecutionThrottled >0',
      'ExecutionTime >expected duration',
      'ReadThrottleEvents >0',
      'WriteThrottleEvents >0',
      'ConsumedReadCapacityUnits >80% of provisioned',
      'ConsumedWriteCapacityUnits >80% of provisioned',
      'SystemErrors >0',
      'CPUUtilization >80%',
      'FreeableMemory <20% of total',
      'DatabaseConnections >80% of max',
      'ReadIOPS/WriteIOPS Sustained high values',
      'VolumeBytesUsed >80% of allocated',
      'RestoreOperationCount N/A (tracking metric)',
      'RestoreOperationDuration >expected duration',
      'RestoreOperationSuccess <100% success rate',
      'RestoreOperationFailure >0',
      'SnapshotCopyDuration >expected duration',
    ]);
    const withoutAction = guide.metricThresholds.filter(
      ({ action }) => !action,
    );
    expect(withoutAction.map(({ name }) => name)).toEqual([
      'RestoreOperationCount',
    ]);
  });

  it('tells metrics of one name in several services apart', () => {
    const services = guide.metricThresholds.map(({ service }) => service);
    expect([...new Set(services.slice(0, 20))]).toEqual([
      'lambda',
      'states',
      'dynamodb',
      'rds',
    ]);
  });

  it('defines seven alarms, one composite and one on an anomaly', () => {
    expect(alarmNames(guide)).toEqual([
      'AuroraRestore-AnomalyDetection',
      'AuroraRestore-CriticalFailure',
      'AuroraRestore-DynamoDBThrottles',
      'AuroraRestore-LambdaDuration',
      'AuroraRestore-LambdaErrors',
      'AuroraRestore-StateMachineDuration',
      'AuroraRestore-StateMachineFailures',
    ]);
    const byName = new Map(guide.alarms.map(alarm => [alarm.name, alarm]));
    expect(byName.get('AuroraRestore-LambdaDuration')).toMatchObject({
      kind: 'metric',
      namespace: 'AWS/Lambda',
      metric: 'Duration',
      dimensions: { FunctionName: 'aurora-restore-copy-snapshot' },
      statistic: 'Average',
      period: 300,
      evaluationPeriods: 3,
      comparison: '>=',
      threshold: 10000,
    });
    expect(byName.get('AuroraRestore-StateMachineDuration')).toMatchObject({
      metric: 'ExecutionTime',
      threshold: 900000,
    });
    expect(byName.get('AuroraRestore-CriticalFailure')).toMatchObject({
      kind: 'composite',
      rule: '(ALARM(AuroraRestore-LambdaErrors) OR ALARM(AuroraRestore-StateMachineFailures)) AND ALARM(AuroraRestore-DynamoDBThrottles)',
    });
    expect(byName.get('AuroraRestore-AnomalyDetection')).toMatchObject({
      namespace: 'AuroraRestore',
      metric: 'RestoreOperationDuration',
      period: 3600,
    });
  });

  it('has four saved queries and two dashboards', () => {
    expect(queryTitles(guide)).toEqual([
      'Failed Lambda Executions',
      'Error Tracking',
      'Long-Running Operations',
      'State Transitions',
    ]);
    expect(
      guide.dashboards.map(({ title, body }) => [title, body?.widgets.length]),
    ).toEqual([
      ['AuroraRestorePipeline', 2],
      ['AuroraRestoreBusinessMetrics', 3],
    ]);
  });

  it('answers each of its alarms with a procedure', () => {
    expect(
      shapes(guide, [
        'Lambda errors',
        'Failed executions',
        'State table throttled',
        'Slow restores',
        'Critical failure',
      ]),
    ).toEqual([
      ['Lambda errors', 4, 1, 0, 1],
      ['Failed executions', 4, 1, 0, 1],
      ['State table throttled', 3, 1, 0, 1],
      ['Slow restores', 4, 3, 0, 0],
      ['Critical failure', 4, 0, 0, 0],
    ]);
    expect(runbook(guide, 'Critical failure').severity).toBe('Critical');
    const answered = guide.runbooks.flatMap(({ alarmNames: names }) => names);
    expect(missingFrom(answered, alarmNames(guide))).toEqual([]);
  });

  it('keeps the logs of its functions for 30 days, and has lists for every cadence', () => {
    expect(retention(guide)).toMatchObject({
      '/aws/lambda/aurora-restore-snapshot-check': 30,
      '/aws/lambda/aurora-restore-copy-snapshot': 30,
      '/aws/lambda/aurora-restore-restore-snapshot': 30,
      '/aws/lambda/aurora-restore-setup-db-users': 30,
      '/aws/lambda/aurora-restore-archive-snapshot': 30,
    });
    expect(itemsByCadence(guide)).toEqual({
      daily: 3,
      weekly: 3,
      monthly: 5,
      quarterly: 2,
    });
  });

  it('names nothing that its account does not have', () => {
    const { alarms, logGroups } = deployed('aurora-restore');
    expect(missingFrom(alarms, alarmNames(guide))).toEqual([]);
    expect(missingFrom(logGroups, Object.keys(retention(guide)))).toEqual([]);
  });
});

describe('the guide of the Glue job', () => {
  const guide = guideOf('glue-etl');

  it('has limits for the job and for the data', () => {
    expect(thresholds(guide)).toEqual([
      'glue.driver.aggregate.elapsedTime > 300 seconds',
      'glue.driver.aggregate.numFailedTasks > 0',
      'glue.driver.jvm.heap.usage > 80 %',
      'DataQualityScore < 90 %',
      'ErrorRate > 2 %',
      'ProcessingLatency > 180 seconds',
      'RecordsProcessed N/A',
    ]);
  });

  it('defines six alarms and two queries', () => {
    expect(alarmNames(guide)).toEqual([
      'DataQualityAlarm',
      'ErrorRateAlarm',
      'GlueJobDurationAlarm',
      'GlueJobFailureAlarm',
      'GlueJobMemoryAlarm',
      'ProcessingLatencyAlarm',
    ]);
    expect(queryTitles(guide)).toEqual([
      'Glue Job Error Analysis',
      'Glue Job Performance Analysis',
    ]);
  });

  it('says how to mend the job, with severity and time', () => {
    expect(runbook(guide, 'The job fails')).toMatchObject({
      severity: 'High',
      estimatedTime: '20 minutes',
      alarmNames: expect.arrayContaining(['GlueJobFailureAlarm']),
    });
    expect(
      shapes(guide, [
        'The job fails',
        'The job is slow',
        'The job runs out of memory',
        'Data quality is low',
        'No quality metrics',
        'Alarms are not answered',
      ]),
    ).toEqual([
      ['The job fails', 4, 2, 3, 1],
      ['The job is slow', 4, 1, 0, 0],
      ['The job runs out of memory', 3, 1, 0, 0],
      ['Data quality is low', 4, 1, 0, 0],
      ['No quality metrics', 3, 1, 0, 1],
      ['Alarms are not answered', 3, 1, 0, 1],
    ]);
    expect(runbook(guide, 'The job fails').verification).toHaveLength(2);
  });

  it('checks every week what the set-up was validated by', () => {
    expect(itemsByCadence(guide)).toEqual({ daily: 3, weekly: 6, monthly: 4 });
  });

  it('names an alarm and a log group that its account does not have', () => {
    const { alarms, logGroups } = deployed('glue-etl');
    expect(missingFrom(alarms, alarmNames(guide))).toEqual([
      'ProcessingLatencyAlarm',
    ]);
    expect(retention(guide)).toEqual({
      '/aws-glue/jobs/output': 30,
      '/aws-glue/jobs/error': 30,
      '/aws/lambda/DataPipelineMetricsFunction': 14,
      '/aws/lambda/AlarmResponseFunction': 14,
    });
    expect(missingFrom(logGroups, Object.keys(retention(guide)))).toEqual([
      '/aws/lambda/AlarmResponseFunction',
    ]);
  });
});

describe('the guide of the music streaming pipeline', () => {
  const guide = guideOf('music-streaming');

  it('has limits for Airflow and for what its alerts watch', () => {
    expect(thresholds(guide)).toEqual([
      'Tasks that fail >= 1 in 1 hour',
      'Time of a DAG run > 2 hours',
      'Time of a task > 30 minutes in 1 hour',
      'pipeline_failure >= 1 in 1 hour',
      'data_quality-validation-error-rate > 5% in 15 minutes',
      'data_quality-reference-integrity > 10 in 1 hour',
      'performance_warning-glue-job-duration > 120% of baseline',
      'performance_warning-dynamodb-throttled > 10 in 5 minutes',
    ]);
    expect(guide.metricThresholds.map(({ metrics }) => metrics.join())).toEqual(
      [
        'TaskInstanceFailures',
        'DAGDurationSuccess',
        'TaskInstanceDuration',
        'airflow.dag.failure',
        'validation.error.rate',
        'reference.integrity.violations',
        'glue.job.duration',
        'dynamodb.throttled.requests',
      ],
    );
  });

  it('defines three alerts and the main dashboard', () => {
    expect(alarmNames(guide)).toEqual([
      'data_quality',
      'performance_warning',
      'pipeline_failure',
    ]);
    expect(guide.dashboards.map(({ body }) => body?.widgets.length)).toEqual([
      1,
    ]);
  });

  it('has six procedures', () => {
    expect(
      shapes(guide, [
        'Pipeline failures',
        'Performance issues',
        'Quality metrics are missing',
        'Data recovery',
        'System recovery',
        'Incident response',
      ]),
    ).toEqual([
      ['Pipeline failures', 5, 0, 0, 0],
      ['Performance issues', 5, 0, 0, 0],
      ['Quality metrics are missing', 4, 2, 2, 1],
      ['Data recovery', 5, 0, 0, 0],
      ['System recovery', 5, 0, 0, 0],
      ['Incident response', 6, 0, 0, 0],
    ]);
  });

  it('has plain bullets for its checks, and a ladder of four', () => {
    expect(itemsByCadence(guide)).toEqual({
      daily: 4,
      weekly: 4,
      monthly: 3,
      quarterly: 2,
    });
    expect(ladder(guide)).toEqual([
      '1 Data Engineering Team',
      '2 Infrastructure Team',
      '3 System Architects',
      '4 Engineering Management',
    ]);
  });

  it('names log groups that its account has', () => {
    expect(retention(guide)).toEqual({
      'airflow-music-streaming-Task': 30,
      'airflow-music-streaming-Scheduler': 30,
      '/aws-glue/jobs/output': 30,
      '/aws-glue/jobs/error': 30,
      '/music-streaming/data-quality': 365,
    });
    const { alarms, logGroups } = deployed('music-streaming');
    expect(missingFrom(alarms, alarmNames(guide))).toEqual([]);
    expect(missingFrom(logGroups, Object.keys(retention(guide)))).toEqual([]);
  });
});

describe('the guide of the sensor pipeline', () => {
  const guide = guideOf('sensor-data');

  it('has five limits, and all that its alarms need', () => {
    expect(thresholds(guide)).toEqual([
      'High Failure Rate > 10% failures',
      'PostgreSQL Write Failures > 5 failures in 5min',
      'Kafka Publish Failures > 5 failures in 5min',
      'S3 Upload Failures > 5 failures in 5min',
      'High Processing Latency > 5 seconds average',
    ]);
    expect(alarmNames(guide)).toEqual([
      'sensor-pipeline-critical',
      'sensor-pipeline-high-failure-rate',
      'sensor-pipeline-high-processing-latency',
      'sensor-pipeline-kafka-publish-failures',
      'sensor-pipeline-postgres-write-failures',
      'sensor-pipeline-s3-upload-failures',
    ]);
    expect(
      guide.alarms.find(({ name }) => name.endsWith('kafka-publish-failures')),
    ).toMatchObject({
      namespace: 'SensorBackend/DataPipeline',
      metric: 'FailureCount',
      dimensions: { Stage: 'kafka_publish' },
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      comparison: '>',
      threshold: 5,
    });
  });

  it('has five saved queries on the log of the application', () => {
    expect(queryTitles(guide).slice(0, 5)).toEqual([
      'Pipeline failures by stage and type',
      'PostgreSQL errors',
      'Kafka errors',
      'S3 upload errors',
      'Latency by stage',
    ]);
    expect(guide.queries[0].query).toContain(
      'parse @message /FailureType: (?<failure_type>\\w+)/',
    );
    expect(retention(guide)).toEqual({ '/ecs/sensor-app': 30 });
  });

  it('answers each of its alarms with a procedure', () => {
    expect(
      shapes(guide, [
        'High PostgreSQL failure rate',
        'High Kafka failure rate',
        'High S3 upload failures',
        'High processing latency',
        'High failure rate of the whole pipeline',
        'Incident response',
      ]),
    ).toEqual([
      ['High PostgreSQL failure rate', 5, 2, 4, 2],
      ['High Kafka failure rate', 6, 2, 4, 1],
      ['High S3 upload failures', 5, 1, 4, 1],
      ['High processing latency', 4, 1, 4, 1],
      ['High failure rate of the whole pipeline', 3, 1, 0, 0],
      ['Incident response', 6, 0, 0, 0],
    ]);
    expect(runbook(guide, 'High Kafka failure rate')).toMatchObject({
      alarmNames: ['sensor-pipeline-kafka-publish-failures'],
      verification: { length: 2 },
    });
    expect(runbook(guide, 'Incident response')).toMatchObject({
      severity: 'High',
      estimatedTime: '30 minutes',
      alarmNames: ['sensor-pipeline-critical'],
      escalation: { length: 1 },
    });
  });

  it('has lists by day, week and month, and names nothing that is missing', () => {
    expect(itemsByCadence(guide)).toEqual({ daily: 3, weekly: 4, monthly: 3 });
    const { alarms, logGroups } = deployed('sensor-data');
    expect(missingFrom(alarms, alarmNames(guide))).toEqual([]);
    expect(missingFrom(logGroups, Object.keys(retention(guide)))).toEqual([]);
  });
});

describe('the guide of the demand pipeline', () => {
  const guide = guideOf('demand-pipeline');

  it('has normal ranges and alerts', () => {
    expect(guide.metricThresholds).toHaveLength(12);
    expect(
      guide.metricThresholds.map(({ name, threshold, severity }) => [
        name,
        threshold?.comparison,
        threshold?.value,
        severity,
      ]),
    ).toEqual([
      ['Duration', '<', 30, undefined],
      ['Error rate', '<', 1, undefined],
      ['IteratorAge', '<', 60, undefined],
      ['GetRecords.IteratorAgeMilliseconds', '<', 60000, undefined],
      ['ReadProvisionedThroughputExceeded', '==', 0, undefined],
      ['4xxErrors', '==', 0, undefined],
      ['5xxErrors', '==', 0, undefined],
      ['Errors', '>', 5, 'High'],
      ['IteratorAge', '>', 120, 'Medium'],
      ['Throttles', '>', 0, 'Medium'],
      ['5xxErrors', '>', 0, 'High'],
      ['ReadProvisionedThroughputExceeded', '>', 0, 'Medium'],
    ]);
  });

  it('defines one alarm in Terraform and four as commands', () => {
    expect(guide.alarms.map(({ origin, name }) => [origin, name])).toEqual([
      ['terraform', 'deliveryWorker-errors'],
      ['cli', 'deliveryWorker-iterator-age'],
      ['cli', 'deliveryWorker-throttles'],
      ['cli', 'deliveryWorker-s3-upload-failures'],
      ['cli', 'deliveryWorker-kinesis-throttling'],
    ]);
    const { alarms } = deployed('demand-pipeline-dev1');
    expect(missingFrom(alarms, alarmNames(guide))).toEqual([]);
  });

  it('has three runbooks with severity and time', () => {
    const titles = [
      'Lambda function not processing records',
      'S3 data not appearing',
      'Athena queries failing',
    ];
    expect(shapes(guide, titles)).toEqual([
      [titles[0], 6, 0, 0, 2],
      [titles[1], 6, 0, 0, 6],
      [titles[2], 7, 0, 0, 7],
    ]);
    expect(
      titles.map(title => {
        const { severity, estimatedTime } = runbook(guide, title);
        return [severity, estimatedTime];
      }),
    ).toEqual([
      ['High', '15 minutes'],
      ['Medium', '10 minutes'],
      ['Low', '15 minutes'],
    ]);
  });

  it('has five issues with symptoms, causes, steps and commands', () => {
    expect(
      shapes(guide, [
        'Lambda function timeout',
        'High iterator age',
        'S3 access denied',
        'Avro conversion failure',
        'Athena query failures',
      ]),
    ).toEqual([
      ['Lambda function timeout', 5, 2, 4, 1],
      ['High iterator age', 5, 3, 3, 1],
      ['S3 access denied', 4, 2, 3, 1],
      ['Avro conversion failure', 5, 2, 3, 1],
      ['Athena query failures', 4, 3, 3, 2],
    ]);
    expect(shapes(guide, ['Schema updates'])).toEqual([
      ['Schema updates', 4, 0, 0, 4],
    ]);
  });

  it('has lists by day, week and month, and a ladder of four', () => {
    expect(itemsByCadence(guide)).toEqual({ daily: 3, weekly: 4, monthly: 4 });
    expect(ladder(guide)).toEqual([
      '1 This page',
      '2 Logs and metrics in CloudWatch',
      '3 The team lead',
      '4 AWS support',
    ]);
  });

  it('writes the environment as a placeholder', () => {
    expect(guide.environments).toEqual(
      expect.arrayContaining(['dev1', 'prod']),
    );
    expect(guide.placeholders).toEqual(
      expect.arrayContaining([
        'env',
        's3-write-policy-arn',
        'role-name',
        'mapping-uuid',
      ]),
    );
    expect(retention(guide)).toEqual({
      '/aws/lambda/deliveryWorker-{env}': 30,
    });
    for (const env of ['dev1', 'prod']) {
      expect(deployed(`demand-pipeline-${env}`).logGroups).toEqual([
        `/aws/lambda/deliveryWorker-${env}`,
      ]);
    }
  });
});

describe.each([
  'aurora-restore',
  'glue-etl',
  'music-streaming',
  'sensor-data',
  'demand-pipeline',
])('the guide of %s', pipeline => {
  it('is clean text', () => {
    expect(guideOf(pipeline).problems).toEqual([]);
  });

  it('says what to do wherever an alarm is answered', () => {
    const answers = guideOf(pipeline).runbooks.filter(
      ({ kind }) => kind === 'troubleshooting' || kind === 'incident-response',
    );
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ steps }) => steps.length === 0)).toEqual([]);
  });
});
