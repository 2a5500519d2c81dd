import type {
  Alarm,
  Baseline,
  ChartSeries,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { judge, judgedSeries, type Judgement } from './judgement';
import { baseOf, isBaseline, type RelativeBase } from './relativeBase';
import type { ThresholdSources } from './ThresholdSources';

/**
 * A threshold with its line where the base is known, held against the newest value of the chart.
 *
 * @param usual - What is usual now, by id of the series
 */
export function toChartThreshold(
  spec: ThresholdSpec,
  chart: ChartSpec,
  series: readonly ChartSeries[],
  sources: ThresholdSources,
  usual: ReadonlyMap<string, number> = new Map(),
): ChartThreshold {
  const judged = judgedSeries(chart, series);
  const base =
    spec.relativeTo === undefined
      ? undefined
      : baseOf(spec, chart, series, usual.get(judged[0]?.id));
  const value = lineOf(spec, base);
  const judgement = speaksOfBand(spec)
    ? againstBand(judged[0]?.baseline)
    : judge(
        {
          comparison: spec.comparison,
          value,
          windowSeconds: spec.windowSeconds,
        },
        chart,
        judged,
      );
  return {
    ...(value === undefined ? {} : { value }),
    comparison: spec.comparison,
    text: spec.text,
    ...(spec.action ? { action: spec.action } : {}),
    ...(spec.severity ? { severity: spec.severity } : {}),
    origin: spec.origin,
    ...(spec.document ? { position: sources.positionOf(spec.document) } : {}),
    ...(base ? { base: base.words } : {}),
    ...told(judgement, sources.saysWhatIsWrong(spec)),
  };
}

/** The threshold of an alarm on the chart's metric; undefined for bands and composite alarms. */
export function alarmThreshold(
  alarm: Alarm,
  chart: ChartSpec,
  series: readonly ChartSeries[],
): ChartThreshold | undefined {
  const { comparison, threshold, metric } = alarm;
  if (
    threshold === undefined ||
    alarm.expression !== undefined ||
    comparison === undefined ||
    comparison.endsWith('band')
  ) {
    return undefined;
  }
  const limit = {
    comparison: comparison as ChartThreshold['comparison'],
    value: threshold,
    windowSeconds: metric?.period,
  };
  return {
    value: threshold,
    comparison: limit.comparison,
    text: alarm.condition,
    severity: alarm.severity,
    origin: 'alarm',
    alarmName: alarm.name,
    ...told(
      judge(limit, chart, judgedSeries(chart, series, metric?.stat)),
      true,
    ),
  };
}

function lineOf(
  { value, relativeTo }: ThresholdSpec,
  base: RelativeBase | undefined,
): number | undefined {
  if (value === undefined || relativeTo === undefined) {
    return value;
  }
  return base?.value === undefined ? undefined : (base.value * value) / 100;
}

/** `Significant deviation from baseline`: no number, but the band says what is not usual. */
function speaksOfBand({ value, relativeTo }: ThresholdSpec): boolean {
  return (
    value === undefined && relativeTo !== undefined && isBaseline(relativeTo)
  );
}

function againstBand(baseline: Baseline | undefined): Judgement {
  return baseline?.unusual === undefined ? {} : { breached: baseline.unusual };
}

function told(
  { observed, breached, since }: Judgement,
  saysWhatIsWrong: boolean,
): Judgement {
  return {
    ...(observed === undefined ? {} : { observed }),
    ...(breached === undefined || !saysWhatIsWrong ? {} : { breached }),
    ...(since === undefined || !saysWhatIsWrong ? {} : { since }),
  };
}
