import { grouped } from './grouped';

/** From small to great, with how many of the unit make one. */
const TIMES: readonly [number, string][] = [
  [1, 'ms'],
  [1_000, 's'],
];
const BYTES: readonly [number, string][] = [
  [1, 'B'],
  [1_024, 'KiB'],
  [1_024 ** 2, 'MiB'],
  [1_024 ** 3, 'GiB'],
  [1_024 ** 4, 'TiB'],
];

/** An amount in one of CloudWatch's units, such as `30 s`, `12.5 %`, `16 GiB` or `1,000`. */
export function quantityInWords(value: number, unit: string): string {
  switch (unit.replace(/\/Second$/, '')) {
    case 'Milliseconds':
      return scaled(value, TIMES);
    case 'Seconds':
      return scaled(value * 1_000, TIMES);
    case 'Bytes':
      return scaled(value, BYTES);
    case 'Percent':
      return `${number(value)} %`;
    default:
      return number(value);
  }
}

function scaled(value: number, units: readonly [number, string][]): string {
  const [size, name] =
    units.findLast(([least]) => Math.abs(value) >= least) ?? units[0];
  return `${number(value / size)} ${name}`;
}

function number(value: number): string {
  return Number(value.toPrecision(3)) === value || Math.abs(value) < 1_000
    ? grouped(Number(value.toPrecision(3)))
    : grouped(Math.round(value));
}
