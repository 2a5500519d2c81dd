import {
  alarmNames,
  deployed,
  guideOf,
  itemsByCadence,
  ladder,
  missingFrom,
  retention,
  runbook,
  shapes,
} from '../__fixtures__/exampleGuides';

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
