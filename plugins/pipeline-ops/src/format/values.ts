const SMALL_DIGITS = new Intl.NumberFormat('en-GB', {
  maximumSignificantDigits: 3,
});
const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** Three significant digits below a thousand, whole numbers above; thousands separated. */
export function formatNumber(value: number): string {
  return Math.abs(value) < 1000
    ? SMALL_DIGITS.format(value)
    : WHOLE.format(value);
}

// British English abbreviates a million as `m`, which reads like a thousandth.
const COMPACT = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  maximumSignificantDigits: 3,
});

/** A rate for a small place: as `formatNumber` below a million, `254M` above. */
export function formatRate(value: number): string {
  return Math.abs(value) < 1e6 ? formatNumber(value) : COMPACT.format(value);
}

export const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function formatBytes(value: number): string {
  let amount = value;
  let index = 0;
  while (Math.abs(amount) >= 1024 && index < BYTE_UNITS.length - 1) {
    amount /= 1024;
    index += 1;
  }
  return `${formatNumber(amount)} ${BYTE_UNITS[index]}`;
}

function formatSeconds(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0) {
    return '0 s';
  }
  if (size < 1) {
    return `${formatNumber(seconds * 1000)} ms`;
  }
  if (size < 600) {
    return `${formatNumber(seconds)} s`;
  }
  return size < 7200
    ? `${formatNumber(seconds / 60)} min`
    : `${formatNumber(seconds / 3600)} h`;
}

/** Seconds in one of a CloudWatch unit of time. */
export const SECONDS: Record<string, number> = {
  Seconds: 1,
  Milliseconds: 1e-3,
  Microseconds: 1e-6,
};

/** Bytes in one of a CloudWatch unit of size. */
export const BYTES: Record<string, number> = {
  Bytes: 1,
  Kilobytes: 1024,
  Megabytes: 1024 ** 2,
  Gigabytes: 1024 ** 3,
  Terabytes: 1024 ** 4,
};

/**
 * A metric's value for people, by its CloudWatch unit name (the `StandardUnit` values of
 * the CloudWatch API reference): times and sizes in the unit that reads best, percentages
 * with their sign, counts bare. An unknown unit is shown as it is called.
 */
export function formatValue(
  value: number | null | undefined,
  unit: string,
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  const [base, rate] = unit.split('/');
  const per = rate ? '/s' : '';
  if (Object.hasOwn(SECONDS, base)) {
    return `${formatSeconds(value * SECONDS[base])}${per}`;
  }
  if (Object.hasOwn(BYTES, base)) {
    return `${formatBytes(value * BYTES[base])}${per}`;
  }
  if (base === 'Percent') {
    return `${formatNumber(value)} %`;
  }
  if (base === 'Count' || base === 'None' || base === '') {
    return `${formatNumber(value)}${per}`;
  }
  return `${formatNumber(value)} ${unit}`;
}

/** `99.9 %` of a ratio from 0 to 1. Never rounds a loss away to 100 %. */
export function formatRatio(ratio: number): string {
  const percent = ratio * 100;
  const shown = percent < 100 && percent > 99.9 ? 99.9 : percent;
  return `${shown >= 99.95 ? 100 : (Math.floor(shown * 10 + 1e-9) / 10).toFixed(1)} %`;
}
