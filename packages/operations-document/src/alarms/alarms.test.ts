import { parseOperationsDocument } from '../parse';

const alarmsOf = (markdown: string) => parseOperationsDocument(markdown).alarms;
const fence = (language: string, text: string) =>
  `# Parcel alarms\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

describe('alarms', () => {
  it('reads put-metric-alarm with continuations, quotes and dimensions', () => {
    const [alarm] = alarmsOf(
      fence(
        'bash',
        `# late parcels
aws cloudwatch put-metric-alarm \\
  --alarm-name "parcels-{env}-late" \\
  --alarm-description 'Parcels are late' \\
  --namespace AWS/Lambda --metric-name Errors \\
  --dimensions Name=FunctionName,Value=sorter Name=Resource,Value=sorter:live \\
  --statistic Sum --period 300 --evaluation-periods 3 --datapoints-to-alarm 2 \\
  --threshold 5 --comparison-operator GreaterThanOrEqualToThreshold \\
  --treat-missing-data notBreaching --alarm-actions arn:one arn:two`,
      ),
    );
    expect(alarm).toMatchObject({
      name: 'parcels-{env}-late',
      kind: 'metric',
      description: 'Parcels are late',
      namespace: 'AWS/Lambda',
      metric: 'Errors',
      dimensions: { FunctionName: 'sorter', Resource: 'sorter:live' },
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparison: '>=',
      threshold: 5,
      treatMissingData: 'notBreaching',
      actions: ['arn:one', 'arn:two'],
      origin: 'cli',
      lines: { startLine: 5, endLine: 12 },
    });
  });

  it('reads several alarms of one block, composite ones with their rule', () => {
    const found = alarmsOf(
      fence(
        'bash',
        `aws cloudwatch put-metric-alarm --alarm-name a --threshold 1
aws cloudwatch put-composite-alarm --alarm-name b --alarm-rule "ALARM(a) AND NOT ALARM(c)"`,
      ),
    );
    expect(found.map(a => [a.name, a.kind, a.rule, a.lines.startLine])).toEqual(
      [
        ['a', 'metric', undefined, 4],
        ['b', 'composite', 'ALARM(a) AND NOT ALARM(c)', 5],
      ],
    );
  });

  it('reads Terraform resources', () => {
    const found = alarmsOf(
      fence(
        'hcl',
        `resource "aws_cloudwatch_metric_alarm" "late" {
  alarm_name          = "parcels-late" # paged
  comparison_operator = "LessThanThreshold"
  threshold           = 2.5
  dimensions = {
    QueueName = "parcels"
  }
  alarm_actions = [aws_sns_topic.page.arn]
}
resource "aws_cloudwatch_composite_alarm" "all" {
  alarm_rule = "ALARM(parcels-late)"
}`,
      ),
    );
    expect(found).toMatchObject([
      {
        name: 'parcels-late',
        comparison: '<',
        threshold: 2.5,
        dimensions: { QueueName: 'parcels' },
        actions: ['aws_sns_topic.page.arn'],
        lines: { startLine: 4, endLine: 12 },
      },
      { name: 'all', kind: 'composite', rule: 'ALARM(parcels-late)' },
    ]);
  });

  it.each(['yaml', 'json'])('reads CloudFormation written as %s', language => {
    const yaml = `Resources:
  LateAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: parcels-late
      MetricName: Late
      Namespace: !Ref Space
      Threshold: 7
      ComparisonOperator: GreaterThanThreshold
      Dimensions:
        - { Name: QueueName, Value: parcels }
  Unnamed:
    Type: AWS::CloudWatch::Alarm
    Properties: { Threshold: 1 }`;
    const json = JSON.stringify(
      {
        Resources: {
          LateAlarm: {
            Type: 'AWS::CloudWatch::Alarm',
            Properties: {
              AlarmName: 'parcels-late',
              Threshold: 7,
              ComparisonOperator: 'GreaterThanThreshold',
            },
          },
          Unnamed: { Type: 'AWS::CloudWatch::Alarm' },
        },
      },
      null,
      2,
    );
    const found = alarmsOf(fence(language, language === 'yaml' ? yaml : json));
    expect(found).toMatchObject([
      { name: 'parcels-late', threshold: 7, comparison: '>' },
      { name: 'Unnamed', origin: 'cloudformation' },
    ]);
  });

  it('reads alert definitions in YAML', () => {
    expect(
      alarmsOf(
        fence(
          'yaml',
          'alerts:\n  - name: LateParcels\n    severity: P2\n  - name: LostParcels\n',
        ),
      ).map(a => [a.name, a.severity, a.origin]),
    ).toEqual([
      ['LateParcels', 'P2', 'yaml'],
      ['LostParcels', undefined, 'yaml'],
    ]);
    expect(
      alarmsOf(
        fence(
          'yaml',
          'alert_name: late\nconditions:\n  - metric: parcels.late\n    threshold: 5%\n',
        ),
      ),
    ).toMatchObject([{ name: 'late', metric: 'parcels.late', threshold: 5 }]);
    expect(
      alarmsOf(
        fence(
          'yaml',
          'groups:\n  - rules:\n      - alert: ParcelsLate\n        expr: late > 5\n        labels: { severity: page }\n',
        ),
      ),
    ).toMatchObject([
      { name: 'ParcelsLate', rule: 'late > 5', severity: 'page' },
    ]);
  });

  it('takes alarms of a table only where their names can be names in CloudWatch', () => {
    const found = alarmsOf(
      '| Alarm | Threshold |\n|---|---|\n| parcels-late | > 5 |\n| Many parcels late | > 9 |\n',
    );
    expect(found.map(a => [a.name, a.origin])).toEqual([
      ['parcels-late', 'table'],
    ]);
  });

  it('leaves application code and broken YAML alone', () => {
    expect(alarmsOf(fence('python', 'alerts = {"name": "x"}'))).toEqual([]);
    expect(alarmsOf(fence('yaml', 'alerts: [{name: "x'))).toEqual([]);
  });
});
