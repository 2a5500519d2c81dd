import type {
  AlarmHistoryItem,
  CompositeAlarm,
  MetricAlarm,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CloudAlarm,
  CloudAlarmTransition,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** A metric alarm in the product's words; undefined when CloudWatch left out its name. */
export function toMetricAlarm(alarm: MetricAlarm): CloudAlarm | undefined {
  if (!alarm.AlarmName) {
    return undefined;
  }
  const math = alarm.Metrics ?? [];
  return {
    ...commonOf(alarm),
    name: alarm.AlarmName,
    arn: alarm.AlarmArn ?? '',
    type: 'metric',
    metric: metricOf(alarm),
    ...expressionOf(math),
    queries: queriesOf(alarm),
    thresholdMetricId: alarm.ThresholdMetricId,
    unit: alarm.Unit,
    threshold: alarm.Threshold,
    comparisonOperator: alarm.ComparisonOperator,
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm,
    treatMissingData: alarm.TreatMissingData,
  };
}

/** A composite alarm in the product's words; undefined when CloudWatch left out its name. */
export function toCompositeAlarm(
  alarm: CompositeAlarm,
): CloudAlarm | undefined {
  if (!alarm.AlarmName) {
    return undefined;
  }
  return {
    ...commonOf(alarm),
    name: alarm.AlarmName,
    arn: alarm.AlarmArn ?? '',
    type: 'composite',
    rule: alarm.AlarmRule,
    suppressedBy: alarm.ActionsSuppressedBy
      ? (alarm.ActionsSuppressedReason ?? alarm.ActionsSuppressedBy)
      : undefined,
    suppressor: alarm.ActionsSuppressor,
  };
}

/** Undefined where a query reads another account: nothing but the declared source is ever asked. */
function queriesOf(alarm: MetricAlarm): CloudAlarm['queries'] {
  const own = alarm.AlarmArn?.split(':')[4];
  const queries = alarm.Metrics ?? [];
  if (queries.some(({ AccountId }) => AccountId && AccountId !== own)) {
    return undefined;
  }
  if (queries.length === 0) {
    const metric = metricOf(alarm);
    return metric && [{ id: 'm1', metric, period: metric.period }];
  }
  return queries.map((query, index) => {
    const { Metric, Stat, Period } = query.MetricStat ?? {};
    return {
      id: query.Id ?? `q${index}`,
      label: query.Label,
      expression: query.Expression,
      metric: Metric && {
        namespace: Metric.Namespace ?? '',
        metricName: Metric.MetricName ?? '',
        dimensions: dimensionsOf(Metric.Dimensions),
        stat: Stat ?? 'Average',
      },
      period: Period ?? query.Period,
      returnData: query.ReturnData ?? true,
    };
  });
}

function commonOf(alarm: MetricAlarm | CompositeAlarm) {
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    state: stateOf(alarm.StateValue) ?? 'INSUFFICIENT_DATA',
    stateReason: alarm.StateReason ?? '',
    stateReasonData: alarm.StateReasonData,
    stateSince: since?.toISOString(),
    description: alarm.AlarmDescription,
    actionsEnabled: alarm.ActionsEnabled ?? true,
    alarmActions: alarm.AlarmActions ?? [],
    okActions: alarm.OKActions ?? [],
    insufficientDataActions: alarm.InsufficientDataActions ?? [],
  } satisfies Partial<CloudAlarm>;
}

function metricOf(alarm: MetricAlarm): CloudAlarm['metric'] {
  if (alarm.Namespace && alarm.MetricName) {
    return {
      namespace: alarm.Namespace,
      metricName: alarm.MetricName,
      dimensions: dimensionsOf(alarm.Dimensions),
      stat: alarm.ExtendedStatistic ?? alarm.Statistic ?? 'Average',
      period: alarm.Period ?? 60,
    };
  }
  // An anomaly alarm watches one stored metric against a band; that metric is what people look for.
  const stored = (alarm.Metrics ?? []).filter(query => query.MetricStat);
  const stat = stored.length === 1 ? stored[0].MetricStat : undefined;
  return stat?.Metric?.Namespace && stat.Metric.MetricName
    ? {
        namespace: stat.Metric.Namespace,
        metricName: stat.Metric.MetricName,
        dimensions: dimensionsOf(stat.Metric.Dimensions),
        stat: stat.Stat ?? 'Average',
        period: stat.Period ?? 60,
      }
    : undefined;
}

function expressionOf(
  queries: MetricDataQuery[],
): Pick<CloudAlarm, 'expression' | 'expressionLabel'> {
  const shown =
    queries.find(query => query.Expression && query.ReturnData !== false) ??
    queries.find(query => query.Expression);
  return { expression: shown?.Expression, expressionLabel: shown?.Label };
}

function dimensionsOf(
  dimensions: { Name?: string; Value?: string }[] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']),
  );
}

/** One entry of an alarm's history; undefined when it has no time. */
export function toTransition(
  item: AlarmHistoryItem,
): CloudAlarmTransition | undefined {
  if (!item.Timestamp) {
    return undefined;
  }
  const states =
    item.HistoryItemType === 'StateUpdate' ? statesOf(item.HistoryData) : {};
  return {
    at: item.Timestamp.toISOString(),
    kind: kindOf(item.HistoryItemType),
    summary: item.HistorySummary ?? '',
    ...states,
  };
}

function kindOf(type: string | undefined): CloudAlarmTransition['kind'] {
  if (type === 'StateUpdate') {
    return 'state';
  }
  return type === 'Action' ? 'action' : 'configuration';
}

/** `HistoryData` is JSON text with the old and the new state. */
function statesOf(data: string | undefined): {
  from?: AlarmState;
  to?: AlarmState;
} {
  try {
    const parsed = JSON.parse(data ?? '{}') as {
      oldState?: { stateValue?: string };
      newState?: { stateValue?: string };
    };
    return {
      from: stateOf(parsed.oldState?.stateValue),
      to: stateOf(parsed.newState?.stateValue),
    };
  } catch {
    return {};
  }
}

function stateOf(value: string | undefined): AlarmState | undefined {
  return value === 'OK' || value === 'ALARM' || value === 'INSUFFICIENT_DATA'
    ? value
    : undefined;
}
