import { BlockList, isIP, isIPv4, isIPv6 } from 'net';
import { toPlainText } from '../values';
import { FunctionDefinition, Functions } from './definition';

/** RFC 1918. */
const PRIVATE = blocks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);

/** What else IANA keeps from the public network ("IPv4 Special-Purpose Address Registry"). */
const RESERVED = blocks([
  '0.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);

function blocks(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address, prefix] = subnet.split('/');
    list.addSubnet(address, Number(prefix), 'ipv4');
  }
  return list;
}

function isIn(list: BlockList): (address: string) => boolean {
  return address => isIPv4(address) && list.check(address, 'ipv4');
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

export const ADDRESS_FUNCTIONS: Functions = {
  isvalidip: ofAddress(address => isIP(address) !== 0),
  isvalidipv4: ofAddress(isIPv4),
  isvalidipv6: ofAddress(isIPv6),
  isipinsubnet: inSubnet([4, 6]),
  isipv4insubnet: inSubnet([4]),
  isipv6insubnet: inSubnet([6]),
  isprivateip: ofAddress(isIn(PRIVATE)),
  isreservedip: ofAddress(isIn(RESERVED)),
  ispublicip: ofAddress(
    address =>
      isIPv4(address) && !isIn(PRIVATE)(address) && !isIn(RESERVED)(address),
  ),
  ipv4tonumber: {
    arity: [1, 1],
    call: ([value]) => {
      const text = toPlainText(value) ?? '';
      return isIPv4(text)
        ? text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
        : undefined;
    },
  },
};
