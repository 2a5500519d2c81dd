import type { AlarmMuteRuleStatus } from '@aws-sdk/client-cloudwatch';
import type { MuteSchedule } from './schedule';

export interface MuteRule {
  name: string;
  description?: string;
  schedule: { Expression: string; Duration: string; Timezone?: string };
  times: MuteSchedule;
  alarmNames: string[];
  /** Unix milliseconds; the rule counts from here on. */
  startsAt?: number;
  /** Unix milliseconds; the rule is no longer looked at from here on. */
  expiresAt?: number;
  updatedAt: number;
}

/** The mute rules of one account and region. */
export class MuteRuleStore {
  readonly #rules = new Map<string, MuteRule>();

  static create(): MuteRuleStore {
    return new MuteRuleStore();
  }

  private constructor() {}

  put(rule: MuteRule): void {
    this.#rules.set(rule.name, rule);
  }

  get(name: string): MuteRule | undefined {
    return this.#rules.get(name);
  }

  delete(name: string): boolean {
    return this.#rules.delete(name);
  }

  /** By name. */
  list(): MuteRule[] {
    return [...this.#rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Whether some rule holds the alarm's actions back at the moment, Unix milliseconds. */
  mutes(alarmName: string, at: number): boolean {
    return this.list().some(
      rule =>
        rule.alarmNames.includes(alarmName) && statusOf(rule, at) === 'ACTIVE',
    );
  }
}

/** @param at Unix milliseconds */
export function statusOf(rule: MuteRule, at: number): AlarmMuteRuleStatus {
  if (at >= (rule.expiresAt ?? Infinity)) return 'EXPIRED';
  const start = rule.times.latestStart(at);
  const active = start !== undefined && at < start + rule.times.duration;
  return active && at >= (rule.startsAt ?? -Infinity) ? 'ACTIVE' : 'SCHEDULED';
}
