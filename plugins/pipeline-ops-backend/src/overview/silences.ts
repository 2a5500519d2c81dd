import type {
  ChartSeries,
  HealthSilence,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { lastValueAt, type ReadChart } from './stageFigures';

/** Share of buckets that had a value before, 0 to 1: what reports now and then may pause. */
const REGULAR = 0.8;

/** How much has to be there to call it regular. */
const LEAST_VALUES = 10;

/** Buckets and seconds without a value after which it counts as stopped: CloudWatch itself may be minutes late. */
const SILENT_BUCKETS = 5;
const SILENT_SECONDS = 600;

/**
 * Series of what flows through that reported regularly and then stopped. Only charts with the role throughput or
 * success count: no errors are no silence.
 */
export function silencesOf(charts: readonly ReadChart[]): HealthSilence[] {
  return charts.flatMap(({ chart, spec, resourceTitle }) => {
    const [series] = chart.series;
    const flows = spec.role === 'throughput' || spec.role === 'success';
    return flows && series && hasStopped(series)
      ? [
          {
            title: `${chart.title} of ${resourceTitle}`,
            since: new Date(lastValueAt(series) * 1_000).toISOString(),
          },
        ]
      : [];
  });
}

function hasStopped(series: ChartSeries): boolean {
  const { t0, step, values, status } = series;
  const last = lastValueAt(series);
  if (status !== 'complete' || !Number.isFinite(last)) {
    return false;
  }
  const upTo = values.slice(0, Math.round((last - t0) / step) + 1);
  const present = upTo.filter(value => value !== null).length;
  const silentBuckets = values.length - upTo.length;
  return (
    present >= LEAST_VALUES &&
    present / upTo.length >= REGULAR &&
    silentBuckets >= SILENT_BUCKETS &&
    silentBuckets * step >= SILENT_SECONDS
  );
}
