import type { CheckCondition } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { isAdditive } from '../../metrics/judgement';
import { ThresholdSources } from '../../metrics/ThresholdSources';
import { convertUnit } from '../../pipelines/definition/quantity';
import { metricOf, type NamedChart } from './chartNames';
import { isNumber, LIMIT_WORDS, type WrittenLimit } from './limitText';
import type { Sentence } from './readSentence';
import { NEUTRAL, vocabulary } from './words';

type MetricCondition = Extract<CheckCondition, { type: 'metric' }>;

/** A condition that a rule found, and why. */
export interface Bound {
  condition: CheckCondition;
  why: string;
}

/** Charts that one condition can hold for at once. */
const MOST_CHARTS = 10;

const STATISTICS: Record<string, ReadonlySet<string>> = {
  Average: vocabulary('average mean'),
  Maximum: vocabulary('max maximum highest peak'),
  Minimum: vocabulary('min minimum lowest'),
};

const IN_TOTAL = vocabulary('total altogether');

const INVERSE = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' } as const;

const ORIGINS = {
  document: ' in the operations document',
  definition: ' in the definition',
  'service-pack': ', which suits most resources of the kind',
} as const;

const HIGH_IS_BAD =
  /error|fail|throttl|exceeded|age|lag|latency|duration|queue|depth|retr|violation|timed/i;

/** A metric of the pipeline's charts under the limit of the sentence, else under the limits that its chart draws. */
export function metricRule(
  sentence: Sentence,
  charts: readonly NamedChart[],
  pipeline: ResolvedPipeline,
  usualSeconds: number,
): Bound | undefined {
  const [first] = charts;
  if (!first || charts.length > MOST_CHARTS || !isOneMetric(charts)) {
    return undefined;
  }
  const { limit, window } = sentence;
  if (window.each !== undefined || !isUnderstood(sentence, first.chart)) {
    return undefined;
  }
  const windowSeconds = window.back ?? usualSeconds;
  const limits = charts.map(({ chart }) =>
    limit
      ? writtenLimit(limit, chart, sentence)
      : drawnLimit(chart, ThresholdSources.create(pipeline.documents)),
  );
  const [own] = limits;
  if (!own || limits.some(one => !one || !isSame(one, own))) {
    return undefined;
  }
  const inTotal = sentence.words.some(word => IN_TOTAL.has(word));
  const { why, ...compared } = own;
  return {
    condition: conditionOf(charts, {
      ...compared,
      windowSeconds: Math.max(windowSeconds, compared.periodSeconds ?? 0),
      ...(inTotal ? { aggregate: 'sum' as const } : {}),
    }),
    why: `names the metric ${sentence.metrics[0].called}${why}`,
  };
}

type Limited = Pick<
  MetricCondition,
  'comparison' | 'value' | 'periodSeconds' | 'windowSeconds'
>;

/** The condition over one or several charts, in a fixed order so that its id is stable. */
export function conditionOf(
  charts: readonly NamedChart[],
  rest: Limited & Pick<MetricCondition, 'aggregate'>,
): MetricCondition {
  const [chartId, ...otherChartIds] = charts.map(({ chart }) => chart.id);
  return {
    type: 'metric',
    chartId,
    ...(otherChartIds.length > 0 ? { otherChartIds } : {}),
    ...rest,
  };
}

function isOneMetric(charts: readonly NamedChart[]): boolean {
  const [{ chart, resource }] = charts;
  return charts.every(
    one =>
      one.resource.kind === resource.kind &&
      metricOf(one.chart) === metricOf(chart) &&
      one.chart.unit === chart.unit,
  );
}

function isUnderstood({ words, limit }: Sentence, chart: ChartSpec): boolean {
  const judged = chart.series.find(({ visible }) => visible);
  const statistic = STATISTICS[judged?.metric?.stat ?? ''];
  return words.every(
    word =>
      NEUTRAL.has(word) ||
      statistic?.has(word) ||
      (isAdditive(judged?.metric?.stat) && limit && IN_TOTAL.has(word)) ||
      (limit && (LIMIT_WORDS.has(word) || isNumber(word))),
  );
}

type OwnLimit = Pick<
  MetricCondition,
  'comparison' | 'value' | 'periodSeconds'
> & { why: string };

function isSame(a: OwnLimit, b: OwnLimit): boolean {
  return (
    a.comparison === b.comparison &&
    a.value === b.value &&
    a.periodSeconds === b.periodSeconds
  );
}

