import type { ChartSeries } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSeriesSpec,
  ChartSpec,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { newest } from '../telemetry/newest';
import { quantityInWords } from './quantityInWords';

/** What a relative threshold is a percentage of. */
export interface RelativeBase {
  /** In the chart's unit; absent when it is not known. */
  value?: number;
  /** Where it comes from, or what would make it known. */
  words: string;
}

/** Words that documents use for what is usual. */
const BASELINE =
  /\b(?:baseline|average|normal|usual|typical|historical|last week|previous week)\b/i;

/** Words for capacity that a chart may draw beside what is used of it. */
const PROVISIONED = /provisioned|capacity|allocated/i;

export function isBaseline(relativeTo: string): boolean {
  return BASELINE.test(relativeTo);
}

/**
 * From the definition, from another series of the chart (`Provisioned` beside `Consumed`), or from what is usual.
 *
 * @param usual - What is usual now, in the chart's unit, where the two weeks before tell it
 */
export function baseOf(
  { relativeTo = '', base, baseKey }: ThresholdSpec,
  chart: ChartSpec,
  series: readonly ChartSeries[],
  usual: number | undefined,
): RelativeBase {
  if (isBaseline(relativeTo)) {
    return usual === undefined
      ? { words: 'not known yet: too few values in the two weeks before' }
      : {
          value: usual,
          words: `${quantityInWords(usual, chart.unit)}, usual at this weekday and hour`,
        };
  }
  if (base !== undefined) {
    return {
      value: base,
      words: `${baseKey ?? relativeTo} of ${quantityInWords(base, chart.unit)} in the definition`,
    };
  }
  const drawn = limitSeries(relativeTo, chart);
  const limit = drawn && series.find(({ id }) => id === drawn.id);
  const point = limit && newest(limit);
  if (point) {
    return {
      value: point.value,
      words: `${quantityInWords(point.value, chart.unit)} from ${drawn.metric?.metricName ?? drawn.label}`,
    };
  }
  return {
    words: baseKey
      ? `not known: add ${baseKey} to the resource in the definition`
      : 'not known',
  };
}

/** `Maximum` is a statistic of what is judged, not its limit: the limit is another metric that the chart draws. */
function limitSeries(
  relativeTo: string,
  chart: ChartSpec,
): ChartSeriesSpec | undefined {
  const [judged, ...others] = chart.series.filter(({ visible }) => visible);
  const nameOf = ({ label, metric }: ChartSeriesSpec) =>
    `${label} ${metric?.metricName ?? ''}`.toLowerCase();
  const candidates = others.filter(
    ({ metric }) =>
      metric !== undefined && metric.metricName !== judged.metric?.metricName,
  );
  const [word] = relativeTo.toLowerCase().split(/\s+/);
  return (
    candidates.find(one => nameOf(one).includes(word)) ??
    (PROVISIONED.test(relativeTo)
      ? candidates.find(one => PROVISIONED.test(nameOf(one)))
      : undefined)
  );
}
