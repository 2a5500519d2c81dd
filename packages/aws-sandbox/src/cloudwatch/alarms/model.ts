import type {
  CompositeAlarm,
  MetricAlarm,
  PutCompositeAlarmInput,
  PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import type { Rule } from './rule/rule';
import type { AlarmWatch } from './watch';

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A state with the reason for it. */
export interface Verdict {
  value: StateValue;
  reason: string;
  /** JSON. */
  reasonData?: string;
}

/** The state an alarm is in. Times in Unix milliseconds. */
export interface AlarmState extends Verdict {
  updatedAt: number;
  transitionedAt: number;
}

interface AlarmRecord {
  name: string;
  arn: string;
  configuredAt: number;
  actionsEnabled: boolean;
  state: AlarmState;
}

export interface MetricAlarmRecord extends AlarmRecord {
  type: 'MetricAlarm';
  config: PutMetricAlarmInput;
  watch: AlarmWatch;
  /** When the alarm is evaluated next, Unix milliseconds. */
  nextEvaluation: number;
}

export interface CompositeAlarmRecord extends AlarmRecord {
  type: 'CompositeAlarm';
  config: PutCompositeAlarmInput;
  rule: Rule;
  /** When the rule is evaluated whether a child changed or not, Unix milliseconds: once after it was put. */
  firstEvaluation?: number;
  suppression?: Suppression;
}

/** What keeps a composite alarm from acting. */
export interface Suppression {
  by: 'WaitPeriod' | 'ExtensionPeriod' | 'Alarm';
  /** When a period ends, Unix milliseconds. */
  until?: number;
}

export type Alarm = MetricAlarmRecord | CompositeAlarmRecord;

export type { CompositeAlarm, MetricAlarm };

/** What the evaluation or an operation did to an alarm, for its history. Times in Unix milliseconds. */
export interface HistoryEntry {
  alarmName: string;
  alarmType: Alarm['type'];
  at: number;
  itemType: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  summary: string;
  /** JSON. */
  data: string;
}
