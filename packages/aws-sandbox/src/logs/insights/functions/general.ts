import { BlockList, isIP, isIPv4, isIPv6 } from 'net';
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
import { FunctionDefinition, Functions } from './definition';

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

function ofAddress(holds: (address: string) => boolean): FunctionDefinition {
  return {
    arity: [1, 1],
    call: ([value]) => {
      const text = toPlainText(value);
      return text !== undefined && holds(text);
    },
  };
}

function inSubnet(families: readonly number[]): FunctionDefinition {
  return {
    arity: [2, 2],
    call: ([address, subnet]) => {
      const text = toPlainText(address) ?? '';
      const match = /^([^/]+)\/(\d{1,3})$/.exec(toPlainText(subnet) ?? '');
      const family = isIP(text);
      if (!match || !families.includes(family) || isIP(match[1]) !== family) {
        return false;
      }
      const prefix = Number(match[2]);
      if (prefix > (family === 4 ? 32 : 128)) return false;
      const type = family === 4 ? 'ipv4' : 'ipv6';
      const block = new BlockList();
      block.addSubnet(match[1], prefix, type);
      return block.check(text, type);
    },
  };
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
  isvalidip: ofAddress(address => isIP(address) !== 0),
  isvalidipv4: ofAddress(isIPv4),
  isvalidipv6: ofAddress(isIPv6),
  isipinsubnet: inSubnet([4, 6]),
  isipv4insubnet: inSubnet([4]),
  isipv6insubnet: inSubnet([6]),
};
