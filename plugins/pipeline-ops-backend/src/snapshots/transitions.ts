import type {
  CloudAlarm,
  CloudAlarmTransition,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** A change of state that two readings of an alarm show. */
export interface ObservedTransition {
  alarmName: string;
  at: Date;
  from?: CloudAlarm['state'];
  to: CloudAlarm['state'];
  reason: string;
}

/** CloudWatch's history and its list of alarms may round the time of one change differently. */
const SAME_CHANGE_MS = 1_000;

/**
 * Changes of state between two readings. An alarm that is seen for the first time tells of its last change, too, without
 * the state before; one without a time of change tells nothing that can be kept only once.
 */
export function observedTransitions(
  before: readonly CloudAlarm[],
  after: readonly CloudAlarm[],
): ObservedTransition[] {
  const known = new Map(before.map(alarm => [alarm.name, alarm]));
  return after.flatMap(alarm => {
    const earlier = known.get(alarm.name);
    const same =
      earlier !== undefined &&
      earlier.state === alarm.state &&
      earlier.stateSince === alarm.stateSince;
    if (!alarm.stateSince || same) {
      return [];
    }
    return {
      alarmName: alarm.name,
      at: new Date(alarm.stateSince),
      // The same state at another time: it was left and entered again between the readings.
      from: earlier?.state === alarm.state ? undefined : earlier?.state,
      to: alarm.state,
      reason: alarm.stateReason,
    };
  });
}

/** CloudWatch's own history with the kept changes that it lacks, newest first. */
export function mergeTransitions(
  own: readonly CloudAlarmTransition[],
  kept: readonly CloudAlarmTransition[],
): CloudAlarmTransition[] {
  const told = new Map<string, number[]>();
  for (const { kind, to, at } of own) {
    if (kind === 'state' && to) {
      told.set(to, [...(told.get(to) ?? []), Date.parse(at)]);
    }
  }
  const missing = kept.filter(
    ({ to, at }) =>
      !told
        .get(to ?? '')
        ?.some(other => Math.abs(other - Date.parse(at)) < SAME_CHANGE_MS),
  );
  return [...own, ...missing].sort((a, b) => (a.at < b.at ? 1 : -1));
}
