import type { MetricReader } from '../math';
import { evaluateMetricAlarm, type Transition } from './metricEvaluation';
import { AlarmFamily } from './family';
import { actionTaken, configurationUpdate, stateUpdate } from './historyData';
import type {
  Alarm,
  CompositeAlarmRecord,
  HistoryEntry,
  Verdict,
} from './model';
import { holds } from './rule/rule';
import { nextSuppression } from './suppression';
import { awsTime, longTime } from './wording';

/** How long history is kept, milliseconds. */
const HISTORY_KEPT = 30 * 86_400_000;

/** What a book needs of the account and region that its alarms live in. */
export interface AlarmPlace {
  /** The metrics, for one round of evaluations. */
  createReader(): MetricReader;
  /** Whether a mute rule holds the alarm's actions back at the moment, Unix milliseconds. */
  mutes(alarmName: string, at: number): boolean;
}

/**
 * The alarms of one account and region with their history. Nothing runs in the background: whoever reads first brings the
 * book up to date, evaluation by evaluation, so that the outcome does not depend on when it is read. Times in Unix
 * milliseconds.
 */
export class AlarmBook {
  private readonly alarms = new Map<string, Alarm>();
  private history: HistoryEntry[] = [];
  private family = AlarmFamily.create([]);

  static create(place: AlarmPlace): AlarmBook {
    return new AlarmBook(place);
  }

  private constructor(private readonly place: AlarmPlace) {}

  /** All alarms by name. */
  list(): Alarm[] {
    return [...this.alarms.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): Alarm | undefined {
    return this.alarms.get(name);
  }

  /** By name or ARN. */
  find(reference: string): Alarm | undefined {
    return this.family.find(reference);
  }

  relatives(): AlarmFamily {
    return this.family;
  }

  /** Entries of the last 30 days, oldest first. */
  historyUntil(now: number): HistoryEntry[] {
    this.history = this.history.filter(entry => entry.at > now - HISTORY_KEPT);
    return [...this.history].sort((a, b) => a.at - b.at);
  }

  put(alarm: Alarm, at: number): void {
    const change = this.alarms.has(alarm.name) ? 'Update' : 'Create';
    this.alarms.set(alarm.name, alarm);
    this.family = AlarmFamily.create(this.alarms.values());
    this.history.push(configurationUpdate(alarm, change, at));
  }

  delete(alarm: Alarm, at: number): void {
    this.alarms.delete(alarm.name);
    this.family = AlarmFamily.create(this.alarms.values());
    this.history.push(configurationUpdate(alarm, 'Delete', at));
  }

  /** Sets a state from outside; alarms that watch this one follow at once. */
  setState(alarm: Alarm, verdict: Verdict, at: number): void {
    if (alarm.type === 'MetricAlarm') {
      alarm.nextEvaluation = at + Math.max(alarm.watch.interval, 60_000);
    }
    this.change(alarm, verdict, at);
    this.settleComposites(new Set([alarm]), at);
  }

  /** Evaluates everything that was due until now. */
  catchUp(now: number): void {
    const reader = this.place.createReader();
    const transitions: Transition[] = [];
    for (const alarm of this.alarms.values()) {
      if (alarm.type === 'MetricAlarm' && alarm.nextEvaluation <= now) {
        transitions.push(...evaluateMetricAlarm(alarm, reader, now));
      }
    }
    transitions.sort((a, b) => a.at - b.at);

    let next = 0;
    for (;;) {
      const at = Math.min(
        transitions[next]?.at ?? Infinity,
        ...this.family.evaluationOrder.map(
          alarm => alarm.firstEvaluation ?? Infinity,
        ),
        ...this.family.evaluationOrder.map(
          alarm => alarm.suppression?.until ?? Infinity,
        ),
      );
      if (at > now) return;
      const changed = new Set<Alarm>();
      for (; transitions[next]?.at === at; next++) {
        this.change(transitions[next].alarm, transitions[next].verdict, at);
        changed.add(transitions[next].alarm);
      }
      this.settleComposites(changed, at);
    }
  }

  private settleComposites(changed: Set<Alarm>, at: number): void {
    for (const alarm of this.family.evaluationOrder) {
      const children = this.family.childrenOf(alarm);
      const trigger = children.find(child => changed.has(child));
      const first = (alarm.firstEvaluation ?? Infinity) <= at;
      if (trigger || first) {
        const verdict = first
          ? this.firstVerdict(alarm, children)
          : this.verdictAfter(alarm, trigger!, at);
        alarm.firstEvaluation = undefined;
        if (verdict.value !== alarm.state.value) {
          this.change(alarm, verdict, at);
          changed.add(alarm);
        }
      }
      this.settleSuppression(alarm, false, at);
    }
  }

  private verdictAfter(
    alarm: CompositeAlarmRecord,
    trigger: Alarm,
    at: number,
  ): Verdict {
    return {
      value: this.ruleValue(alarm),
      reason: `${trigger.arn} transitioned to ${trigger.state.value} at ${longTime(at)}`,
      reasonData: triggeringAlarms([trigger]),
    };
  }

  private firstVerdict(
    alarm: CompositeAlarmRecord,
    children: readonly Alarm[],
  ): Verdict {
    const value = this.ruleValue(alarm);
    const put =
      alarm.state.value === 'INSUFFICIENT_DATA' ? 'created' : 'updated';
    return {
      value,
      reason: `${alarm.arn} was ${put} and its alarm rule evaluates to ${value}`,
      reasonData: triggeringAlarms(children),
    };
  }

  private ruleValue(alarm: CompositeAlarmRecord): 'ALARM' | 'OK' {
    const raised = holds(
      alarm.rule,
      reference => this.find(reference)?.state.value,
    );
    return raised ? 'ALARM' : 'OK';
  }

  private change(alarm: Alarm, verdict: Verdict, at: number): void {
    const before = alarm.state;
    const transition = before.value !== verdict.value;
    alarm.state = {
      ...verdict,
      updatedAt: at,
      transitionedAt: transition ? at : before.transitionedAt,
    };
    if (!transition) return;
    this.history.push(stateUpdate(alarm, before, verdict, at));
    if (alarm.type === 'CompositeAlarm' && alarm.config.ActionsSuppressor) {
      alarm.suppression = undefined;
      if (verdict.value === 'ALARM') {
        this.settleSuppression(alarm, true, at);
        return;
      }
    }
    this.act(alarm, at);
  }

  private settleSuppression(
    alarm: CompositeAlarmRecord,
    entered: boolean,
    at: number,
  ): void {
    const suppressor = alarm.config.ActionsSuppressor;
    if (!suppressor || alarm.state.value !== 'ALARM') return;
    const step = nextSuppression(
      alarm,
      this.find(suppressor)?.state.value,
      entered,
      at,
    );
    alarm.suppression = step.suppression;
    if (step.act) this.act(alarm, at);
  }

  private act(alarm: Alarm, at: number): void {
    if (!alarm.actionsEnabled || this.place.mutes(alarm.name, at)) return;
    const { OKActions, AlarmActions, InsufficientDataActions } = alarm.config;
    const actions = {
      OK: OKActions,
      ALARM: AlarmActions,
      INSUFFICIENT_DATA: InsufficientDataActions,
    }[alarm.state.value];
    for (const action of actions ?? []) {
      this.history.push(actionTaken(alarm, action, at));
    }
  }
}

function triggeringAlarms(alarms: readonly Alarm[]): string {
  return JSON.stringify({
    triggeringAlarms: alarms.map(({ arn, state }) => ({
      arn,
      state: { value: state.value, timestamp: awsTime(state.transitionedAt) },
    })),
  });
}
