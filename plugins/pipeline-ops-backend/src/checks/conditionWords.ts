import { createHash } from 'node:crypto';
import type {
  Check,
  CheckCondition,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { writtenQueries } from '../logs/queries/writtenQueries';
import { quantityInWords } from '../metrics/quantityInWords';
import { chartsById } from './charts';

const COMPARISONS = {
  '>': 'above',
  '>=': 'at least',
  '<': 'below',
  '<=': 'at most',
  '==': 'exactly',
} as const;

const AGGREGATES = {
  sum: 'in total over',
  average: 'on average over',
  maximum: 'at its highest in',
  minimum: 'at its lowest in',
  newest: 'now, within',
} as const;

/** A condition with its id, in words. */
export function toCheck(
  condition: CheckCondition,
  why: string,
  explicit: boolean,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Check {
  return {
    id: idOf(condition),
    condition,
    title: conditionInWords(condition, pipeline, environment),
    why,
    explicit,
  };
}

/** The same for the same condition, however its keys are ordered. */
function idOf(condition: CheckCondition): string {
  const parts = Object.entries(condition)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(parts));
  return `check-${hash.digest('base64url').slice(0, 16)}`;
}

/** Such as `Errors of orders-load at most 5 in each 5 min of the last 24 h`. */
export function conditionInWords(
  condition: CheckCondition,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): string {
  const charts = chartsById(environment);
  const chartName = (id: string) => {
    const found = charts.get(id);
    return found ? `${found.chart.title} of ${found.resource.title}` : id;
  };
  switch (condition.type) {
    case 'alarms':
      return alarmsInWords(condition, environment);
    case 'metric': {
      const { chartId, otherChartIds = [], comparison, value } = condition;
      const unit = charts.get(chartId)?.chart.unit ?? 'None';
      const more =
        otherChartIds.length > 0 ? ` and ${otherChartIds.length} more` : '';
      return `${chartName(chartId)}${more} ${COMPARISONS[comparison]} ${quantityInWords(value, unit)} ${stretch(condition)}`;
    }
    case 'freshness':
      return `${chartName(condition.chartId)} above 0 within the last ${durationInWords(condition.withinSeconds)}`;
    case 'log-query': {
      const { queryId, comparison, value, windowSeconds } = condition;
      const title =
        writtenQueries(pipeline, environment).find(({ id }) => id === queryId)
          ?.title ?? queryId;
      return `Query ${title} finds ${COMPARISONS[comparison]} ${value} in the last ${durationInWords(windowSeconds)}`;
    }
    default:
      return condition.kinds.length === 0
        ? 'No finding between document, definition and AWS'
        : `No finding of ${condition.kinds.join(', ')}`;
  }
}

function alarmsInWords(
  { alarmNames, resourceId }: Extract<CheckCondition, { type: 'alarms' }>,
  { resources }: ResolvedEnvironment,
): string {
  if (alarmNames.length === 1) {
    return `${alarmNames[0]} is not in ALARM`;
  }
  if (alarmNames.length > 1) {
    return `None of ${alarmNames.length} alarms is in ALARM`;
  }
  const resource = resources.find(({ id }) => id === resourceId);
  return `No alarm of ${resource?.title ?? resourceId ?? 'the pipeline'} is in ALARM`;
}

function stretch({
  aggregate,
  periodSeconds,
  windowSeconds,
}: Extract<CheckCondition, { type: 'metric' }>): string {
  const last = `the last ${durationInWords(windowSeconds)}`;
  if (aggregate) {
    return `${AGGREGATES[aggregate]} ${last}`;
  }
  return periodSeconds && periodSeconds < windowSeconds
    ? `in each ${durationInWords(periodSeconds)} of ${last}`
    : `throughout ${last}`;
}

/** `15 min`, `24 h`, `7 d`: in the greatest unit that makes it whole. */
export function durationInWords(seconds: number): string {
  const [size, unit] = (
    [
      [86_400, 'd'],
      [3_600, 'h'],
      [60, 'min'],
    ] as const
  ).find(
    ([each]) => seconds % each === 0 && (each < 86_400 || seconds > each),
  ) ?? [1, 's'];
  return `${seconds / size} ${unit}`;
}
