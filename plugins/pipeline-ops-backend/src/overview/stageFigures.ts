import type {
  Chart,
  ChartSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';

/** A chart as it was read, with what it means for its stage. */
export interface ReadChart {
  chart: Chart;
  spec: ChartSpec;
  resourceTitle: string;
}

export interface StageFigures {
  /** 0 to 1. */
  successRate?: number;
  /** Per minute. */
  throughput?: number;
  /** Unix seconds of the start of the newest bucket with a value. */
  lastDataAt?: number;
  sparkline?: (number | null)[];
}

/** Rates are about now, not about the whole range. Seconds. */
const RECENT = 3_600;

const SPARKLINE_POINTS = 40;

/** What the charts of a stage tell by their roles: how much goes through, and how much of it succeeds. */
export function stageFigures(charts: readonly ReadChart[]): StageFigures {
  const failures = withRole(charts, 'failure');
  const successes = withRole(charts, 'success');
  const through = withRole(charts, 'throughput');
  const flow = [...through, ...successes].find(({ series }) => !series.empty);
  const lastDataAt = Math.max(
    ...charts.flatMap(({ chart }) => chart.series.map(lastValueAt)),
  );
  return {
    ...optional('successRate', successRate(successes, failures, through)),
    ...optional('throughput', throughput(through, successes, failures)),
    ...optional(
      'lastDataAt',
      Number.isFinite(lastDataAt) ? lastDataAt : undefined,
    ),
    ...optional('sparkline', flow && sparkline(flow.series)),
  };
}

/** Unix seconds of the start of the newest bucket with a value; minus infinity when there is none. */
export function lastValueAt({ t0, step, values }: ChartSeries): number {
  for (let index = values.length - 1; index >= 0; index -= 1) {
    if (values[index] !== null) {
      return t0 + index * step;
    }
  }
  return -Infinity;
}

interface RoleSeries {
  series: ChartSeries;
  unit: string;
  resourceId?: string;
}

/** The first drawn series of each chart with the role. */
function withRole(
  charts: readonly ReadChart[],
  role: NonNullable<ChartSpec['role']>,
): RoleSeries[] {
  return charts.flatMap(({ chart, spec }) => {
    const [series] = chart.series;
    return spec.role === role && series
      ? [{ series, unit: chart.unit, resourceId: chart.resourceId }]
      : [];
  });
}

function successRate(
  successes: RoleSeries[],
  failures: RoleSeries[],
  through: RoleSeries[],
): number | undefined {
  const percent = successes.find(
    ({ unit, series }) => unit === 'Percent' && !series.empty,
  );
  if (percent) {
    return clamp(mean(recent(percent.series)) / 100);
  }
  const failed = sum(failures);
  const succeeded = sum(successes);
  if (successes.some(({ series }) => !series.empty)) {
    const all = succeeded + failed;
    return all > 0 ? clamp(succeeded / all) : undefined;
  }
  // Without a count of successes: of all that went through the resources that count failures, what did not fail.
  const counted = through.filter(({ resourceId }) =>
    failures.some(failure => failure.resourceId === resourceId),
  );
  const all = sum(counted);
  return all > 0 ? clamp(1 - failed / all) : undefined;
}

/**
 * Of the resource that comes first, in things, not in bytes: adding up the resources of one flow would count things twice. Where nothing counts
 * what goes through, it is what succeeded and what failed.
 */
function throughput(
  through: RoleSeries[],
  successes: RoleSeries[],
  failures: RoleSeries[],
): number | undefined {
  const counted = through.find(
    ({ series, unit }) => !series.empty && !unit.startsWith('Bytes'),
  );
  if (counted) {
    return perMinute(counted.series);
  }
  const succeeded = successes.find(
    ({ unit, series }) => unit !== 'Percent' && !series.empty,
  );
  const failed = failures.find(
    ({ resourceId }) => resourceId === succeeded?.resourceId,
  );
  return (
    succeeded &&
    perMinute(succeeded.series) + (failed ? perMinute(failed.series) : 0)
  );
}

function perMinute(series: ChartSeries): number {
  const values = recent(series);
  const minutes = (values.length * series.step) / 60;
  return values.reduce<number>((all, value) => all + (value ?? 0), 0) / minutes;
}

function sum(all: RoleSeries[]): number {
  return all
    .flatMap(({ series }) => recent(series))
    .reduce<number>((total, value) => total + (value ?? 0), 0);
}

function recent({ values, step }: ChartSeries): (number | null)[] {
  return values.slice(-Math.max(1, Math.round(RECENT / step)));
}

function mean(values: (number | null)[]): number {
  const known = values.filter(value => value !== null);
  return known.reduce((all, value) => all + value, 0) / known.length;
}

function clamp(rate: number): number | undefined {
  return Number.isFinite(rate) ? Math.min(1, Math.max(0, rate)) : undefined;
}

/**
 * Means over runs of buckets. A run is the same at every moment that it is looked at, so that from minute to minute only
 * the ends of the line change; three digits are more than it can show.
 */
function sparkline({ t0, step, values }: ChartSeries): (number | null)[] {
  const size = Math.max(1, Math.ceil(values.length / SPARKLINE_POINTS));
  const offset = Math.floor(t0 / step) % size;
  const points: (number | null)[] = [];
  for (let start = -offset; start < values.length; start += size) {
    const average = mean(values.slice(Math.max(0, start), start + size));
    points.push(
      Number.isFinite(average) ? Number(average.toPrecision(3)) : null,
    );
  }
  return points;
}

function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}
