import {
  alarmNames,
  deployed,
  guideOf,
  itemsByCadence,
  ladder,
  missingFrom,
  retention,
  shapes,
  thresholds,
} from '../__fixtures__/exampleGuides';

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
