import type { DashboardVariable } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  type JsonObject,
  listOf,
  memberOf,
  objectOf,
  oneOf,
  textOf,
} from './json';

/** Source: "Dashboard Body Structure and Syntax" in the CloudWatch API reference. */
const MAX_VARIABLES = 25;
const MAX_CHOICES = 200;
const LONGEST_VALUE = 256;

/** What a reader may type: names of resources, ARNs without quotes, nothing that ends a string of an expression. */
const FREE_VALUE = /^[\p{L}\p{N} _./:@#+=,*-]{1,256}$/u;

/** What a chosen value replaces. */
export interface Replacement {
  type: 'property' | 'pattern';
  /** Name of a property or dimension, or the text to look for. */
  target: string;
  value: string;
}

export interface ReadVariables {
  variables: DashboardVariable[];
  replacements: Replacement[];
  problems: string[];
}

/**
 * The variables of a dashboard with the value that each has now.
 *
 * @param choices - What the reader chose, by id of the variable. A value that a variable does not offer is not used.
 */
export function readVariables(
  value: unknown,
  choices: Readonly<Record<string, string>>,
): ReadVariables {
  const read: ReadVariables = { variables: [], replacements: [], problems: [] };
  const all = listOf(value);
  if (all.length > MAX_VARIABLES) {
    read.problems.push(`Only the first ${MAX_VARIABLES} variables are used.`);
  }
  all.slice(0, MAX_VARIABLES).forEach((each, index) => {
    const variable = objectOf(each);
    const get = (name: string) => memberOf(variable, name);
    const id = textOf(get('id'), 64);
    const type = oneOf(['property', 'pattern'] as const, get('type'));
    const target = textOf(get(type ?? ''), LONGEST_VALUE);
    const name = `Variable ${id ?? index + 1}`;
    if (!id || !type || !target) {
      read.problems.push(
        `${name} is not used: it needs an id, the type property or pattern, and a ${type ?? 'property'} to replace.`,
      );
      return;
    }
    if (read.variables.some(other => other.id === id)) {
      read.problems.push(`${name} is there twice; the first one is used.`);
      return;
    }
    if (textOf(get('search'))) {
      read.problems.push(
        `${name}: values that a metric search finds are not supported; choose among the values it lists, or use the AWS console.`,
      );
    }
    const input =
      oneOf(['select', 'radio', 'input'] as const, get('inputType')) ??
      'select';
    const offered = choicesOf(get('values'));
    const preset = textOf(get('defaultValue'), LONGEST_VALUE);
    // `__FIRST` is how the console writes "the first one that the search finds".
    const usual = preset === '__FIRST' ? offered[0]?.value : preset;
    const chosen = Object.hasOwn(choices, id) ? choices[id] : undefined;
    const isAllowed = (text: string) =>
      text === usual ||
      offered.some(choice => choice.value === text) ||
      (input === 'input' && FREE_VALUE.test(text));
    if (chosen !== undefined && !isAllowed(chosen)) {
      read.problems.push(
        input === 'input'
          ? `${name} keeps its default: a value may hold letters, digits, spaces and . _ / : @ # + = , * - only.`
          : `${name} keeps its default: choose one of the values it offers.`,
      );
    }
    const current = chosen !== undefined && isAllowed(chosen) ? chosen : usual;
    const isShown = get('visible') !== false;
    if (isShown) {
      read.variables.push({
        id,
        label: textOf(get('label')) ?? id,
        input,
        value: current ?? '',
        choices:
          current !== undefined &&
          input !== 'input' &&
          !offered.some(choice => choice.value === current)
            ? [{ value: current, label: current }, ...offered]
            : offered,
      });
    }
    if (current !== undefined) {
      read.replacements.push({ type, target, value: current });
    }
  });
  return read;
}

function choicesOf(value: unknown): { value: string; label: string }[] {
  return listOf(value)
    .slice(0, MAX_CHOICES)
    .flatMap(each => {
      const choice: JsonObject | undefined = objectOf(each);
      const text = textOf(memberOf(choice, 'value'), LONGEST_VALUE);
      return text === undefined
        ? []
        : [{ value: text, label: textOf(memberOf(choice, 'label')) ?? text }];
    });
}
