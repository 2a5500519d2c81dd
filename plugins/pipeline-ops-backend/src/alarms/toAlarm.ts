import type {
  Alarm,
  AlarmQuery,
  AlarmRunbookLink,
  AlarmState,
  Severity,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  CloudAlarm,
  MetricQuery,
  ResolvedEnvironment,
  ResolvedPipeline,
  ResolvedResource,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { alarmUrl } from '../pipelines/console';
import { answeringRunbooks } from '../runbooks/answers';
import { actionInWords, alarmNameOf, withoutArns } from './actions';
import { comparisonOf, conditionOf } from './condition';
import { describes, type ExpectedAlarm } from './documentedAlarms';
import { evidenceOf } from './evidence';
import {
  isSameMetric,
  resourceOfMetric,
  resourceOfRule,
  stageOf,
} from './resourceMatching';
import { parseAlarmRule } from './ruleParser';
import {
  severityFromDescription,
  severityFromName,
  severityFromText,
} from './severity';

/** An alarm as the cloud has it, with the source it was read from. */
export interface SourcedAlarm {
  source: SourceRef;
  alarm: CloudAlarm;
}

/** What an alarm is seen against. */
export interface AlarmSurroundings {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  /** Every alarm that the caller may see. */
  all: readonly SourcedAlarm[];
  expected: readonly ExpectedAlarm[];
}

/** What the page shows of an alarm: in words, placed in the pipeline, without ARNs. */
export function toAlarm(
  { source, alarm }: SourcedAlarm,
  surroundings: AlarmSurroundings,
): Alarm {
  const { pipeline, environment, all, expected } = surroundings;
  const here = all.filter(other => other.source.id === source.id);
  const rule =
    alarm.type === 'composite'
      ? parseAlarmRule(alarm.rule ?? '', name => stateOf(here, name))
      : undefined;
  const resource = alarm.metric
    ? resourceOfMetric(alarm.metric, source.id, environment)
    : undefined;
  const resourceId =
    resource?.id ??
    resourceOfRule(rule, name => {
      const metric = here.find(other => other.alarm.name === name)?.alarm
        .metric;
      return metric && resourceOfMetric(metric, source.id, environment)?.id;
    });
  const stageId = stageOf(resourceId, environment);
  const runbooks = answeringRunbooks(
    {
      name: alarm.name,
      description: alarm.description,
      runbookTag: environment.selections.find(
        selection => selection.source.id === source.id,
      )?.runbookTags?.[alarm.name],
      metricName: alarm.metric?.metricName,
      service: resource?.kind,
    },
    pipeline,
  );
  const documented = expected.find(one => describes(one, alarm.name));
  const evidence = evidenceOf(alarm.stateReasonData);
  const severity =
    severityOf(alarm, documented) ??
    severityOfThresholds(alarm, resource) ??
    severityOfRunbooks(runbooks, pipeline);
  return {
    name: alarm.name,
    type: alarm.type,
    state: alarm.state,
    stateReason: withoutArns(alarm.stateReason),
    since: alarm.stateSince,
    severity,
    description: alarm.description,
    condition: conditionOf(alarm, unitOf(alarm, resource)),
    threshold: alarm.threshold,
    comparison: comparisonOf(alarm),
    metric: alarm.metric,
    expression: alarm.expression,
    ...(alarm.expression && alarm.queries
      ? { queries: alarm.queries.map(toAlarmQuery) }
      : {}),
    missingData: missingDataOf(alarm),
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    actionsEnabled: alarm.actionsEnabled,
    actions: alarm.alarmActions.map(actionInWords),
    ...(alarm.suppressedBy ? { suppressed: true } : {}),
    ...(alarm.suppressedBy && alarm.suppressor
      ? { suppressedBy: alarmNameOf(alarm.suppressor) }
      : {}),
    ...(evidence ? { evidence } : {}),
    ...(documented ? { documented: documented.position } : {}),
    rule,
    resourceId,
    stageId,
    sourceId: source.id,
    region: source.region,
    consoleUrl: alarmUrl(source, alarm.name),
    runbooks,
  };
}

function stateOf(
  alarms: readonly SourcedAlarm[],
  name: string,
): AlarmState | undefined {
  return alarms.find(({ alarm }) => alarm.name === name)?.alarm.state;
}

function missingDataOf(alarm: CloudAlarm): Alarm['missingData'] {
  const treatment = alarm.treatMissingData;
  if (alarm.type === 'composite') {
    return undefined;
  }
  return treatment === 'ignore' ||
    treatment === 'breaching' ||
    treatment === 'notBreaching'
    ? treatment
    : 'missing';
}

function severityOf(
  alarm: CloudAlarm,
  documented: ExpectedAlarm | undefined,
): Severity | undefined {
  return (
    severityFromText(documented?.element.severity) ??
    severityFromDescription(alarm.description) ??
    severityFromName(alarm.name)
  );
}

/** What document or definition say about the metric that the alarm watches. */
function severityOfThresholds(
  alarm: CloudAlarm,
  resource: ResolvedResource | undefined,
): Severity | undefined {
  return chartsOf(alarm, resource)
    .flatMap(({ thresholds }) => thresholds)
    .find(({ origin, severity }) => origin !== 'service-pack' && severity)
    ?.severity;
}

/** The unit of the chart that draws what the alarm watches; what metric math gives may have another. */
export function unitOf(
  alarm: CloudAlarm,
  resource: ResolvedResource | undefined,
): string | undefined {
  return alarm.expression && !alarm.thresholdMetricId
    ? undefined
    : chartsOf(alarm, resource).at(0)?.unit;
}

function chartsOf(
  { metric }: CloudAlarm,
  resource: ResolvedResource | undefined,
): ChartSpec[] {
  return (resource?.charts ?? []).filter(({ series }) =>
    series.some(
      one =>
        one.visible && metric && one.metric && isSameMetric(one.metric, metric),
    ),
  );
}

function toAlarmQuery({
  id,
  label,
  metric,
  expression,
  period,
}: MetricQuery): AlarmQuery {
  return {
    id,
    ...(label ? { label } : {}),
    ...(metric ? { metric: { ...metric, period: period ?? 60 } } : {}),
    ...(expression ? { expression } : {}),
  };
}

/** The severity of the procedure that says itself that it answers the alarm. */
function severityOfRunbooks(
  links: readonly AlarmRunbookLink[],
  pipeline: ResolvedPipeline,
): Severity | undefined {
  const answering = links.find(({ explicit }) => explicit);
  const runbook = pipeline.documents
    .flatMap(({ content }) => content?.runbooks ?? [])
    .find(({ id }) => id === answering?.runbookId);
  return severityFromText(runbook?.severity);
}
