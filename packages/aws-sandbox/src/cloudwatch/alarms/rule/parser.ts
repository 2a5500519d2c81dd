import type { StateValue } from '../model';
import type { Rule } from './rule';

/** An AlarmRule that CloudWatch would refuse. */
export class RuleError extends Error {
  readonly name = 'RuleError';
}

/** Limits of API_PutCompositeAlarm. */
const MAX_LENGTH = 10_240;
const MAX_ALARMS = 100;
const MAX_ELEMENTS = 500;

const STATES = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;

class RuleParser {
  private at = 0;
  /** Alarms, constants and pairs of parentheses. */
  private elements = 0;

  constructor(private readonly source: string) {}

  parse(): Rule {
    const rule = this.anyOf();
    this.skipSpace();
    if (this.at < this.source.length) throw this.syntaxError();
    return rule;
  }

  private anyOf(): Rule {
    const rules = [this.allOf()];
    while (this.takeWord('OR')) rules.push(this.allOf());
    return rules.length === 1 ? rules[0] : { kind: 'or', rules };
  }

  private allOf(): Rule {
    const rules = [this.negatable()];
    while (this.takeWord('AND')) rules.push(this.negatable());
    return rules.length === 1 ? rules[0] : { kind: 'and', rules };
  }

  private negatable(): Rule {
    let negations = 0;
    while (this.takeWord('NOT')) negations++;
    let rule = this.operand();
    for (; negations > 0; negations--) {
      this.countElement();
      rule = { kind: 'not', rule };
    }
    return rule;
  }

  private operand(): Rule {
    this.countElement();
    if (this.take('(')) {
      const rule = this.anyOf();
      this.expect(')');
      return rule;
    }
    for (const [word, value] of [
      ['TRUE', true],
      ['FALSE', false],
    ] as const) {
      if (this.takeWord(word)) return { kind: 'constant', value };
    }
    if (this.takeWord('AT_LEAST')) return this.atLeast();
    const state = this.takeState();
    if (!state) throw this.syntaxError();
    this.expect('(');
    const alarm = this.alarm(/[^()"]+/y);
    this.expect(')');
    return { kind: 'state', state, alarm };
  }

  /** `(2, ALARM, (a, b))` or `(50%, NOT OK, (a, b))`. */
  private atLeast(): Rule {
    this.expect('(');
    this.skipSpace();
    const number = this.match(/([1-9]\d{0,2})(%?)/y);
    if (!number) throw this.syntaxError();
    const size = Number(number[1]);
    this.expect(',');
    const negated = this.takeWord('NOT');
    const state = this.takeState();
    if (!state) throw this.syntaxError();
    this.expect(',');
    this.expect('(');
    const alarms: string[] = [];
    do {
      this.countElement();
      alarms.push(this.alarm(/[^(),"]+/y));
    } while (this.take(','));
    this.expect(')');
    this.expect(')');
    const threshold = number[2] ? { percent: size } : { count: size };
    if (size > (number[2] ? 100 : alarms.length)) {
      throw new RuleError(
        `AlarmRule asks for at least ${number[0]} of ${alarms.length} alarms`,
      );
    }
    return { kind: 'atLeast', threshold, state, negated, alarms };
  }

  private takeState(): StateValue | undefined {
    return STATES.find(state => this.takeWord(state));
  }

  private expect(character: string): void {
    if (!this.take(character)) throw this.syntaxError();
  }

  /**
   * A name or ARN, in double quotes or bare.
   *
   * @param bareName what a bare one consists of
   */
  private alarm(bareName: RegExp): string {
    this.skipSpace();
    const quoted = this.match(/"((?:[^"\\]|\\.)*)"/y);
    if (quoted) return quoted[1].replace(/\\(.)/g, '$1');
    const bare = this.match(bareName)?.[0].trim();
    if (!bare) throw this.syntaxError();
    return bare;
  }

  private takeWord(word: string): boolean {
    this.skipSpace();
    const found = this.match(/[A-Za-z_]+/y)?.[0];
    if (found === undefined) return false;
    // TRUE and FALSE are also accepted as True and False: AWS's own text on breaking a cycle writes them so.
    const same =
      word === 'TRUE' || word === 'FALSE'
        ? found.toUpperCase() === word
        : found === word;
    if (!same) this.at -= found.length;
    return same;
  }

  private take(character: string): boolean {
    this.skipSpace();
    if (this.source[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    this.match(/\s+/y);
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  private countElement(): void {
    if (++this.elements > MAX_ELEMENTS) {
      throw new RuleError(
        `AlarmRule can have at most ${MAX_ELEMENTS} elements`,
      );
    }
  }

  private syntaxError(): RuleError {
    return new RuleError(
      `AlarmRule contains a syntax error at position ${this.at}`,
    );
  }
}

/**
 * Reads the rule of a composite alarm.
 *
 * @throws {RuleError} for a rule that is no rule or is over a limit
 */
export function parseRule(source: string): Rule {
  if (source.length > MAX_LENGTH) {
    throw new RuleError(`AlarmRule can have at most ${MAX_LENGTH} characters`);
  }
  const rule = new RuleParser(source).parse();
  if (countAlarms(rule) > MAX_ALARMS) {
    throw new RuleError(`AlarmRule can refer to at most ${MAX_ALARMS} alarms`);
  }
  return rule;
}

function countAlarms(rule: Rule): number {
  switch (rule.kind) {
    case 'constant':
      return 0;
    case 'state':
      return 1;
    case 'not':
      return countAlarms(rule.rule);
    case 'atLeast':
      return rule.alarms.length;
    default:
      return rule.rules.reduce((sum, part) => sum + countAlarms(part), 0);
  }
}
