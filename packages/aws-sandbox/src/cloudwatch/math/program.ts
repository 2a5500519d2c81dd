import { Evaluation, type CompiledQuery } from './evaluation';
import { partsOf, type Expression } from './expression';
import { parseExpression } from './parser';
import { parseSearch } from './search/query';
import {
  MathError,
  type MathWindow,
  type MetricDataQuery,
  type MetricReader,
  type QueryResult,
} from './types';

/** The queries of one GetMetricData or PutMetricAlarm, read and checked, to be run over as many spans as needed. */
export interface MetricProgram {
  readonly queries: readonly CompiledQuery[];
  /**
   * The result of every query, also of those whose data is not returned, in the order of the queries.
   *
   * @throws {MathError} naming the expression that could not be computed
   */
  run(reader: MetricReader, window: MathWindow): QueryResult[];
  /** Like {@link run}, for one query. */
  runOne(id: string, reader: MetricReader, window: MathWindow): QueryResult;
}

const ID = /^[a-z][a-zA-Z0-9_]*$/;

class CompiledProgram implements MetricProgram {
  readonly queries: readonly CompiledQuery[];

  constructor(private readonly byId: ReadonlyMap<string, CompiledQuery>) {
    this.queries = [...byId.values()];
  }

  run(reader: MetricReader, window: MathWindow): QueryResult[] {
    const evaluation = new Evaluation(this.byId, reader, window);
    return this.queries.map(query => this.resultOf(query, evaluation));
  }

  runOne(id: string, reader: MetricReader, window: MathWindow): QueryResult {
    const query = this.byId.get(id);
    if (!query) throw new MathError(`Undefined identifier '${id}'`);
    return this.resultOf(query, new Evaluation(this.byId, reader, window));
  }

  private resultOf(query: CompiledQuery, evaluation: Evaluation): QueryResult {
    const value = within(query.id, () => evaluation.valueOf(query.id));
    const { id, label, returnData } = query;
    if (value.type === 'scalar') {
      // A scalar may stand behind an id that other expressions use; it only cannot be the answer.
      if (returnData) {
        throw new MathError(
          `Error in expression '${id}': The expression must return a time series or an array of time series`,
        );
      }
      return { id, label, returnData, isArray: false, series: [] };
    }
    return {
      id,
      label,
      returnData,
      isArray: value.type === 'array',
      series: value.type === 'array' ? value.series : [value.series],
    };
  }
}

function compileQuery(query: MetricDataQuery): CompiledQuery {
  const {
    Id: id = '',
    Label: label,
    ReturnData,
    Expression,
    MetricStat,
  } = query;
  if (!ID.test(id) || id.length > 255) {
    throw new MathError(
      `The value ${id} for parameter Id in MetricDataQueries is not valid. It must start with a lowercase letter and can only contain letters, numbers and underscores.`,
    );
  }
  if ((Expression === undefined) === (MetricStat === undefined)) {
    throw new MathError(
      `Exactly one of MetricStat and Expression must be specified for the query with Id '${id}'`,
    );
  }
  const shared = { id, label, returnData: ReturnData ?? true };
  if (Expression !== undefined) {
    return {
      ...shared,
      kind: 'expression',
      expression: within(id, () => checked(parseExpression(Expression))),
      period: query.Period,
    };
  }
  const {
    Metric: metric,
    Period: period,
    Stat: stat,
    Unit: unit,
  } = MetricStat!;
  if (!metric?.MetricName || !metric.Namespace || !period || !stat) {
    throw new MathError(
      `The MetricStat of the query with Id '${id}' must have a Metric with Namespace and MetricName, a Period and a Stat`,
    );
  }
  return {
    ...shared,
    kind: 'metric',
    metric: {
      namespace: metric.Namespace,
      metricName: metric.MetricName,
      dimensions: Object.fromEntries(
        (metric.Dimensions ?? []).map(({ Name = '', Value = '' }) => [
          Name,
          Value,
        ]),
      ),
    },
    stat,
    period,
    unit,
  };
}

/** Refuses a search that cannot be read now, and not only when it is run. */
function checked(expression: Expression): Expression {
  for (const part of partsOf(expression)) {
    if (part.kind !== 'call' || part.name !== 'SEARCH') continue;
    const [text] = part.args;
    if (text?.kind === 'text') parseSearch(text.value);
  }
  return expression;
}

function checkReferences(queries: ReadonlyMap<string, CompiledQuery>): void {
  const finished = new Set<string>();
  const open = new Set<string>();

  const visit = (query: CompiledQuery) => {
    if (finished.has(query.id) || query.kind === 'metric') return;
    open.add(query.id);
    for (const part of partsOf(query.expression)) {
      if (part.kind !== 'id') continue;
      const target = queries.get(part.name);
      if (!target) {
        throw new MathError(
          `Error in expression '${query.id}': Undefined identifier '${part.name}'`,
        );
      }
      if (open.has(target.id)) {
        throw new MathError(
          `Error in expression '${query.id}': Circular reference to '${target.id}'`,
        );
      }
      visit(target);
    }
    open.delete(query.id);
    finished.add(query.id);
  };
  for (const query of queries.values()) visit(query);
}

function within<T>(id: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    if (error.message.startsWith('Error in expression')) throw error;
    throw new MathError(`Error in expression '${id}': ${error.message}`);
  }
}

/**
 * Reads and checks the queries: ids, exactly one of MetricStat and Expression, the syntax of expressions, references that
 * exist and do not run in a circle.
 *
 * @throws {MathError} with the message of CloudWatch's ValidationError
 */
export function compileQueries(
  queries: readonly MetricDataQuery[],
): MetricProgram {
  const compiled = new Map<string, CompiledQuery>();
  for (const query of queries) {
    const entry = compileQuery(query);
    if (compiled.has(entry.id)) {
      throw new MathError(
        `The values for parameter Id in MetricDataQueries are not unique.`,
      );
    }
    compiled.set(entry.id, entry);
  }
  checkReferences(compiled);
  return new CompiledProgram(compiled);
}
