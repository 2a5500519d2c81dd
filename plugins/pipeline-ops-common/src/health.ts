import type { AlarmState } from './api/alarms';
import type { Severity, SourceState } from './api/envelope';
import type { PipelineVerdict } from './api/overview';

/** From best to worst; `unknown` is what is left when nothing could be read. */
export type Health = 'healthy' | 'degraded' | 'failing' | 'no-data' | 'unknown';

/** What the roll-up has to know of an alarm. */
export interface HealthAlarm {
  name: string;
  /** Where it is; alarms of one name in two places are two alarms. */
  sourceId?: string;
  type: 'metric' | 'composite';
  state: AlarmState;
  severity?: Severity;
  /** Since when it has this state. ISO 8601, UTC. */
  since?: string;
  /** What raised it, in words, such as `Errors Sum was 14 (> 5)`. */
  because?: string;
  /** Of a composite alarm: the alarms of its rule that are in the state which the rule asks for. */
  decidedBy?: readonly string[];
}

/** A threshold whose newest value is known. Thresholds of alarms are left out: the alarm itself counts. */
export interface HealthThreshold {
  /** What is crossed, in words, such as `Kafka publish failures: 121 in 5 min (guide: > 5)`. */
  text: string;
  breached: boolean;
  /** Since when, as far as that is known. ISO 8601, UTC. */
  since?: string;
  severity?: Severity;
  origin: 'document' | 'definition' | 'service-pack';
}

/** Something that reported regularly and then stopped. */
export interface HealthSilence {
  /** What stopped, such as `S3 uploads`. */
  title: string;
  /** When it last reported. ISO 8601, UTC. */
  since: string;
}

export interface HealthInput {
  alarms: readonly HealthAlarm[];
  thresholds: readonly HealthThreshold[];
  silences: readonly HealthSilence[];
  /** True when any metric has a data point in the range. */
  hasData: boolean;
  /** States of the sources that were read. */
  sources: readonly SourceState[];
}

interface Ground {
  level: 'failing' | 'degraded';
  /** 0 first. */
  order: number;
  /** Absent where another ground says it already. */
  text?: string;
  alarmName?: string;
  since?: string;
}

const SEVERITY_ORDER: readonly (Severity | undefined)[] = [
  'critical',
  'high',
  undefined,
  'medium',
  'warning',
  'low',
];

/**
 * The one line above everything: how a pipeline or stage is, and because of what.
 *
 * 1. An alarm in ALARM makes it failing when it is critical, high or says no severity; otherwise degraded.
 * 2. A crossed threshold of document or definition makes it failing when the document calls it critical, otherwise
 *    degraded; one of a service pack makes it degraded: it is a default that nobody in the team wrote.
 * 3. What reported regularly and stopped makes it degraded, and so does a critical or high alarm that has too little data
 *    to judge by: nobody is watching then.
 * 4. Without any of these: `unknown` when no source could be read, `no-data` when there is neither a data point nor an
 *    alarm that knows its state, else healthy. A source that could not be read is named in the reasons.
 *
 * Among several grounds the worst level counts; reasons are sorted by level and severity, composite alarms first. An
 * alarm that decided a composite one is named there, not again by itself; a composite alarm weighs as much as the worst
 * of them. `since` is the earliest moment of the grounds that have the deciding level.
 */
export function rollUpHealth(input: HealthInput): PipelineVerdict {
  const grounds = [
    ...ofAlarms(input.alarms.filter(({ state }) => state === 'ALARM')),
    ...input.alarms.filter(isBlind).map(ofBlindAlarm),
    ...input.thresholds.filter(({ breached }) => breached).map(ofThreshold),
    ...input.silences.map(ofSilence),
  ].sort((a, b) => rankOf(a) - rankOf(b));
  const unread = input.sources.filter(source => cannotBeRead(source));
  const unreadReasons = unread.map(
    ({ id, status, message }) =>
      `Source ${id} is ${status}${message ? `: ${message}` : ''}`,
  );
  if (grounds.length > 0) {
    const health = grounds.some(({ level }) => level === 'failing')
      ? 'failing'
      : 'degraded';
    const deciding = grounds.filter(({ level }) => level === health);
    const since = deciding
      .flatMap(ground => ground.since ?? [])
      .sort()
      .at(0);
    return {
      health,
      reasons: [...grounds.flatMap(({ text }) => text ?? []), ...unreadReasons],
      alarmNames: grounds.flatMap(({ alarmName }) => alarmName ?? []),
      ...(since ? { since } : {}),
    };
  }
  return {
    health: withoutGrounds(input, unread.length),
    reasons: unreadReasons,
    alarmNames: [],
  };
}

