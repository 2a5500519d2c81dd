import type { MetricIdentity } from '../../model';
import { isPeriod } from '../metrics/input';
import { statisticOf } from '../metrics/statistics';
import type { Expression } from './expression';
import { FunctionCall, type FunctionScope } from './functions/call';
import { FUNCTIONS } from './functions/registry';
import { applyOperator, negate } from './operators';
import { findMetrics, searchLabels } from './search/match';
import { parseSearch } from './search/query';
import {
  MathError,
  type MathSeries,
  type MathValue,
  type MathWindow,
  type MetricReader,
} from './types';

/** A query as the evaluation needs it: a metric with a statistic, or a parsed expression. */
export type CompiledQuery =
  | {
      kind: 'metric';
      id: string;
      label?: string;
      returnData: boolean;
      metric: MetricIdentity;
      stat: string;
      /** Seconds. */
      period: number;
      unit?: string;
    }
  | {
      kind: 'expression';
      id: string;
      label?: string;
      returnData: boolean;
      expression: Expression;
      /** Seconds, where the query names one. */
      period?: number;
    };

/** Period of a search or a constant series in a request that names none, seconds. */
const FALLBACK_PERIOD = 300;

/** Values of the queries of one request over one span. Each query is computed once. */
export class Evaluation {
  private readonly values = new Map<string, MathValue>();
  private readonly past = new Map<string, Evaluation>();
  private readonly requestPeriod: number;

  constructor(
    private readonly queries: ReadonlyMap<string, CompiledQuery>,
    private readonly reader: MetricReader,
    private readonly window: MathWindow,
  ) {
    const periods = [...queries.values()].flatMap(query =>
      query.kind === 'metric' ? [query.period] : [],
    );
    this.requestPeriod = periods.length > 0 ? Math.min(...periods) : NaN;
  }

  /** @throws {MathError} when the query's expression cannot be computed; the message names the query */
  valueOf(id: string): MathValue {
    const known = this.values.get(id);
    if (known) return known;
    const query = this.queries.get(id);
    if (!query) throw new MathError(`Undefined identifier '${id}'`);
    const value =
      query.kind === 'metric'
        ? this.metricSeries(query)
        : this.expressionValue(query);
    this.values.set(id, value);
    return value;
  }

  private metricSeries(query: CompiledQuery & { kind: 'metric' }): MathValue {
    const { metric, stat, period, unit, id } = query;
    const { from, to } = this.window;
    const points = this.reader.read(metric, stat, period, from, to, unit);
    return {
      type: 'series',
      series: {
        ...points,
        label: query.label ?? metric.metricName,
        period,
        metric,
        stat,
        id,
      },
    };
  }

  private expressionValue(
    query: CompiledQuery & { kind: 'expression' },
  ): MathValue {
    const value = this.compute(
      query.expression,
      query.period ?? (this.requestPeriod || FALLBACK_PERIOD),
    );
    if (value.type !== 'series') return value;
    return {
      type: 'series',
      series: { ...value.series, label: query.label ?? query.id, id: query.id },
    };
  }

  private compute(expression: Expression, period: number): MathValue {
    const scope: FunctionScope = {
      window: this.window,
      defaultPeriod: period,
      valueOf: part => this.compute(part, period),
      valueOver: (part, window) => this.over(window).compute(part, period),
      metrics: text => this.metrics(text),
      search: (text, stat, own) => this.search(text, stat, own ?? period),
    };
    switch (expression.kind) {
      case 'number':
        return { type: 'scalar', value: expression.value };
      case 'id':
        return this.valueOf(expression.name);
      case 'negation':
        return negate(scope.valueOf(expression.operand));
      case 'operation':
        return applyOperator(
          expression.operator,
          scope.valueOf(expression.left),
          scope.valueOf(expression.right),
        );
      case 'array':
        return {
          type: 'array',
          series: expression.items.flatMap(item => {
            const value = scope.valueOf(item);
            if (value.type === 'scalar') {
              throw new MathError('An array takes time series only');
            }
            return value.type === 'series' ? [value.series] : value.series;
          }),
        };
      case 'call':
        return FUNCTIONS.get(expression.name)!(
          new FunctionCall(expression.name, expression.args, scope),
        );
      default:
        throw new MathError('Invalid syntax');
    }
  }

  private metrics(text?: string): MathSeries[] {
    return [...this.queries.values()]
      .filter(query => query.kind === 'metric')
      .filter(query => text === undefined || query.id.includes(text))
      .flatMap(query => {
        const value = this.valueOf(query.id);
        return value.type === 'series' ? [value.series] : [];
      });
  }

  private search(text: string, stat: string, period: number): MathSeries[] {
    if (!isPeriod(period)) {
      throw new MathError(`Invalid period '${period}' in SEARCH`);
    }
    if (!statisticOf(stat)) {
      throw new MathError(`Invalid statistic '${stat}' in SEARCH`);
    }
    const query = parseSearch(text);
    const found = findMetrics(query, this.reader.list(query.schema?.namespace));
    const labels = searchLabels(found);
    const { from, to } = this.window;
    return found.map((metric, index) => ({
      ...this.reader.read(metric, stat, period, from, to),
      label: labels[index],
      period,
      metric,
      stat,
    }));
  }

  private over(window: MathWindow): Evaluation {
    const key = `${window.from}:${window.to}`;
    const evaluation =
      this.past.get(key) ?? new Evaluation(this.queries, this.reader, window);
    this.past.set(key, evaluation);
    return evaluation;
  }
}
