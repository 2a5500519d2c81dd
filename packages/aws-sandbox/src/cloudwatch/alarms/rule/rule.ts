import type { StateValue } from '../model';

/** What decides a composite alarm's state (AWS: API_PutCompositeAlarm, AlarmRule). */
export type Rule =
  | { kind: 'constant'; value: boolean }
  /** Whether an alarm, told by name or ARN, is in a state. */
  | { kind: 'state'; state: StateValue; alarm: string }
  | { kind: 'not'; rule: Rule }
  /** Whether enough of some alarms are in a state, or are not in it. */
  | {
      kind: 'atLeast';
      /** How many, or how many percent (1 to 100) of them. */
      threshold: { count: number } | { percent: number };
      state: StateValue;
      negated: boolean;
      alarms: readonly string[];
    }
  | { kind: 'and' | 'or'; rules: readonly Rule[] };

/** Whether the rule holds. An alarm that does not exist is in no state. */
export function holds(
  rule: Rule,
  stateOf: (alarm: string) => StateValue | undefined,
): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !holds(rule.rule, stateOf);
    case 'atLeast': {
      const { threshold, alarms, state, negated } = rule;
      const found = alarms.filter(
        alarm => (stateOf(alarm) === state) !== negated,
      ).length;
      return 'count' in threshold
        ? found >= threshold.count
        : found * 100 >= threshold.percent * alarms.length;
    }
    case 'and':
      return rule.rules.every(part => holds(part, stateOf));
    default:
      return rule.rules.some(part => holds(part, stateOf));
  }
}

/** The alarms that a rule names, as it writes them, each once. */
export function alarmsOf(rule: Rule): string[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return alarmsOf(rule.rule);
    case 'atLeast':
      return [...new Set(rule.alarms)];
    default:
      return [...new Set(rule.rules.flatMap(alarmsOf))];
  }
}
