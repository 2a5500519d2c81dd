import type {
  Alarm,
  HealthInput,
  HealthThreshold,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { silencesOf } from './silences';
import type { ReadChart } from './stageFigures';

/** What the roll-up needs, from alarms and charts as they were read. */
export function healthInput(
  alarms: readonly Alarm[],
  charts: readonly ReadChart[],
  sources: readonly SourceState[],
): HealthInput {
  return {
    alarms,
    thresholds: charts.flatMap(thresholdsOf),
    silences: silencesOf(charts),
    hasData: charts.some(({ chart }) =>
      chart.series.some(({ empty }) => !empty),
    ),
    sources,
  };
}

function thresholdsOf({ chart, resourceTitle }: ReadChart): HealthThreshold[] {
  return chart.thresholds.flatMap(threshold => {
    const { origin, breached, observed, text, severity } = threshold;
    if (origin === 'alarm' || breached === undefined) {
      return [];
    }
    return [
      {
        text: `${chart.title} of ${resourceTitle} is ${inWords(observed ?? 0, chart.unit)} (${text})`,
        breached,
        origin,
        severity,
      },
    ];
  });
}

const UNITS: Record<string, string> = {
  Milliseconds: ' ms',
  Seconds: ' s',
  Percent: ' %',
  Bytes: ' bytes',
};

function inWords(value: number, unit: string): string {
  const rounded =
    Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return `${rounded.toLocaleString('en-US')}${UNITS[unit] ?? ''}`;
}
