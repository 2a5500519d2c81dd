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
    const key = this.#limitKey(name);
    return key === undefined ? undefined : amountIn(this.limits[key], unit);
  }

  /** Where the definition gives the base of that name, or would. */
  keyOf(name: string): string {
    return plain(name) === 'timeout'
      ? 'timeout'
      : `limits.${this.#limitKey(name) ?? name}`;
  }

  #limitKey(name: string): string | undefined {
    return Object.keys(this.limits).find(key => plain(key) === plain(name));
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
