import { Command, Expression, Named } from './ast';
import { compile, Scope } from './evaluate';
import { compileExtraction } from './extraction';
import { compileGrouping } from './grouping';
import { malformedQuery } from './malformed';
import { first, keep, map, sorted, Stage } from './stages';
import { isTrue, toPlainText, toText, Value } from './values';

const MAX_STATS = 2;

/** A column of the result, and where rows have its value. */
export interface Column {
  name: string;
  path: readonly string[];
}

/** The commands' stages in order, and what has become of names and columns on the way. */
export class Plan {
  /** Stages before the first that needs all records or only some of them. */
  readonly perRecord: Stage[] = [];
  readonly stages: Stage[] = [];
  limit: number | undefined;
  #scope: Scope = {};
  #columns: Column[] = [];
  #displayed: Column[] | undefined;
  #stats = 0;
  #sorted: Command | undefined;
  #fieldsGiven = false;

  get columns(): Column[] {
    if (this.#displayed) return this.#withPointer(this.#displayed);
    if (this.#stats > 0) return this.#columns;
    const shown = this.#fieldsGiven
      ? this.#columns
      : [columnOf('@timestamp'), columnOf('@message'), ...this.#columns];
    return this.#withPointer(shown);
  }

  add(command: Command): void {
    switch (command.kind) {
      case 'fields':
        this.#fieldsGiven = true;
        this.#columns.push(...this.#define(command.items));
        break;
      case 'display':
        this.#displayed = this.#define(command.items);
        break;
      case 'filter':
        this.#filter(command.condition);
        break;
      case 'parse':
        this.#parse(command);
        break;
      case 'stats':
        this.#group(command);
        break;
      case 'sort':
        this.#sort(command);
        break;
      case 'dedup':
        this.#dedup(command.keys);
        break;
      default:
        this.limit = command.count;
        this.stages.push(rows => first(rows, command.count));
    }
  }

  /** Computes what is not a field already, and gives the columns of all items. */
  #define(items: readonly Named[]): Column[] {
    const computed = items.filter(
      ({ expression, name }) =>
        expression.kind !== 'field' || expression.name !== name,
    );
    if (computed.length > 0) {
      const evaluators = computed.map(({ expression, name }) => ({
        name,
        value: compile(expression, this.#scope),
      }));
      this.#push((rows, times) =>
        map(rows, row => {
          const values = new Map<string, Value>();
          let defined = row;
          for (const { name, value } of evaluators) {
            values.set(name, value(defined, times));
            defined = row.with(values);
          }
          return defined;
        }),
      );
    }
    return items.map(({ expression, name }) =>
      expression.kind === 'field' && expression.name === name
        ? { name, path: expression.path }
        : { name, path: [name] },
    );
  }

  #filter(condition: Expression): void {
    const holds = compile(condition, this.#scope);
    this.#push((rows, times) => keep(rows, row => isTrue(holds(row, times))));
  }

  #parse(command: Extract<Command, { kind: 'parse' }>): void {
    const subject = compile(command.subject, this.#scope);
    const extract = compileExtraction(command);
    this.#push((rows, times) =>
      map(rows, row => {
        const text = toPlainText(subject(row, times));
        const values = text === undefined ? undefined : extract(text);
        return values ? row.with(values) : row;
      }),
    );
    this.#columns.push(
      ...command.names
        .filter(name => !this.#columns.some(column => column.name === name))
        .map(columnOf),
    );
  }

  #group(command: Extract<Command, { kind: 'stats' }>): void {
    this.#stats += 1;
    if (this.#stats > MAX_STATS) {
      throw malformedQuery(
        `a query can have at most ${MAX_STATS} stats commands`,
        command.start,
        command.end,
      );
    }
    if (this.#stats > 1 && this.#sorted) {
      throw malformedQuery(
        `${this.#sorted.kind} must come after the last stats command`,
        this.#sorted.start,
        this.#sorted.end,
      );
    }
    const grouping = compileGrouping(command, {
      ...this.#scope,
      strict: true,
    });
    this.stages.push((rows, times) => grouping.run(rows, times));
    this.#scope = { columns: grouping.columns };
    this.#columns = [...grouping.columns.values()].map(name => ({
      name,
      path: [name],
    }));
    this.#displayed = undefined;
  }

  #sort(command: Extract<Command, { kind: 'sort' }>): void {
    this.#sorted = command;
    const keys = command.keys.map(({ expression, descending }) => ({
      value: compile(expression, this.#scope),
      sign: descending ? -1 : 1,
    }));
    this.stages.push((rows, times) => sorted(rows, keys, times));
  }

  #dedup(keys: readonly Expression[]): void {
    const values = keys.map(key => compile(key, this.#scope));
    this.stages.push((rows, times) => {
      const seen = new Set<string>();
      return keep(rows, row => {
        const texts = values.map(value => toText(value(row, times)));
        // Records that lack one of the fields are all kept.
        if (texts.includes(undefined)) return true;
        const key = JSON.stringify(texts);
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      });
    });
  }

  #push(stage: Stage): void {
    (this.stages.length > 0 ? this.stages : this.perRecord).push(stage);
  }

  #withPointer(columns: Column[]): Column[] {
    const pointer = this.#stats === 0 ? [columnOf('@ptr')] : [];
    return [...columns, ...pointer];
  }
}

function columnOf(name: string): Column {
  return { name, path: [name] };
}
