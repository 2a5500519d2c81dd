import type {
  AlarmRuleNode,
  AlarmState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import fc from 'fast-check';
import { alarmsOfRule, parseAlarmRule } from './ruleParser';

const alarmName = fc.string({
  unit: fc.constantFrom(...'abzAZ09-_ .:/()"\\äé|&'),
  minLength: 1,
  maxLength: 20,
});

const { rule: anyRule } = fc.letrec<{ rule: AlarmRuleNode }>(tie => ({
  rule: fc.oneof(
    { maxDepth: 5 },
    fc.record({
      type: fc.constant('state' as const),
      expected: fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA'),
      alarmName,
    }),
    fc.record({
      type: fc.constant('literal' as const),
      value: fc.boolean(),
    }),
    fc.record({ type: fc.constant('not' as const), child: tie('rule') }),
    fc.record({
      type: fc.constantFrom('and' as const, 'or' as const),
      children: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

/** Every part in parentheses, names in quotes. */
function write(node: AlarmRuleNode): string {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children
        .map(child => `(${write(child)})`)
        .join(` ${node.type.toUpperCase()} `);
    case 'not':
      return `NOT (${write(node.child)})`;
    case 'literal':
      return node.value ? 'TRUE' : 'FALSE';
    default:
      return `${node.expected}("${node.alarmName.replace(/["\\]/g, '\\$&')}")`;
  }
}

const alarm = (name: string): AlarmRuleNode => ({
  type: 'state',
  expected: 'ALARM',
  alarmName: name,
});

it('reads back every rule as it was written', () => {
  fc.assert(
    fc.property(anyRule, rule => {
      expect(parseAlarmRule(write(rule))).toEqual(rule);
    }),
  );
});

it('answers every text, quickly, and never throws', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'ALARM',
      'NOT ',
      '(',
      ')',
      '"',
      '\\',
      ' OR ',
      'a b',
      ' ',
    ),
    maxLength: 400,
  });
  fc.assert(
    fc.property(text, rule => {
      parseAlarmRule(rule);
    }),
  );
  expect(parseAlarmRule('('.repeat(10_000))).toBeUndefined();
  expect(parseAlarmRule('NOT '.repeat(2_500))).toBeUndefined();
  expect(parseAlarmRule('"'.repeat(10_239))).toBeUndefined();
});

it('binds NOT closest, then AND, then OR', () => {
  expect(parseAlarmRule('ALARM(a) OR NOT ALARM(b) AND ALARM(c)')).toEqual({
    type: 'or',
    children: [
      alarm('a'),
      {
        type: 'and',
        children: [{ type: 'not', child: alarm('b') }, alarm('c')],
      },
    ],
  });
});

it('knows bare names, names with spaces, ARNs and the state of each leaf', () => {
  const rule = parseAlarmRule(
    'ALARM(load errors) AND OK("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:load:late")',
    name => (name === 'load errors' ? 'ALARM' : undefined),
  );
  expect(rule && alarmsOfRule(rule)).toEqual(['load errors', 'load:late']);
  expect(rule).toMatchObject({ children: [{ actual: 'ALARM' }, {}] });
});

it.each([
  '',
  'ALARM()',
  'ALARM(a',
  'ALARM(a) ALARM(b)',
  'ALARM(a) AND',
  'BROKEN(a)',
  'OR ALARM(a)',
  'ALARM(a))',
])('leaves %p to be shown as it is', rule => {
  expect(parseAlarmRule(rule)).toBeUndefined();
});
