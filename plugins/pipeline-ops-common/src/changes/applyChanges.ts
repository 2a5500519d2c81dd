import type { Changes } from './changes';
import {
  countNodes,
  isColumns,
  isList,
  lengthWithin,
  type Json,
  type List,
} from './json';

class Application {
  #node = 0;
  #nextNode: number | undefined;
  #nodesRead = 0;
  #list = 0;
  #nextList: number | undefined;
  #editsRead = 0;
  #tailRead = 0;

  constructor(private readonly changes: Changes) {
    this.#nextNode = changes.nodes[0] as number | undefined;
    this.#nextList = changes.edits[0] as number | undefined;
  }

  apply(before: Json, length?: number): Json {
    if (this.#node === this.#nextNode) {
      const { nodes } = this.changes;
      const value = nodes[this.#nodesRead + 1];
      this.#nodesRead += 2;
      const distance = nodes[this.#nodesRead] as number | undefined;
      this.#nextNode =
        distance === undefined ? distance : this.#node + distance;
      this.#node += countNodes(before, length);
      return value;
    }
    this.#node += 1;
    const within = lengthWithin(before, length);
    const inside = (member: Json) =>
      isList(member, within)
        ? this.#applyToList(member)
        : this.apply(member, within);
    if (Array.isArray(before)) {
      return before.map(inside);
    }
    if (typeof before !== 'object' || before === null) {
      return before;
    }
    const moved = isColumns(before)
      ? before.t0 + this.changes.drop * before.step
      : undefined;
    return Object.fromEntries(
      Object.entries(before).map(([key, member]) => [
        key,
        key === 't0' && moved !== undefined ? moved : inside(member),
      ]),
    );
  }

  assertDone(): void {
    const { tail, edits, nodes } = this.changes;
    if (
      this.#tailRead !== tail.length ||
      this.#editsRead !== edits.length ||
      this.#nodesRead !== nodes.length
    ) {
      throw new Error('The changes are about another answer.');
    }
  }

  #applyToList(before: List): List {
    const { drop, add, tail, edits } = this.changes;
    const after = before.slice(drop);
    while (this.#list === this.#nextList) {
      const [place, count, value, distance] = edits.slice(
        this.#editsRead + 1,
        this.#editsRead + 5,
      );
      const start = place ?? 0;
      after.fill(value, start, start + (count ?? 0));
      this.#editsRead += 4;
      this.#nextList =
        typeof distance === 'number' ? this.#list + distance : undefined;
    }
    for (const value of tail.slice(this.#tailRead, this.#tailRead + add)) {
      after.push(value === '' ? after[after.length - 1] : value);
    }
    this.#tailRead += add;
    this.#list += 1;
    return after;
  }
}

/**
 * What `changesBetween` was told came after `before`.
 *
 * @throws Error when the changes are about something else
 */
export function applyChanges<T>(before: T, changes: Changes): T {
  const application = new Application(changes);
  const after = application.apply(before as Json);
  application.assertDone();
  return after as T;
}
