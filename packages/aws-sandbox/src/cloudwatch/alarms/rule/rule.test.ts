import fc from 'fast-check';
import type { StateValue } from '../model';
import { parseRule, RuleError } from './parser';
import { alarmsOf, holds, type Rule } from './rule';

const escaped = (alarm: string) => alarm.replace(/["\\]/g, '\\$&');

function print(rule: Rule): string {
  switch (rule.kind) {
    case 'constant':
      return rule.value ? 'TRUE' : 'FALSE';
    case 'state':
      return `${rule.state}("${escaped(rule.alarm)}")`;
    case 'not':
      return `NOT (${print(rule.rule)})`;
    case 'atLeast': {
      const { threshold, negated, state, alarms } = rule;
      const size =
        'count' in threshold ? threshold.count : `${threshold.percent}%`;
      const names = alarms.map(alarm => `"${escaped(alarm)}"`).join(', ');
      return `AT_LEAST(${size}, ${negated ? 'NOT ' : ''}${state}, (${names}))`;
    }
    default:
      return rule.rules
        .map(part => `(${print(part)})`)
        .join(` ${rule.kind.toUpperCase()} `);
  }
}

const states: StateValue[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];

const { rule } = fc.letrec<{ rule: Rule }>(tie => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    fc.boolean().map(value => ({ kind: 'constant' as const, value })),
    fc
      .tuple(fc.constantFrom(...states), fc.string({ minLength: 1 }))
      .map(([state, alarm]) => ({ kind: 'state' as const, state, alarm })),
    fc
      .tuple(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...states),
        fc.boolean(),
        fc.integer({ min: 1, max: 100 }),
      )
      .map(([alarms, state, negated, size]) => ({
        kind: 'atLeast' as const,
        threshold: size <= alarms.length ? { count: size } : { percent: size },
        state,
        negated,
        alarms,
      })),
    tie('rule').map(inner => ({ kind: 'not' as const, rule: inner })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('rule'), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, rules]) => ({ kind, rules })),
  ),
}));

describe('the rule of a composite alarm', () => {
  it('reads back every rule that is printed', () => {
    fc.assert(
      fc.property(rule, given => {
        const printed = print(given);
        fc.pre(printed.length <= 10_240 && alarmsOf(given).length <= 100);
        expect(parseRule(printed)).toEqual(given);
      }),
    );
  });

  it('answers any text with a rule or with its own error', () => {
    const piece = fc.constantFrom(
      ...['ALARM', 'OK', 'NOT', 'AND', 'OR', 'TRUE', '(', ')', '"', 'a', ' '],
    );
    const text = fc.array(piece, { maxLength: 40 }).map(all => all.join(''));
    const { counterexample } = fc.check(
      fc.property(fc.oneof(text, fc.string()), source => {
        try {
          parseRule(source);
          return true;
        } catch (error) {
          return error instanceof RuleError;
        }
      }),
      { numRuns: 1000 },
    );
    expect(counterexample).toBeNull();
  });

  const given: Record<string, StateValue> = {
    cpu: 'ALARM',
    disk: 'OK',
    'net out': 'INSUFFICIENT_DATA',
    'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:cpu': 'ALARM',
  };
  it.each([
    ['ALARM(cpu)', true],
    ['ALARM("cpu") AND ALARM(disk)', false],
    ['ALARM(cpu) AND NOT ALARM(disk)', true],
    ['(ALARM(cpu) OR ALARM(disk)) AND INSUFFICIENT_DATA(net out)', true],
    ['ALARM(disk) OR ALARM(cpu) AND OK(disk)', true],
    ['NOT NOT OK("disk")', true],
    ['ALARM(arn:aws:cloudwatch:eu-west-1:111111111111:alarm:cpu)', true],
    ['ALARM(nobody) OR OK(nobody) OR INSUFFICIENT_DATA(nobody)', false],
    ['AT_LEAST(1, ALARM, (cpu, disk))', true],
    ['AT_LEAST(2, ALARM, (cpu, disk))', false],
    ['AT_LEAST(2, NOT ALARM, (cpu, "disk", net out))', true],
    ['AT_LEAST(50%, ALARM, (cpu, disk))', true],
    ['AT_LEAST(34%, OK, (cpu, disk, net out))', false],
    ['NOT AT_LEAST(100%, ALARM, (cpu)) OR ALARM(disk)', false],
    ['TRUE AND NOT FALSE', true],
    ['false', false],
  ])('%s is %s', (source, expected) => {
    expect(holds(parseRule(source), alarm => given[alarm])).toBe(expected);
  });

  it.each([
    [''],
    ['ALARM'],
    ['ALARM()'],
    ['ALARM(cpu'],
    ['ALARM(cpu) ALARM(disk)'],
    ['ALARM(cpu) XOR ALARM(disk)'],
    ['BROKEN(cpu)'],
    ['NOT'],
    ['alarm(cpu)'],
    ['AT_LEAST(0, ALARM, (cpu))'],
    ['AT_LEAST(2, ALARM, (cpu))'],
    ['AT_LEAST(101%, ALARM, (cpu))'],
    ['AT_LEAST(1, ALARM, ())'],
    ['AT_LEAST(1, BROKEN, (cpu))'],
    ['AT_LEAST(1, ALARM, cpu)'],
    [`${'('.repeat(600)}TRUE${')'.repeat(600)}`],
    [Array.from({ length: 101 }, (_, i) => `ALARM(a${i})`).join(' OR ')],
  ])('refuses %s', source => {
    expect(() => parseRule(source)).toThrow(RuleError);
  });
});