function withoutGrounds(input: HealthInput, unread: number): Health {
  const knowsSomething =
    input.hasData ||
    input.alarms.some(({ state }) => state !== 'INSUFFICIENT_DATA');
  if (knowsSomething) {
    return 'healthy';
  }
  return unread > 0 && unread === input.sources.length ? 'unknown' : 'no-data';
}

function cannotBeRead({ status }: SourceState): boolean {
  return (
    status === 'denied' || status === 'throttled' || status === 'unavailable'
  );
}

/** Alarms that a composite alarm names as its reason; more would be no line any more. */
const MOST_NAMED = 3;

function ofAlarms(firing: readonly HealthAlarm[]): Ground[] {
  const byKey = new Map(firing.map(alarm => [keyOf(alarm, alarm.name), alarm]));
  const told = new Set<HealthAlarm>();
  const read = firing.map(alarm => {
    const parts = partsOf(alarm, byKey);
    // Alarms that name each other would otherwise silence each other.
    parts
      .filter(part => !partsOf(part, byKey).includes(alarm))
      .forEach(part => told.add(part));
    return { alarm, parts };
  });
  return read.map(({ alarm, parts }) => {
    const { text, ...ground } = ofAlarm(alarm, parts);
    return told.has(alarm) ? ground : { ...ground, text };
  });
}

function keyOf({ sourceId = '' }: HealthAlarm, name: string): string {
  return `${sourceId}\n${name}`;
}

/** The firing alarms that decided a composite one, and what decided those. */
function partsOf(
  alarm: HealthAlarm,
  byKey: ReadonlyMap<string, HealthAlarm>,
): HealthAlarm[] {
  const found = new Set<HealthAlarm>();
  const open = [alarm];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const name of next.decidedBy ?? []) {
      const part = byKey.get(keyOf(alarm, name));
      if (part && part !== alarm && !found.has(part)) {
        found.add(part);
        open.push(part);
      }
    }
  }
  return [...found];
}

function ofAlarm(alarm: HealthAlarm, parts: readonly HealthAlarm[]): Ground {
  const { name, severity, since, type, because } = alarm;
  const weights = [alarm, ...parts].map(weightOf);
  const leaves = parts.filter(({ decidedBy = [] }) => decidedBy.length === 0);
  const said = because ? `: ${because}` : '';
  return {
    level: weights.some(({ level }) => level === 'failing')
      ? 'failing'
      : 'degraded',
    order:
      Math.min(...weights.map(({ order }) => order)) +
      (type === 'composite' ? 0 : 0.5),
    text: `${type === 'composite' ? 'Composite alarm' : 'Alarm'} ${name} is in ALARM${severity ? ` (${severity})` : ''}${leaves.length > 0 ? `. Decided by ${listed(leaves)}` : said}`,
    alarmName: name,
    since,
  };
}

function weightOf({ severity }: HealthAlarm): Pick<Ground, 'level' | 'order'> {
  const mild =
    severity === 'medium' || severity === 'warning' || severity === 'low';
  return {
    level: mild ? 'degraded' : 'failing',
    order: SEVERITY_ORDER.indexOf(severity),
  };
}

/** The gravest first: `kafka-failures: FailureCount Sum was 121 (> 5); late; 2 more`. */
function listed(alarms: readonly HealthAlarm[]): string {
  const sorted = [...alarms].sort(
    (a, b) => weightOf(a).order - weightOf(b).order,
  );
  const named = sorted
    .slice(0, MOST_NAMED)
    .map(({ name, because }) => (because ? `${name}: ${because}` : name));
  const left = sorted.length - named.length;
  return [...named, ...(left > 0 ? [`${left} more`] : [])].join('; ');
}

function isBlind({ state, severity }: HealthAlarm): boolean {
  return (
    state === 'INSUFFICIENT_DATA' &&
    (severity === 'critical' || severity === 'high')
  );
}

function ofBlindAlarm({ name, severity, since }: HealthAlarm): Ground {
  return {
    level: 'degraded',
    order: 20 + SEVERITY_ORDER.indexOf(severity),
    text: `Alarm ${name} has too little data to judge by (${severity})`,
    alarmName: name,
    since,
  };
}

function ofThreshold(threshold: HealthThreshold): Ground {
  const { text, severity, origin, since } = threshold;
  return {
    level:
      severity === 'critical' && origin !== 'service-pack'
        ? 'failing'
        : 'degraded',
    order: 10 + SEVERITY_ORDER.indexOf(severity),
    text,
    since,
  };
}

function ofSilence({ title, since }: HealthSilence): Ground {
  return {
    level: 'degraded',
    order: 30,
    text: `${title} has not reported since ${since.slice(0, 16).replace('T', ' ')} UTC`,
    since,
  };
}

function rankOf({ level, order }: Ground): number {
  return (level === 'failing' ? 0 : 100) + order;
}
