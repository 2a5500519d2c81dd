import type { Place } from '../model';

/** AWS partition of a region. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

export function alarmArn({ accountId, region }: Place, name: string): string {
  return `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

export function alarmMuteRuleArn(
  { accountId, region }: Place,
  name: string,
): string {
  return `arn:${partitionOf(region)}:cloudwatch:${region}:${accountId}:alarm-mute-rule:${name}`;
}

/** Dashboards belong to an account, not to a region. */
export function dashboardArn(
  { accountId, region }: Place,
  name: string,
): string {
  return `arn:${partitionOf(region)}:cloudwatch::${accountId}:dashboard/${name}`;
}
