import type { Alarm, CompositeAlarmRecord } from './model';
import { alarmsOf } from './rule/rule';

/** Who watches whom among the alarms of one place. Alarms are told by name or ARN. */
export class AlarmFamily {
  private constructor(
    private readonly byReference: ReadonlyMap<string, Alarm>,
    /** Composite alarms that can be evaluated, each after those it watches; none that stands in a cycle. */
    readonly evaluationOrder: readonly CompositeAlarmRecord[],
  ) {}

  static create(alarms: Iterable<Alarm>): AlarmFamily {
    const byReference = new Map<string, Alarm>();
    for (const alarm of alarms) {
      byReference.set(alarm.name, alarm);
      byReference.set(alarm.arn, alarm);
    }
    const order: CompositeAlarmRecord[] = [];
    const seen = new Map<Alarm, 'open' | 'done' | 'cyclic'>();

    const visit = (alarm: CompositeAlarmRecord): boolean => {
      const before = seen.get(alarm);
      if (before) return before === 'done';
      seen.set(alarm, 'open');
      let sound = true;
      for (const reference of alarmsOf(alarm.rule)) {
        const child = byReference.get(reference);
        if (child?.type === 'CompositeAlarm' && !visit(child)) sound = false;
      }
      seen.set(alarm, sound ? 'done' : 'cyclic');
      if (sound) order.push(alarm);
      return sound;
    };
    for (const alarm of byReference.values()) {
      if (alarm.type === 'CompositeAlarm') visit(alarm);
    }
    return new AlarmFamily(byReference, order);
  }

  find(reference: string): Alarm | undefined {
    return this.byReference.get(reference);
  }

  childrenOf(alarm: Alarm): Alarm[] {
    if (alarm.type !== 'CompositeAlarm') return [];
    const found = alarmsOf(alarm.rule).flatMap(
      reference => this.find(reference) ?? [],
    );
    return [...new Set(found)];
  }

  parentsOf(alarm: Alarm): CompositeAlarmRecord[] {
    const all = new Set(this.byReference.values());
    return [...all].filter(
      candidate =>
        candidate.type === 'CompositeAlarm' &&
        this.childrenOf(candidate).includes(alarm),
    ) as CompositeAlarmRecord[];
  }
}
