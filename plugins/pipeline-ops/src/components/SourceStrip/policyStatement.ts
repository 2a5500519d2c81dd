/** Actions of CloudWatch Logs that IAM knows no log group for (Service Authorization Reference, CloudWatch Logs). */
const WITHOUT_GROUP = new Set(['logs:GetQueryResults', 'logs:StopQuery']);

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) {
    return 'aws-us-gov';
  }
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/** The statement that a role's policy lacks, as JSON to paste. Log groups are named by region only: the account is the role's own. */
export function policyStatement(action: string, region: string): string {
  const ofGroup = action.startsWith('logs:') && !WITHOUT_GROUP.has(action);
  return JSON.stringify(
    {
      Effect: 'Allow',
      Action: action,
      Resource: ofGroup
        ? `arn:${partitionOf(region)}:logs:${region}:*:log-group:*`
        : '*',
    },
    undefined,
    2,
  );
}
