import { Clock, Place } from '../model';
import { NO_SUCH_GROUP, resourceNotFound } from './errors';
import { GeneratedLogEvent, ScenarioLogGenerator } from './generator';
import { seedOf } from '../scenario/noise';
import { LogEvent, LogGroup, LogStream } from './groups';

const DAY_MS = 86_400_000;
const SLOT_OFFSET = 5_000_000_000_000;

/** The log groups of every account and region, with put and generated events merged into one sequence. */
export class LogStore {
  readonly #groups = new Map<string, Map<string, LogGroup>>();
  readonly #clock: Clock;
  readonly #generator: ScenarioLogGenerator;
  #sequence = 0;

  static create(clock: Clock, generator: ScenarioLogGenerator): LogStore {
    return new LogStore(clock, generator);
  }

  private constructor(clock: Clock, generator: ScenarioLogGenerator) {
    this.#clock = clock;
    this.#generator = generator;
  }

  /** All log groups of a place, ascending by name. */
  groups(place: Place): LogGroup[] {
    return [...this.#at(place).values()].sort((a, b) =>
      compareText(a.name, b.name),
    );
  }

  find(place: Place, name: string): LogGroup | undefined {
    return this.#at(place).get(name);
  }

  /** @throws ResourceNotFoundException when there is no such log group */
  get(place: Place, name: string): LogGroup {
    const group = this.find(place, name);
    if (!group) throw resourceNotFound(NO_SUCH_GROUP);
    return group;
  }

  add(place: Place, name: string, creationTime: number): LogGroup {
    const group: LogGroup = {
      name,
      creationTime,
      groupClass: 'STANDARD',
      deletionProtection: false,
      tags: new Map(),
      streams: new Map(),
      metricFilters: new Map(),
      subscriptionFilters: new Map(),
      storedBytes: 0,
      events: [],
    };
    this.#at(place).set(name, group);
    return group;
  }

  delete(place: Place, name: string): void {
    this.#at(place).delete(name);
    this.#generator.drop(place, name);
  }

  clear(): void {
    this.#groups.clear();
    this.#generator.clear();
  }

  /** All places that have log groups. */
  places(): Place[] {
    return [...this.#groups.keys()].map(key => {
      const [accountId, region] = key.split('/');
      return { accountId, region };
    });
  }

  /** Appends events that passed PutLogEvents' rules. */
  append(
    group: LogGroup,
    stream: LogStream,
    events: readonly { timestamp: number; message: string }[],
  ): LogEvent[] {
    const ingestionTime = this.#clock.now();
    const appended = events.map(({ timestamp, message }) => {
      this.#sequence += 1;
      return {
        id: eventId(group.name, stream.name, timestamp, 1, 0, this.#sequence),
        timestamp,
        ingestionTime,
        stream: stream.name,
        message,
      };
    });
    const last = group.events.at(-1);
    group.events.push(...appended);
    if (last && appended.length > 0 && appended[0].id < last.id) {
      group.events.sort((a, b) => compareText(a.id, b.id));
    }
    for (const { timestamp, message } of appended) {
      group.storedBytes += Buffer.byteLength(message) + 26;
      stream.firstEventTimestamp = Math.min(
        stream.firstEventTimestamp ?? timestamp,
        timestamp,
      );
      stream.lastEventTimestamp = Math.max(
        stream.lastEventTimestamp ?? timestamp,
        timestamp,
      );
      stream.lastIngestionTime = ingestionTime;
    }
    return appended;
  }

  /** The oldest moment (Unix milliseconds) the group's retention still shows. */
  horizon(group: LogGroup): number {
    return group.retentionDays === undefined
      ? 0
      : this.#clock.now() - group.retentionDays * DAY_MS;
  }

  /**
   * Events with a timestamp in [from, to), ascending. Nothing that is older than the group's retention, and nothing
   * generated that lies in the future.
   */
  read(place: Place, group: LogGroup, from: number, to: number): LogEvent[] {
    const start = Math.max(from, this.horizon(group));
    const stored = sliceByTime(group.events, start, to);
    if (!this.#generator.has(place, group.name)) return stored;
    const generated = this.generated(place, group, start, to);
    return stored.length === 0 ? generated : merge(generated, stored);
  }

  /** The generated events alone, in [from, to) and not in the future. */
  generated(
    place: Place,
    group: LogGroup,
    from: number,
    to: number,
  ): LogEvent[] {
    return this.#generator
      .read(place, group.name, from, this.#notAfterNow(to))
      .filter(event => group.streams.has(event.stream))
      .map(event => toLogEvent(group.name, event));
  }

  /** As {@link generated}, for those who need neither order nor ids. */
  visitGenerated(
    place: Place,
    group: LogGroup,
    from: number,
    to: number,
    visitor: (timestamp: number, message: string) => void,
  ): void {
    const end = this.#notAfterNow(to);
    this.#generator.visit(place, group.name, from, end, event => {
      if (group.streams.has(event.stream)) {
        visitor(event.timestamp, event.message);
      }
    });
  }

  /** Whether part of the group's events is generated. */
  isGenerated(place: Place, group: LogGroup): boolean {
    return this.#generator.has(place, group.name);
  }

  /** Where reading a group, or one of its streams, from the beginning has to start: nothing is older. */
  earliest(place: Place, group: LogGroup, stream?: LogStream): number {
    const stored = stream
      ? (stream.firstEventTimestamp ?? Infinity)
      : (group.events[0]?.timestamp ?? this.#clock.now());
    const generated = this.isGenerated(place, group)
      ? this.#generator.earliest(place, group.name, stream?.name)
      : Infinity;
    return Math.max(Math.min(stored, generated), this.horizon(group));
  }

  /** The newest moment an event can have. */
  latest(group: LogGroup): number {
    return Math.max(
      this.#clock.now(),
      group.events.at(-1)?.timestamp ?? -Infinity,
    );
  }

  #notAfterNow(to: number): number {
    return Math.min(to, this.#clock.now() + 1);
  }

  #at(place: Place): Map<string, LogGroup> {
    const key = `${place.accountId}/${place.region}`;
    let groups = this.#groups.get(key);
    if (!groups) {
      groups = new Map();
      this.#groups.set(key, groups);
    }
    return groups;
  }
}

/** Code unit order, which is what AWS's listings follow. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function toLogEvent(group: string, event: GeneratedLogEvent): LogEvent {
  return {
    id: eventId(
      group,
      event.stream,
      event.timestamp,
      0,
      event.line,
      event.slot + SLOT_OFFSET,
    ),
    timestamp: event.timestamp,
    ingestionTime: event.ingestionTime,
    stream: event.stream,
    message: event.message,
  };
}

function eventId(
  group: string,
  stream: string,
  timestamp: number,
  source: 0 | 1,
  line: number,
  sequence: number,
): string {
  const tail = String(seedOf(`${group}\u0000${stream}`)).padStart(21, '0');
  return `${digits(timestamp, 15)}${source}${digits(line, 5)}${digits(sequence, 14)}${tail}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function sliceByTime(
  events: readonly LogEvent[],
  from: number,
  to: number,
): LogEvent[] {
  return events.slice(firstNotBefore(events, from), firstNotBefore(events, to));
}

function firstNotBefore(events: readonly LogEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle].timestamp < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merge(a: readonly LogEvent[], b: readonly LogEvent[]): LogEvent[] {
  const merged: LogEvent[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && a[i].id < b[j].id)) {
      merged.push(a[i++]);
    } else {
      merged.push(b[j++]);
    }
  }
  return merged;
}
