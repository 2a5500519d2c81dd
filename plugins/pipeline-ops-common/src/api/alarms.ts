import type { DocumentPosition, Severity } from './envelope';
import type { Chart } from './metrics';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A composite alarm's rule as a tree; each leaf carries the state it has now. */
export type AlarmRuleNode =
  | { type: 'and' | 'or'; children: AlarmRuleNode[] }
  | { type: 'not'; child: AlarmRuleNode }
  | { type: 'literal'; value: boolean }
  | {
      type: 'state';
      /** The state the rule asks for. */
      expected: AlarmState;
      alarmName: string;
      /** The state the alarm has, when the caller may see it. */
      actual?: AlarmState;
    };

export interface AlarmMetric {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  /** `Sum`, `Average`, `p99`, … */
  stat: string;
  /** Seconds. */
  period: number;
}

export interface AlarmRunbookLink {
  runbookId: string;
  /** The step that a link at the alarm points at. */
  stepId?: string;
  title: string;
  /** Why this procedure answers the alarm, such as `named in the document`. */
  reason: string;
  explicit: boolean;
}

/** The data points behind the last change of state. Source: `StateReasonData` of DescribeAlarms. */
export interface AlarmEvidence {
  /** Newest first, in the metric's unit; `null` where CloudWatch had no data. */
  values: (number | null)[];
  threshold?: number;
  /** When the alarm was evaluated. ISO 8601, UTC. */
  evaluatedAt?: string;
  /** Start of the window of these data points. ISO 8601, UTC. */
  windowStart?: string;
  /** Band that each of the values was held against, of an anomaly alarm. In the order of the values. */
  band?: { lower: number | null; upper: number | null }[];
  /** Of a composite alarm: the alarms whose change decided it. */
  triggeredBy?: { alarmName: string; state?: AlarmState; since?: string }[];
}

/** One part of what an alarm with metric math watches. */
export interface AlarmQuery {
  /** As the expression calls it. */
  id: string;
  label?: string;
  metric?: AlarmMetric;
  expression?: string;
}

/** A mute rule that holds the alarm's actions back, or will. */
export interface AlarmMute {
  rule: string;
  active: boolean;
  /** When the mute that is under way ends. ISO 8601, UTC. */
  until?: string;
  /** The schedule in words, such as `cron(0 2 * * *) for PT4H (Europe/Berlin)`. */
  schedule?: string;
}

export interface Alarm {
  name: string;
  type: 'metric' | 'composite';
  state: AlarmState;
  stateReason: string;
  /** Since when it has this state. ISO 8601, UTC. */
  since?: string;
  severity?: Severity;
  description?: string;
  /** The condition in words, such as `Errors Sum >= 1 for 1 of 1 x 5 min`. */
  condition: string;
  threshold?: number;
  comparison?:
    '>' | '>=' | '<' | '<=' | 'outside-band' | 'above-band' | 'below-band';
  /** Metric of a metric alarm; absent for composite alarms and for pure metric math. */
  metric?: AlarmMetric;
  /** Metric math of the alarm, when it has any. */
  expression?: string;
  /** The metric math with everything that it reads. */
  queries?: AlarmQuery[];
  missingData?: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
  evaluationPeriods?: number;
  datapointsToAlarm?: number;
  actionsEnabled: boolean;
  /** Where actions go, in words, such as `SNS topic data-pipeline-alerts`. No ARN. */
  actions: string[];
  suppressed?: boolean;
  /** Name of the alarm that suppresses the actions of this one. */
  suppressedBy?: string;
  evidence?: AlarmEvidence;
  /** Where the operations documents describe it; absent when they do not (deployed but not documented). */
  documented?: DocumentPosition;
  rule?: AlarmRuleNode;
  resourceId?: string;
  stageId?: string;
  sourceId: string;
  region: string;
  consoleUrl?: string;
  runbooks: AlarmRunbookLink[];
}

export interface AlarmList {
  pipelineId: string;
  environment: string;
  alarms: Alarm[];
  /** Alarms that the documents name and AWS does not have. */
  missing: { name: string; documentedIn: string; line: number }[];
}

/** One alarm in depth: its metric with threshold or band over a range, and what holds its actions back. */
export interface AlarmDetail {
  alarm: Alarm;
  /** What the alarm watches, with its threshold or band; absent for composite alarms and metrics of other accounts. */
  chart?: Chart;
  /** The metrics that the alarm's metric math reads. */
  inputs?: Chart;
  /** Unix seconds. End-exclusive, on period boundaries. */
  from: number;
  to: number;
  mutes: AlarmMute[];
}

export interface AlarmTransition {
  /** ISO 8601, UTC. */
  at: string;
  kind: 'state' | 'configuration' | 'action';
  summary: string;
  from?: AlarmState;
  to?: AlarmState;
}

export interface AlarmHistory {
  alarmName: string;
  transitions: AlarmTransition[];
}
