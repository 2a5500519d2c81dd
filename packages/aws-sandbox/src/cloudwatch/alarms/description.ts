import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type {
  Alarm,
  AlarmState,
  CompositeAlarmRecord,
  MetricAlarmRecord,
} from './model';

/** A metric alarm as DescribeAlarms tells it. */
export function describeMetricAlarm(alarm: MetricAlarmRecord): MetricAlarm {
  const { Tags: _tags, ActionsEnabled: _enabled, ...config } = alarm.config;
  return {
    ...config,
    ...common(alarm),
    // Members that describe one metric are there for such alarms only.
    ...(config.Metrics
      ? { Metrics: config.Metrics.map(q => ({ ReturnData: true, ...q })) }
      : { Dimensions: config.Dimensions ?? [] }),
  };
}

/** A composite alarm as DescribeAlarms tells it. */
export function describeCompositeAlarm(
  alarm: CompositeAlarmRecord,
): CompositeAlarm {
  const { Tags: _tags, ActionsEnabled: _enabled, ...config } = alarm.config;
  const { suppression } = alarm;
  return {
    ...config,
    ...common(alarm),
    ...(suppression && {
      ActionsSuppressedBy: suppression.by,
      ActionsSuppressedReason: `Actions suppressed by ${suppression.by}`,
    }),
  };
}

function common(alarm: Alarm) {
  const { config } = alarm;
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: config.OKActions ?? [],
    AlarmActions: config.AlarmActions ?? [],
    InsufficientDataActions: config.InsufficientDataActions ?? [],
    ...describeState(alarm.state),
  };
}

function describeState(state: AlarmState) {
  return {
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData !== undefined && {
      StateReasonData: state.reasonData,
    }),
    StateUpdatedTimestamp: new Date(state.updatedAt),
    StateTransitionedTimestamp: new Date(state.transitionedAt),
  };
}

/** What ChildrenOfAlarmName tells of an alarm: its name, ARN, state and when that was updated. */
export function describeAsChild(alarm: Alarm) {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    StateValue: alarm.state.value,
    StateUpdatedTimestamp: new Date(alarm.state.updatedAt),
  };
}

/** What ParentsOfAlarmName tells of an alarm: its name and ARN. */
export function describeAsParent(alarm: Alarm) {
  return { AlarmName: alarm.name, AlarmArn: alarm.arn };
}
