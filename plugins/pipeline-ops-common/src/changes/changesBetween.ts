import type { Changes } from './changes';
import {
  countNodes,
  isColumns,
  isList,
  isObject,
  lengthWithin,
  membersOf,
  type Columns,
  type Json,
  type List,
} from './json';

type Move = Pick<Changes, 'drop' | 'add'>;

class Comparison {
  readonly changes: Changes;
  #node = 0;
  #lastNode = 0;
  #list = 0;
  #lastList = 0;

  constructor(move: Move) {
    this.changes = { ...move, tail: [], edits: [], nodes: [] };
  }

  compare(before: Json, after: Json, length?: number): void {
    if (isColumns(before) && !this.#hasMoved(before, after)) {
      this.#replace(before, after, length);
      return;
    }
    if (!isAlike(before, after)) {
      if (before === after) {
        this.#node += 1;
      } else {
        this.#replace(before, after, length);
      }
      return;
    }
    this.#node += 1;
    const within = lengthWithin(before, length);
    for (const [key, member] of membersOf(before)) {
      const other = after[key as keyof typeof after] as Json;
      if (isList(member, within)) {
        this.#compareList(member, other as List);
      } else {
        this.compare(member, other, within);
      }
    }
  }

  #replace(before: Json, after: Json, length: number | undefined): void {
    this.changes.nodes.push(this.#node - this.#lastNode, after);
    this.#lastNode = this.#node;
    this.#node += countNodes(before, length);
  }

  #compareList(before: List, after: List): void {
    const { drop, add, tail, edits } = this.changes;
    const kept = before.length - drop;
    let place = 0;
    while (place < kept) {
      const value = after[place];
      const start = place;
      while (
        place < kept &&
        after[place] === value &&
        before[place + drop] !== value
      ) {
        place += 1;
      }
      if (place > start) {
        edits.push(this.#list - this.#lastList, start, place - start, value);
        this.#lastList = this.#list;
      } else {
        place += 1;
      }
    }
    for (place = kept; place < kept + add; place += 1) {
      tail.push(
        place > 0 && after[place] === after[place - 1] ? '' : after[place],
      );
    }
    this.#list += 1;
  }

  /** True when all lists of the columns have moved as most columns have. */
  #hasMoved(before: Columns, after: Json): boolean {
    const { drop, add } = this.changes;
    const length = before.values.length;
    return (
      isColumns(after) &&
      drop <= length &&
      after.step === before.step &&
      after.t0 === before.t0 + drop * before.step &&
      after.values.length === length - drop + add &&
      hasLists(before, after, length, length - drop + add)
    );
  }
}

/** What turns `before` into `after`; both as `JSON.parse` gives them. Never fails: at worst, everything has changed. */
export function changesBetween(before: Json, after: Json): Changes {
  const comparison = new Comparison(commonMove(before, after));
  comparison.compare(before, after);
  return comparison.changes;
}

/** True where the members of both are worth comparing one by one. */
function isAlike(before: Json, after: Json): after is Json[] & typeof before {
  if (Array.isArray(before)) {
    return Array.isArray(after) && after.length === before.length;
  }
  if (!isObject(before) || !isObject(after)) {
    return false;
  }
  const others = Object.keys(after);
  const keys = Object.keys(before);
  return (
    keys.length === others.length &&
    keys.every((key, index) => key === others[index])
  );
}

/** True when there is a list of the new length wherever there was one. */
function hasLists(
  before: Json,
  after: Json,
  length: number,
  newLength: number,
): boolean {
  return membersOf(before).every(([key, member]) => {
    const other =
      typeof after === 'object' && after !== null
        ? (after as Record<string, Json>)[key]
        : undefined;
    if (isList(member, length)) {
      return isList(other, newLength);
    }
    // What is no columns any more, or differs in its keys, is replaced as a whole.
    return (
      isColumns(member) ||
      other === undefined ||
      !isAlike(member, other) ||
      hasLists(member, other, length, newLength)
    );
  });
}

/** How most columns have moved. */
function commonMove(before: Json, after: Json): Move {
  const counts = new Map<string, { move: Move; count: number }>();
  const visit = (one: Json, other: Json) => {
    if (isColumns(one)) {
      const move = isColumns(other) ? moveOf(one, other) : undefined;
      if (move) {
        const key = `${move.drop} ${move.add}`;
        const known = counts.get(key) ?? { move, count: 0 };
        known.count += 1;
        counts.set(key, known);
      }
      return;
    }
    if (isAlike(one, other)) {
      membersOf(one).forEach(([key, member]) =>
        visit(member, other[key as keyof typeof other] as Json),
      );
    }
  };
  visit(before, after);
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.move ?? { drop: 0, add: 0 };
}

function moveOf(before: Columns, after: Columns): Move | undefined {
  const drop = (after.t0 - before.t0) / before.step;
  const add = after.values.length - before.values.length + drop;
  const isMove =
    before.step === after.step &&
    Number.isInteger(drop) &&
    drop >= 0 &&
    drop <= before.values.length &&
    add >= 0;
  return isMove ? { drop, add } : undefined;
}