function writtenLimit(
  limit: WrittenLimit,
  chart: ChartSpec,
  { metrics }: Sentence,
): OwnLimit | undefined {
  const { comparison, unit, countedOver } = limit;
  const value = limit.relativeTo
    ? shareOfBase(limit, chart)
    : valueIn(limit, chart, metrics[0].isIdentifier);
  if (value === undefined || value < 0) {
    return undefined;
  }
  if (saysTrouble(comparison, value, chart)) {
    return undefined;
  }
  const counts = isAdditive(judgedStat(chart));
  if (countedOver !== undefined && !counts) {
    // `within 10 minutes` of something that is no count limits the time it takes, not the metric.
    return undefined;
  }
  return {
    comparison,
    value,
    ...(countedOver ? { periodSeconds: wholeMinutes(countedOver) } : {}),
    why: `, with the limit that the text gives${unit === 'Percent' && limit.relativeTo ? ` of ${limit.relativeTo}` : ''}`,
  };
}

/** In the chart's unit. A bare number of a time or a size is taken only beside the metric's own name. */
function valueIn(
  { value, unit }: WrittenLimit,
  chart: ChartSpec,
  isIdentifier: boolean,
): number | undefined {
  const isPlain = /^(?:Count|None|Percent)/.test(chart.unit);
  return unit === undefined && value !== 0 && !isPlain && !isIdentifier
    ? undefined
    : convertUnit(value, unit ?? '', chart.unit);
}

function shareOfBase(
  { value, relativeTo = '' }: WrittenLimit,
  chart: ChartSpec,
): number | undefined {
  const [word] = relativeTo.split(' ');
  const base = chart.thresholds.find(one =>
    one.relativeTo?.toLowerCase().includes(word),
  )?.base;
  return base === undefined ? undefined : (base * value) / 100;
}

/** The strictest line that says what is wrong. */
function drawnLimit(
  chart: ChartSpec,
  sources: ThresholdSources,
): OwnLimit | undefined {
  const lines = chart.thresholds.flatMap(spec => {
    const { comparison, relativeTo, base } = spec;
    const value =
      relativeTo === undefined || spec.value === undefined
        ? spec.value
        : base !== undefined && (base * spec.value) / 100;
    return comparison === '==' ||
      typeof value !== 'number' ||
      !sources.saysWhatIsWrong(spec)
      ? []
      : [{ spec, comparison, value }];
  });
  const [first] = lines;
  if (!first) {
    return undefined;
  }
  const isUpper = first.comparison.startsWith('>');
  if (lines.some(({ comparison }) => comparison.startsWith('>') !== isUpper)) {
    return undefined;
  }
  const { spec, comparison, value } = lines.reduce((strictest, line) =>
    (isUpper ? line.value < strictest.value : line.value > strictest.value)
      ? line
      : strictest,
  );
  const counted = isAdditive(judgedStat(chart)) && spec.windowSeconds;
  return {
    comparison: INVERSE[comparison],
    value,
    ...(counted ? { periodSeconds: wholeMinutes(counted) } : {}),
    why: `, whose limit is ${spec.text}${ORIGINS[spec.origin]}`,
  };
}

/** `Errors above 5` names trouble, not what should be. */
function saysTrouble(
  comparison: WrittenLimit['comparison'],
  value: number,
  chart: ChartSpec,
): boolean {
  const high = isTroubleHigh(chart);
  if (comparison === '==') {
    return value === 0 && high !== true;
  }
  return high === undefined ? false : comparison.startsWith('>') === high;
}

/** Whether great values of it are bad; undefined when nothing tells. */
function isTroubleHigh(chart: ChartSpec): boolean | undefined {
  const drawn = chart.thresholds.find(({ comparison }) => comparison !== '==');
  if (drawn) {
    return drawn.comparison.startsWith('>');
  }
  switch (chart.role) {
    case 'failure':
    case 'latency':
      return true;
    case 'success':
    case 'throughput':
      return false;
    default:
      return HIGH_IS_BAD.test(`${metricOf(chart)} ${chart.title}`)
        ? true
        : undefined;
  }
}

function judgedStat(chart: ChartSpec): string | undefined {
  return chart.series.find(({ visible }) => visible)?.metric?.stat;
}

function wholeMinutes(seconds: number): number {
  return Math.max(60, Math.ceil(seconds / 60) * 60);
}
