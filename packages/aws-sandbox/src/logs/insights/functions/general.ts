import { parseJsonText } from '../../filterPattern/jsonDocument';
import {
  fromJson,
  isTrue,
  stringify,
  Structure,
  toNumber,
  toPlainText,
  toText,
  Value,
} from '../values';
import { Functions } from './definition';

const MAX_BRANCHES = 10;

function choose(args: Value[]): Value {
  for (let i = 0; i + 1 < args.length; i += 2) {
    if (isTrue(args[i])) return args[i + 1];
  }
  return args.length % 2 === 1 ? args.at(-1) : undefined;
}

function parseJson(value: Value): Value {
  const text = toPlainText(value);
  const node = text === undefined ? undefined : parseJsonText(text);
  return node === undefined ? undefined : fromJson(node);
}

function toList(value: Value): Value[] | undefined {
  const structure = value instanceof Structure ? value : parseJson(value);
  return structure instanceof Structure && Array.isArray(structure.node)
    ? structure.node.map(fromJson)
    : undefined;
}

export const GENERAL_FUNCTIONS: Functions = {
  ispresent: { arity: [1, 1], call: ([value]) => value !== undefined },
  coalesce: {
    arity: [1, Infinity],
    call: args => args.find(arg => arg !== undefined),
  },
  case: { arity: [2, 2 * MAX_BRANCHES + 1], call: choose },
  if: { arity: [3, 3], call: choose },
  isnumeric: {
    arity: [1, 1],
    call: ([value]) => toNumber(value) !== undefined,
  },
  jsonparse: { arity: [1, 1], call: ([value]) => parseJson(value) },
  jsonstringify: {
    arity: [1, 1],
    call: ([value]) =>
      value instanceof Structure ? stringify(value.node) : undefined,
  },
  jsonarraysize: {
    arity: [1, 1],
    call: ([value]) => toList(value)?.length,
  },
  jsonarraycontains: {
    arity: [2, 2],
    call: ([value, wanted]) => {
      const text = toText(wanted);
      return (toList(value) ?? []).some(item => toText(item) === text);
    },
  },
};
