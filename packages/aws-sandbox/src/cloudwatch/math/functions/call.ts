import type { Expression } from '../expression';
import {
  MathError,
  type MathSeries,
  type MathValue,
  type MathWindow,
} from '../types';

/** What a function may ask of the evaluation it runs in. */
export interface FunctionScope {
  readonly window: MathWindow;
  /** Seconds; of series that no metric gives a period to. */
  readonly defaultPeriod: number;
  valueOf(expression: Expression): MathValue;
  /** The same expression over another span; for functions that look at the past. */
  valueOver(expression: Expression, window: MathWindow): MathValue;
  /** The metrics of the request, expressions left out; only those whose id contains `text`, where it is given. */
  metrics(text?: string): readonly MathSeries[];
  search(
    text: string,
    stat: string,
    periodSeconds?: number,
  ): readonly MathSeries[];
}

/** A function of metric math: what it makes of one call. */
export type MathFunction = (call: FunctionCall) => MathValue;

/** One call of a function with its arguments, read with the types that the function wants. */
export class FunctionCall {
  constructor(
    readonly name: string,
    readonly args: readonly Expression[],
    readonly scope: FunctionScope,
  ) {}

  /** Refuses a wrong number of arguments. */
  expectArguments(least: number, most = least): void {
    if (this.args.length < least || this.args.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      throw new MathError(
        `Function '${this.name}' takes ${wanted} argument(s), ${this.args.length} given`,
      );
    }
  }

  value(index: number): MathValue {
    return this.scope.valueOf(this.args[index]);
  }

  /** A series or an array of series. */
  data(index: number): Exclude<MathValue, { type: 'scalar' }> {
    const value = this.value(index);
    if (value.type === 'scalar') throw this.wrongType(index);
    return value;
  }

  series(index: number): MathSeries {
    const value = this.value(index);
    if (value.type !== 'series') throw this.wrongType(index);
    return value.series;
  }

  array(index: number): readonly MathSeries[] {
    const value = this.value(index);
    if (value.type !== 'array') throw this.wrongType(index);
    return value.series;
  }

  scalar(index: number): number {
    const value = this.value(index);
    if (value.type !== 'scalar') throw this.wrongType(index);
    return value.value;
  }

  text(index: number): string {
    const argument = this.args[index];
    if (argument.kind !== 'text') throw this.wrongType(index);
    return argument.value;
  }

  /** One of the words that the function knows. */
  keyword<K extends string>(index: number, words: readonly K[]): K {
    const argument = this.args[index];
    const word = argument.kind === 'keyword' ? argument.name : undefined;
    const known = words.find(candidate => candidate === word);
    if (!known) {
      throw new MathError(
        `Argument ${index + 1} of function '${this.name}' must be one of ${words.join(', ')}`,
      );
    }
    return known;
  }

  /** Applies a change of one series to a series or to each one of an array. */
  each(index: number, change: (series: MathSeries) => MathSeries): MathValue {
    const data = this.data(index);
    return data.type === 'series'
      ? { type: 'series', series: change(data.series) }
      : { type: 'array', series: data.series.map(change) };
  }

  wrongType(index: number): MathError {
    return new MathError(
      `Argument ${index + 1} of function '${this.name}' has an unsupported type`,
    );
  }
}
