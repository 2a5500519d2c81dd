import { ADDRESS_FUNCTIONS } from './addresses';
import { FunctionDefinition, Functions } from './definition';
import { GENERAL_FUNCTIONS } from './general';
import { NUMERIC_FUNCTIONS } from './numeric';
import { TEXT_FUNCTIONS } from './text';
import { TIME_FUNCTIONS } from './time';

export type { FunctionDefinition, QueryTimes } from './definition';

const FUNCTIONS: Functions = {
  ...NUMERIC_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...GENERAL_FUNCTIONS,
  ...ADDRESS_FUNCTIONS,
};

/** The function of a name in any case, as AWS documents it ("Supported operations and functions"), or undefined. */
export function functionNamed(name: string): FunctionDefinition | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(FUNCTIONS, key) ? FUNCTIONS[key] : undefined;
}
