import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { NamedChart } from './chartNames';
import { meantCharts, names, within } from './meantCharts';
import { conditionOf, type Bound } from './metricRule';
import type { Sentence } from './readSentence';
import { NEUTRAL, vocabulary, wordsOf } from './words';

const HOUR = 3_600;
const DAY = 86_400;

/** Words that say that something comes. */
const FLOWS = vocabulary(
  'arrive flow continue received delivered incoming uploading',
);

const WHAT_FLOWS = vocabulary(
  'new fresh data record object file upload message event',
);

const NO_GAP = vocabulary('gap interruption lücke lücken interrupción');

/** Whatever tells of new data: what goes through, else what went well. */
const ROLES = ['throughput', 'success'] as const;

/**
 * Data that keeps coming: the newest point of the one chart that counts it. `Without gaps` and `every five minutes` ask
 * for a point in each stretch of time.
 */
export function flowRule(
  sentence: Sentence,
  headings: Parameters<typeof meantCharts>[1],
  environment: ResolvedEnvironment,
  usualSeconds: number,
): Bound | undefined {
  const { words, window, limit } = sentence;
  const hasNoGap = words.some(word => NO_GAP.has(word));
  const isFlow = words.some(word => FLOWS.has(word));
  const understood = words.every(
    word =>
      FLOWS.has(word) ||
      WHAT_FLOWS.has(word) ||
      NEUTRAL.has(word) ||
      (hasNoGap && (NO_GAP.has(word) || word === 'no' || word === 'without')),
  );
  const limits = limit !== undefined && !(hasNoGap && limit.value === 0);
  if (!(isFlow || hasNoGap) || !understood || limits) {
    return undefined;
  }
  // `New objects arrive` names what flows, even where a chart is called Objects.
  const metrics = sentence.metrics.filter(
    ({ called, isIdentifier }) =>
      isIdentifier || !wordsOf(called).every(word => WHAT_FLOWS.has(word)),
  );
  const [only, ...others] =
    metrics.length > 0
      ? meantCharts({ ...sentence, metrics }, headings).filter(({ chart }) =>
          ROLES.some(role => role === chart.role),
        )
      : countingCharts(sentence, headings, environment);
  if (!only || others.length > 0) {
    return undefined;
  }
  const why = `speaks of data that keeps coming, which ${only.chart.title} of ${only.resource.title} counts`;
  const each = window.each ?? (hasNoGap ? HOUR : undefined);
  if (each !== undefined) {
    return {
      condition: conditionOf([only], {
        comparison: '>',
        value: 0,
        windowSeconds: Math.max(window.back ?? usualSeconds, each),
        periodSeconds: Math.max(60, Math.ceil(each / 60) * 60),
      }),
      why,
    };
  }
  return {
    condition: {
      type: 'freshness',
      chartId: only.chart.id,
      withinSeconds:
        window.back === undefined
          ? Math.min(usualSeconds, HOUR)
          : Math.min(window.back, DAY * 31),
    },
    why,
  };
}

function countingCharts(
  sentence: Sentence,
  headings: Parameters<typeof meantCharts>[1],
  environment: ResolvedEnvironment,
): NamedChart[] {
  const place = names(sentence) ? sentence : headings.find(names);
  const all = environment.resources.flatMap(resource =>
    resource.charts.map((chart): NamedChart => ({ chart, resource })),
  );
  const meant = within(all, place ?? { resources: [], kinds: [] });
  const byRole = ROLES.map(role =>
    meant.filter(({ chart }) => chart.role === role),
  );
  return byRole.find(charts => charts.length > 0) ?? [];
}
