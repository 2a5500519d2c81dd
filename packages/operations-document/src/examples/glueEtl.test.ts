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
