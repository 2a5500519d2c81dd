import { amountIn, convertUnit, secondsOf } from '../definition/quantity';

/** What relative thresholds of a resource are relative to: its timeout and its limits, by name. */
export class ChartBase {
  private constructor(
    private readonly timeout: string | number | undefined,
    private readonly limits: Record<string, string | number>,
  ) {}

  static create(definition: {
    timeout?: string | number;
    limits?: Record<string, string | number>;
  }): ChartBase {
    return new ChartBase(definition.timeout, definition.limits ?? {});
  }

  /** The base of that name in a chart's unit, where the definition knows it. Spelling and case do not matter. */
  find(name: string, unit: string): number | undefined {
    const wanted = plain(name);
    if (wanted === 'timeout') {
      return this.timeout === undefined
        ? undefined
        : convertUnit(secondsOf(this.timeout), 's', unit);
    }
    const limit = Object.entries(this.limits).find(
      ([key]) => plain(key) === wanted,
    );
    return limit && amountIn(limit[1], unit);
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
