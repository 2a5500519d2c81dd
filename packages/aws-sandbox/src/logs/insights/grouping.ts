import { Aggregate, AggregateDefinition, aggregateNamed } from './aggregates';
import { CallExpression, Command } from './ast';
import { columnKey, compile, Evaluator, Scope } from './evaluate';
import { QueryTimes } from './functions';
import { malformedQuery } from './malformed';
import { Row, ValuesRow } from './rows';
import { Structure, toText, Value } from './values';

type StatsCommand = Extract<Command, { kind: 'stats' }>;

interface Slot {
  name: string;
  definition: AggregateDefinition;
  value: Evaluator;
  percentile: number;
}

interface Group {
  keys: Value[];
  aggregates: Aggregate[];
}

/** A compiled `stats` command. */
export interface Grouping {
  /** The columns it makes: the fields it groups by, then the statistics; by what was written for them. */
  columns: Map<string, string>;
  run(rows: Iterable<Row>, times: QueryTimes): Row[];
}

/** @throws MalformedQueryException when an item has no aggregation function, or a function is used wrongly */
export function compileGrouping(command: StatsCommand, scope: Scope): Grouping {
  const slots: Slot[] = [];
  const keys = command.by.map(({ expression, name }) => ({
    name,
    value: compile(expression, scope),
  }));
  const statistics = command.items.map(({ expression, name }) => {
    const before = slots.length;
    const value = compile(expression, {
      aggregate: call => {
        slots.push(toSlot(call, `#${slots.length}`, scope));
        return slots.at(-1)!.name;
      },
    });
    if (slots.length === before) {
      throw malformedQuery(
        `stats needs an aggregation function, found ${expression.text}`,
        expression.start,
        expression.end,
      );
    }
    return { name, value };
  });

  const columns = new Map<string, string>();
  for (const { expression, name } of [...command.by, ...command.items]) {
    columns.set(columnKey(expression.text), name);
  }

  return {
    columns,
    run: (rows, times) => {
      const groups = new Map<string, Group>();
      for (const row of rows) {
        const values = keys.map(({ value }) => groupable(value(row, times)));
        const id = JSON.stringify(values.map(value => toText(value) ?? null));
        let group = groups.get(id);
        if (!group) {
          const aggregates = slots.map(({ definition, percentile }) =>
            definition.create(percentile),
          );
          group = { keys: values, aggregates };
          groups.set(id, group);
        }
        for (const [i, { value }] of slots.entries()) {
          group.aggregates[i].add(value(row, times), row.time);
        }
      }
      return [...groups.values()].map(group => {
        const grouped = new Map(
          keys.map(({ name }, i) => [name, group.keys[i]]),
        );
        const results = new Map(
          slots.map(({ name }, i) => [name, group.aggregates[i].result()]),
        );
        const row = ValuesRow.create(new Map([...grouped, ...results]));
        return ValuesRow.create(
          new Map([
            ...grouped,
            ...statistics.map(
              ({ name, value }) => [name, value(row, times)] as const,
            ),
          ]),
        );
      });
    },
  };
}

function groupable(value: Value): Value {
  return value instanceof Structure ? undefined : value;
}

function toSlot(call: CallExpression, name: string, scope: Scope): Slot {
  const definition = aggregateNamed(call.name)!;
  const { args } = call;
  const wrong = (message: string) =>
    malformedQuery(message, call.start, call.end);
  const expected = definition.takesPercentile ? 2 : 1;
  const everything =
    definition.countsRows &&
    (args.length === 0 || (args.length === 1 && args[0].kind === 'star'));
  if (everything) return { name, definition, value: () => true, percentile: 0 };
  if (args.length !== expected) {
    throw wrong(`function ${call.name} does not take ${args.length} arguments`);
  }
  let percentile = 0;
  if (definition.takesPercentile) {
    const [, argument] = args;
    if (
      argument.kind !== 'number' ||
      argument.value < 0 ||
      argument.value > 100
    ) {
      throw wrong(
        `a percentile between 0 and 100 is expected, found ${argument.text}`,
      );
    }
    percentile = argument.value;
  }
  return { name, definition, value: compile(args[0], scope), percentile };
}
