import type { Alarm, HistoryEntry, Verdict } from './model';

/** History entries with their data in AWS's form (API_AlarmHistoryItem, HistoryData). */
export function stateUpdate(
  alarm: Alarm,
  from: Verdict,
  to: Verdict,
  at: number,
): HistoryEntry {
  return {
    alarmName: alarm.name,
    alarmType: alarm.type,
    at,
    itemType: 'StateUpdate',
    summary: `Alarm updated from ${from.value} to ${to.value}`,
    data: JSON.stringify({
      version: '1.0',
      oldState: stateData(from),
      newState: stateData(to),
    }),
  };
}

export function actionTaken(
  alarm: Alarm,
  action: string,
  at: number,
): HistoryEntry {
  return {
    alarmName: alarm.name,
    alarmType: alarm.type,
    at,
    itemType: 'Action',
    summary: `Successfully executed action ${action}`,
    data: JSON.stringify({
      actionState: 'Succeeded',
      stateUpdateTimestamp: at,
      notificationResource: action,
    }),
  };
}

const CHANGES = {
  Create: { verb: 'created', member: 'createdAlarm' },
  Update: { verb: 'updated', member: 'updatedAlarm' },
  Delete: { verb: 'deleted', member: 'deletedAlarm' },
} as const;

export function configurationUpdate(
  alarm: Alarm,
  change: keyof typeof CHANGES,
  at: number,
): HistoryEntry {
  const { verb, member } = CHANGES[change];
  return {
    alarmName: alarm.name,
    alarmType: alarm.type,
    at,
    itemType: 'ConfigurationUpdate',
    summary: `Alarm "${alarm.name}" ${verb}`,
    data: JSON.stringify({
      version: '1.0',
      type: change,
      [member]: {
        ...lowerCamel(alarm.config as unknown as Record<string, unknown>),
        alarmArn: alarm.arn,
        actionsEnabled: alarm.actionsEnabled,
        stateValue: alarm.state.value,
      },
    }),
  };
}

function stateData(verdict: Verdict) {
  return {
    stateValue: verdict.value,
    stateReason: verdict.reason,
    ...(verdict.reasonData && {
      stateReasonData: JSON.parse(verdict.reasonData),
    }),
  };
}

function lowerCamel(value: unknown): any {
  if (Array.isArray(value)) return value.map(lowerCamel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => key !== 'Tags' && member !== undefined)
      .map(([key, member]) => [
        key === 'OKActions'
          ? 'okactions'
          : key.charAt(0).toLowerCase() + key.slice(1),
        lowerCamel(member),
      ]),
  );
}
