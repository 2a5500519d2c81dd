const SECONDS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3_600,
  d: 86_400,
};

const BYTES: Record<string, number> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};

/** How much one of CloudWatch's units is in seconds or bytes; `/Second` units count like those without. */
const CHART_UNITS: Record<string, { seconds?: number; bytes?: number }> = {
  Microseconds: { seconds: 1e-6 },
  Milliseconds: { seconds: 1e-3 },
  Seconds: { seconds: 1 },
  Bytes: { bytes: 1 },
  Kilobytes: { bytes: 1e3 },
  Megabytes: { bytes: 1e6 },
  Gigabytes: { bytes: 1e9 },
  Terabytes: { bytes: 1e12 },
};

const QUANTITY = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/;

/** Seconds of `30s`, `15m`, `2h`, or of a bare number. */
export function secondsOf(duration: string | number): number {
  if (typeof duration === 'number') {
    return duration;
  }
  const [, value, unit] = QUANTITY.exec(duration.trim()) ?? [];
  return Number(value) * (SECONDS[unit] ?? NaN);
}

/** An amount in a chart's unit: `16GiB` in bytes; a bare number as it is. */
export function amountIn(
  amount: string | number,
  chartUnit: string,
): number | undefined {
  if (typeof amount === 'number') {
    return amount;
  }
  const [, value, unit] = QUANTITY.exec(amount.trim()) ?? [];
  return value === undefined
    ? undefined
    : convertUnit(Number(value), unit, chartUnit);
}

/**
 * A value with its written unit (`ms`, `h`, `GiB`, `%`, or one of CloudWatch's names) in the unit of a chart; undefined
 * when the two have nothing to do with each other.
 */
export function convertUnit(
  value: number,
  unit: string,
  chartUnit: string,
): number | undefined {
  const plainChartUnit = chartUnit.replace(/\/Second$/, '');
  if (unit === '' || unit === chartUnit || unit === plainChartUnit) {
    return value;
  }
  if (unit === '%' || unit === 'Percent') {
    if (plainChartUnit === 'Percent') {
      return value;
    }
    return plainChartUnit === 'None' ? rounded(value / 100) : undefined;
  }
  if (unit === 'Count' || unit === 'None') {
    return plainChartUnit === 'None' || plainChartUnit === 'Count'
      ? value
      : undefined;
  }
  const chart = CHART_UNITS[plainChartUnit];
  const seconds = SECONDS[unit] ?? CHART_UNITS[unit]?.seconds;
  if (seconds !== undefined && chart?.seconds !== undefined) {
    return rounded((value * seconds) / chart.seconds);
  }
  const bytes = BYTES[unit] ?? CHART_UNITS[unit]?.bytes;
  if (bytes !== undefined && chart?.bytes !== undefined) {
    return rounded((value * bytes) / chart.bytes);
  }
  return undefined;
}

/** Undoes the noise of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
