import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';

/** One data point that an alarm was judged by. */
export interface EvidencePoint {
  /** Unix milliseconds of its start, where that is known. */
  at?: number;
  value: number | null;
  /** What it was held against: a threshold, or the edges of a band. */
  limit?: { lower?: number; upper?: number };
  /** Whether it lies on the wrong side; undefined where that cannot be told. */
  breaching?: boolean;
}

type Judged = Pick<Alarm, 'comparison' | 'evidence' | 'metric' | 'threshold'>;

/** The data points behind the alarm's state, newest first, each with the limit it was held against. */
export function evidencePoints(alarm: Judged): EvidencePoint[] {
  const { comparison, evidence, metric } = alarm;
  if (!evidence) {
    return [];
  }
  const { values, band } = evidence;
  const threshold = evidence.threshold ?? alarm.threshold;
  const start = Date.parse(evidence.windowStart ?? '');
  const period = (metric?.period ?? NaN) * 1000;
  return values.map((value, i) => {
    const at = start + (values.length - 1 - i) * period;
    const edges = band?.[i];
    const limit = edges
      ? { lower: edges.lower ?? undefined, upper: edges.upper ?? undefined }
      : { lower: threshold, upper: threshold };
    return {
      ...(Number.isFinite(at) ? { at } : {}),
      value,
      limit,
      breaching: breaches(value, comparison, limit),
    };
  });
}

function breaches(
  value: number | null,
  comparison: Alarm['comparison'],
  { lower, upper }: { lower?: number; upper?: number },
): boolean | undefined {
  if (value === null || lower === undefined || upper === undefined) {
    return undefined;
  }
  switch (comparison) {
    case '>':
    case 'above-band':
      return value > upper;
    case '>=':
      return value >= upper;
    case '<':
    case 'below-band':
      return value < lower;
    case '<=':
      return value <= lower;
    case 'outside-band':
      return value < lower || value > upper;
    default:
      return undefined;
  }
}

/** `5`, or `2 – 8` for a band. `unit` is a CloudWatch unit name. */
export function limitInWords(
  limit: EvidencePoint['limit'],
  unit: string,
): string {
  const { lower, upper } = limit ?? {};
  const edges = [lower, upper].map(edge => formatValue(edge, unit));
  return lower === upper ? edges[0] : edges.join(' – ');
}
