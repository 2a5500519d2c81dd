import type { PutAlarmMuteRuleInput } from '@aws-sdk/client-cloudwatch';
import { validationError } from '../errors';
import { checkLength, requirePresent } from '../metrics/input';
import { checkTags } from '../tags/tagInput';
import type { MuteRule } from './muteRuleStore';
import { parseSchedule } from './schedule';

/** Alarms of one rule (API_MuteTargets). */
const MAX_TARGETS = 100;

/**
 * A mute rule from the input of PutAlarmMuteRule.
 *
 * @throws ValidationException for what AWS refuses
 */
export function muteRuleOf(
  input: PutAlarmMuteRuleInput,
  now: number,
): MuteRule {
  requirePresent(input.Name, 'name');
  checkLength(input.Name, 'name', 1, 255);
  checkLength(input.Description, 'description', 0, 1024);
  requirePresent(input.Rule?.Schedule, 'rule.schedule');
  const { Expression, Duration, Timezone } = input.Rule.Schedule;
  requirePresent(Expression, 'rule.schedule.expression');
  checkLength(Expression, 'rule.schedule.expression', 1, 256);
  requirePresent(Duration, 'rule.schedule.duration');
  checkLength(Duration, 'rule.schedule.duration', 1, 50);
  checkLength(Timezone, 'rule.schedule.timezone', 1, 50);
  checkTags(input.Tags);
  const alarmNames = input.MuteTargets?.AlarmNames ?? [];
  if (alarmNames.length > MAX_TARGETS) {
    throw validationError(
      `A mute rule has at most ${MAX_TARGETS} alarms as targets.`,
    );
  }
  alarmNames.forEach((name, index) =>
    checkLength(name, `muteTargets.alarmNames.${index + 1}.member`, 1, 255),
  );
  const [startsAt, expiresAt] = [
    input.StartDate?.getTime(),
    input.ExpireDate?.getTime(),
  ];
  if (expiresAt !== undefined && expiresAt <= (startsAt ?? now)) {
    throw validationError('The rule expires before it starts.');
  }
  return {
    name: input.Name,
    description: input.Description,
    schedule: { Expression, Duration, Timezone },
    times: scheduleOf({
      expression: Expression,
      duration: Duration,
      timeZone: Timezone,
    }),
    alarmNames,
    startsAt,
    expiresAt,
    updatedAt: now,
  };
}

function scheduleOf(schedule: Parameters<typeof parseSchedule>[0]) {
  try {
    return parseSchedule(schedule);
  } catch (error) {
    if (error instanceof RangeError) throw validationError(error.message);
    throw error;
  }
}
