import {
  alarmNames,
  deployed,
  guideOf,
  itemsByCadence,
  missingFrom,
  queryTitles,
  retention,
  runbook,
  shapes,
  thresholds,
} from '../__fixtures__/exampleGuides';

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
      ['High failure rate of the whole pipeline', 3, 1, 0, 1],
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
