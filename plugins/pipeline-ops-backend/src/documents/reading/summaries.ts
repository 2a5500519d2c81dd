import type {
  ChecklistElement,
  DocumentedAlarm,
  EscalationStep,
  InsightsQuery,
  LogFilter,
  LogGroupMention,
  MetricThreshold,
  RunbookElement,
  RunbookStepElement,
} from '@pipeline-ops/operations-document';

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

const joined = (...parts: (string | false | undefined)[]) =>
  parts.filter(Boolean).join(', ') || undefined;

/** `> 5 errors in 5 minutes (critical): Open the log`. */
export function thresholdInWords(element: MetricThreshold): string {
  const { text, threshold, severity, action, describes } = element;
  const notes = joined(
    !threshold && 'text without a value',
    describes === 'healthy' && 'when healthy',
    severity,
  );
  return `${text}${notes ? ` (${notes})` : ''}${action ? `: ${action}` : ''}`;
}

/** `Errors Sum > 5, 2 of 3 periods of 60 s, critical`. */
export function alarmInWords(element: DocumentedAlarm): string | undefined {
  const { kind, metric, statistic, comparison, threshold, rule } = element;
  const { period, evaluationPeriods: of, datapointsToAlarm = of } = element;
  const condition = [
    metric,
    statistic,
    threshold !== undefined && comparison,
    threshold,
  ]
    .filter(part => part !== undefined && part !== false)
    .join(' ');
  return joined(
    kind === 'composite' ? `composite${rule ? `: ${rule}` : ''}` : condition,
    of !== undefined &&
      `${datapointsToAlarm} of ${counted(of, 'period')}${period === undefined ? '' : ` of ${period} s`}`,
    element.severity,
  );
}

export function queryInWords({ query, logGroups }: InsightsQuery): string {
  return logGroups.length > 0
    ? logGroups.join(', ')
    : query.replace(/\s+/g, ' ');
}

export function logGroupInWords(element: LogGroupMention): string | undefined {
  const { retentionDays } = element;
  return retentionDays === undefined
    ? undefined
    : `kept ${counted(retentionDays, 'day')}`;
}

/** `metric filter on /aws/lambda/load: "ERROR", as Loads/Errors`. */
export function logFilterInWords(element: LogFilter): string {
  const { kind, logGroup, pattern, namespace, metric } = element;
  const written = [namespace, metric].filter(Boolean).join('/');
  return `${kind} filter on ${logGroup}${pattern ? `: ${pattern}` : ''}${written ? `, as ${written}` : ''}`;
}

const commandsIn = (steps: readonly RunbookStepElement[]): number =>
  steps.reduce(
    (sum, step) => sum + step.commands.length + commandsIn(step.steps),
    0,
  );

/** `4 steps, 2 commands, severity High, takes 20 minutes`. */
export function runbookInWords(element: RunbookElement): string {
  const { steps, commands, form, severity, estimatedTime } = element;
  const all = commands.length + commandsIn(steps);
  return (
    joined(
      steps.length > 0 && counted(steps.length, 'step'),
      all > 0 && counted(all, 'command'),
      steps.length === 0 && all === 0 && form,
      severity && `severity ${severity}`,
      estimatedTime && `takes ${estimatedTime}`,
    ) ?? form
  );
}

/** `daily, 6 items, at 08:00 UTC, Night crew`. */
export function checklistInWords(element: ChecklistElement): string {
  const { cadence, items, timeOfDay, timeZone, owner } = element;
  return [
    cadence,
    counted(items.length, 'item'),
    timeOfDay && `at ${[timeOfDay, timeZone].filter(Boolean).join(' ')}`,
    owner,
  ]
    .filter(Boolean)
    .join(', ');
}

export function escalationInWords(element: EscalationStep): string | undefined {
  return joined(...element.details);
}
