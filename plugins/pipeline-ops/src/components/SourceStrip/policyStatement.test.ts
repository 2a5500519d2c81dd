import { policyStatement } from './policyStatement';

const statement = (action: string, region = 'eu-central-1') =>
  JSON.parse(policyStatement(action, region));

it('allows the missing action on everything where IAM has nothing narrower', () => {
  for (const action of ['cloudwatch:DescribeAlarms', 'logs:GetQueryResults']) {
    expect(statement(action)).toEqual({
      Effect: 'Allow',
      Action: action,
      Resource: '*',
    });
  }
});

it.each([
  ['eu-central-1', 'arn:aws:logs:eu-central-1:*:log-group:*'],
  ['us-gov-west-1', 'arn:aws-us-gov:logs:us-gov-west-1:*:log-group:*'],
  ['cn-north-1', 'arn:aws-cn:logs:cn-north-1:*:log-group:*'],
])('narrows log actions to the log groups of %s', (region, resource) => {
  expect(statement('logs:FilterLogEvents', region).Resource).toBe(resource);
});
