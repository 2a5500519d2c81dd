import type {
  AlarmMuteRuleSummary,
  GetAlarmMuteRuleOutput,
} from '@aws-sdk/client-cloudwatch';
import type { CloudMuteRule } from '@pipeline-ops/plugin-pipeline-ops-node';

/** The name at the end of `arn:aws:cloudwatch:region:account:alarm-mute-rule:name`, the only place where a list has it. */
export function muteRuleName({
  AlarmMuteRuleArn,
}: AlarmMuteRuleSummary): string | undefined {
  return /:alarm-mute-rule:(.+)$/.exec(AlarmMuteRuleArn ?? '')?.[1];
}

const MUTE_STATUS: Record<string, CloudMuteRule['status']> = {
  ACTIVE: 'active',
  SCHEDULED: 'scheduled',
  EXPIRED: 'expired',
};

export function toMuteRule(
  name: string,
  rule: GetAlarmMuteRuleOutput,
): CloudMuteRule {
  const schedule = rule.Rule?.Schedule;
  return {
    name: rule.Name ?? name,
    description: rule.Description,
    status: MUTE_STATUS[rule.Status ?? ''] ?? 'scheduled',
    alarmNames: rule.MuteTargets?.AlarmNames ?? [],
    schedule: schedule?.Expression,
    duration: schedule?.Duration,
    timeZone: schedule?.Timezone,
    expires: rule.ExpireDate?.toISOString(),
  };
}
