import type {
  AlarmRuleNode,
  AlarmState,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** The longest rule that CloudWatch takes. Source: PutCompositeAlarm in the CloudWatch API reference. */
const MAX_LENGTH = 10_240;

const MAX_DEPTH = 64;

type Token =
  | { type: 'open' | 'close' | 'and' | 'or' | 'not' }
  | { type: 'word'; text: string }
  | { type: 'quoted'; text: string };

const SPACE = /\s*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const WORD = /[^\s()"]+/y;

class RuleReader {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly stateOf: (alarmName: string) => AlarmState | undefined,
  ) {}

  atEnd(): boolean {
    return this.#at === this.tokens.length;
  }

  readOr(depth: number): AlarmRuleNode | undefined {
    return this.#chain('or', () => this.#chain('and', () => this.#not(depth)));
  }

  #chain(
    type: 'and' | 'or',
    read: () => AlarmRuleNode | undefined,
  ): AlarmRuleNode | undefined {
    const children: AlarmRuleNode[] = [];
    do {
      const child = read();
      if (!child) {
        return undefined;
      }
      children.push(child);
    } while (this.#take(type));
    return children.length === 1 ? children[0] : { type, children };
  }

  #not(depth: number): AlarmRuleNode | undefined {
    if (depth > MAX_DEPTH) {
      return undefined;
    }
    if (this.#take('not')) {
      const child = this.#not(depth + 1);
      return child && { type: 'not', child };
    }
    if (this.#take('open')) {
      const inner = this.readOr(depth + 1);
      return this.#take('close') ? inner : undefined;
    }
    return this.#term();
  }

  #term(): AlarmRuleNode | undefined {
    const word = this.tokens[this.#at];
    if (word?.type !== 'word') {
      return undefined;
    }
    this.#at += 1;
    const keyword = word.text.toUpperCase();
    if (keyword === 'TRUE' || keyword === 'FALSE') {
      return { type: 'literal', value: keyword === 'TRUE' };
    }
    if (
      keyword !== 'ALARM' &&
      keyword !== 'OK' &&
      keyword !== 'INSUFFICIENT_DATA'
    ) {
      return undefined;
    }
    if (!this.#take('open')) {
      return undefined;
    }
    const name = this.#name();
    if (!name || !this.#take('close')) {
      return undefined;
    }
    const actual = this.stateOf(name);
    return {
      type: 'state',
      expected: keyword,
      alarmName: name,
      ...(actual ? { actual } : {}),
    };
  }

  /** A quoted or bare name, or an ARN; of an ARN the name is its end. Bare names may hold spaces. */
  #name(): string | undefined {
    const first = this.tokens[this.#at];
    if (first?.type === 'quoted') {
      this.#at += 1;
      return nameOfArn(first.text);
    }
    const words: string[] = [];
    for (;;) {
      const token = this.tokens[this.#at];
      if (token?.type === 'word') {
        words.push(token.text);
      } else if (
        token?.type === 'and' ||
        token?.type === 'or' ||
        token?.type === 'not'
      ) {
        words.push(token.type);
      } else {
        break;
      }
      this.#at += 1;
    }
    return words.length > 0 ? nameOfArn(words.join(' ')) : undefined;
  }

  #take(type: Token['type']): boolean {
    if (this.tokens[this.#at]?.type !== type) {
      return false;
    }
    this.#at += 1;
    return true;
  }
}

/**
 * Reads the rule of a composite alarm: `ALARM`, `OK` and `INSUFFICIENT_DATA` over alarm names or ARNs, `TRUE`, `FALSE`,
 * `NOT`, `AND`, `OR` and parentheses. `NOT` binds closest, then `AND`, then `OR`.
 *
 * @returns undefined for a rule that is not of this form, so that it can be shown as it is.
 */
export function parseAlarmRule(
  rule: string,
  stateOf: (alarmName: string) => AlarmState | undefined = () => undefined,
): AlarmRuleNode | undefined {
  if (rule.length > MAX_LENGTH) {
    return undefined;
  }
  const tokens = tokenize(rule);
  if (!tokens || tokens.length === 0) {
    return undefined;
  }
  const reader = new RuleReader(tokens, stateOf);
  const node = reader.readOr(0);
  return node && reader.atEnd() ? node : undefined;
}

/** The names of all alarms that the rule depends on. */
export function alarmsOfRule(node: AlarmRuleNode): string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap(alarmsOfRule);
    case 'not':
      return alarmsOfRule(node.child);
    case 'state':
      return [node.alarmName];
    default:
      return [];
  }
}

function tokenize(rule: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(rule);
    if (match) {
      at = pattern.lastIndex;
    }
    return match;
  };
  for (;;) {
    take(SPACE);
    if (at >= rule.length) {
      return tokens;
    }
    const char = rule[at];
    if (char === '(' || char === ')') {
      tokens.push({ type: char === '(' ? 'open' : 'close' });
      at += 1;
    } else if (char === '"') {
      const quoted = take(QUOTED);
      if (!quoted) {
        return undefined;
      }
      tokens.push({
        type: 'quoted',
        text: quoted[1].replace(/\\(.)/gs, '$1'),
      });
    } else {
      const word = take(WORD);
      if (!word) {
        return undefined;
      }
      tokens.push(wordToken(word[0]));
    }
  }
}

function wordToken(text: string): Token {
  const lower = text.toLowerCase();
  return lower === 'and' || lower === 'or' || lower === 'not'
    ? { type: lower }
    : { type: 'word', text };
}

function nameOfArn(text: string): string {
  return (
    /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/s.exec(text)?.[1] ?? text
  );
}
