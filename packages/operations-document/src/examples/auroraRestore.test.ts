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
