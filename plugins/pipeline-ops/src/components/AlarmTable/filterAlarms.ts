import type {
  Alarm,
  AlarmState,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';

export interface AlarmFilter {
  state?: AlarmState;
  severity?: Severity;
  type?: Alarm['type'];
  text?: string;
}

const STATE_ORDER: AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];
const SEVERITY_ORDER: (Severity | undefined)[] = [
  'critical',
  'high',
  'medium',
  'warning',
  'low',
  undefined,
];

/** The alarms that the filter lets through: what is red first, composites before their parts, then by severity and name. */
export function filterAlarms(alarms: Alarm[], filter: AlarmFilter): Alarm[] {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (alarm: Alarm) => {
    const haystack = [
      alarm.name,
      alarm.description,
      alarm.condition,
      alarm.stateReason,
    ]
      .join(' ')
      .toLowerCase();
    return (
      (!filter.state || alarm.state === filter.state) &&
      (!filter.type || alarm.type === filter.type) &&
      (!filter.severity || alarm.severity === filter.severity) &&
      words.every(word => haystack.includes(word))
    );
  };
  const rank = (alarm: Alarm) => [
    STATE_ORDER.indexOf(alarm.state),
    alarm.type === 'composite' ? 0 : 1,
    SEVERITY_ORDER.indexOf(alarm.severity),
  ];
  return alarms.filter(matches).sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const i = left.findIndex((value, at) => value !== right[at]);
    return i >= 0 ? left[i] - right[i] : a.name.localeCompare(b.name);
  });
}
