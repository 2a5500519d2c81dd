import type { AlarmState } from './api/alarms';
import type { Severity, SourceState } from './api/envelope';
import type { PipelineVerdict } from './api/overview';

/** From best to worst; `unknown` is what is left when nothing could be read. */
export type Health = 'healthy' | 'degraded' | 'failing' | 'no-data' | 'unknown';

/** What the roll-up has to know of an alarm. */
export interface HealthAlarm {
  name: string;
  type: 'metric' | 'composite';
  state: AlarmState;
  severity?: Severity;
  /** Since when it has this state. ISO 8601, UTC. */
  since?: string;
}

/** A threshold whose newest value is known. Thresholds of alarms are left out: the alarm itself counts. */
export interface HealthThreshold {
  /** What is crossed, in words, such as `Iterator age is 91,000 ms (> 60000)`. */
  text: string;
  breached: boolean;
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
  text: string;
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
 * Among several grounds the worst level counts; reasons are sorted by level and severity, composite alarms first.
 * `since` is the earliest moment of the grounds that have the deciding level.
 */
export function rollUpHealth(input: HealthInput): PipelineVerdict {
  const grounds = [
    ...input.alarms.filter(({ state }) => state === 'ALARM').map(ofAlarm),
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
      reasons: [...grounds.map(({ text }) => text), ...unreadReasons],
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

function ofAlarm(alarm: HealthAlarm): Ground {
  const { name, severity, since, type } = alarm;
  const mild =
    severity === 'medium' || severity === 'warning' || severity === 'low';
  return {
    level: mild ? 'degraded' : 'failing',
    order: SEVERITY_ORDER.indexOf(severity) + (type === 'composite' ? 0 : 0.5),
    text: `${type === 'composite' ? 'Composite alarm' : 'Alarm'} ${name} is in ALARM${severity ? ` (${severity})` : ''}`,
    alarmName: name,
    since,
  };
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
  const { text, severity, origin } = threshold;
  return {
    level:
      severity === 'critical' && origin !== 'service-pack'
        ? 'failing'
        : 'degraded',
    order: 10 + SEVERITY_ORDER.indexOf(severity),
    text,
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
