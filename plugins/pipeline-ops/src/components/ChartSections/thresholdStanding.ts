import type {
  Chart,
  ChartSection,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';

export interface Standing {
  breached: boolean;
  threshold: ChartThreshold;
}

/** The one threshold that says how the chart stands: a breached one first, else one that was compared. */
export function standingOf(chart: Chart): Standing | undefined {
  const breached = chart.thresholds.find(t => t.breached === true);
  if (breached) {
    return { breached: true, threshold: breached };
  }
  const kept = chart.thresholds.find(
    t => t.breached === false && t.observed !== undefined,
  );
  return kept && { breached: false, threshold: kept };
}

/** How many charts have a crossed limit. */
export function breachedCharts(sections: readonly ChartSection[]): number {
  return sections
    .flatMap(({ charts }) => charts)
    .filter(chart => standingOf(chart)?.breached).length;
}

const OPPOSITE: Record<ChartThreshold['comparison'], string> = {
  '>': '≤',
  '>=': '<',
  '<': '≥',
  '<=': '>',
  '==': '≠',
};

const SIGN: Record<ChartThreshold['comparison'], string> = {
  '>': '>',
  '>=': '≥',
  '<': '<',
  '<=': '≤',
  '==': '=',
};

/** How the newest value stands to the limit, such as `14 > 5` or `1.9 s ≤ 5 s`. */
export function standingInWords(standing: Standing, unit: string): string {
  const { breached, threshold } = standing;
  const observed = formatValue(threshold.observed, unit);
  if (threshold.value === undefined) {
    return `${observed} · ${threshold.text}`;
  }
  const sign = (breached ? SIGN : OPPOSITE)[threshold.comparison];
  return `${observed} ${sign} ${formatValue(threshold.value, unit)}`;
}
