import { LogGenerator, Place } from '../model';
import { Scenario, ScenarioLogGroup } from '../scenario/schema';
import { parseMoment } from '../scenario/moments';
import { seedOf } from '../scenario/noise';
import { Random } from './random';
import { compileTemplate, MessageTemplate } from './template';

/** A synthetic event; `line` and `slot` identify it among the events of its log group. */
export interface GeneratedLogEvent {
  timestamp: number;
  stream: string;
  message: string;
  ingestionTime: number;
  line: number;
  slot: number;
}

interface Line {
  index: number;
  every: number;
  from: number;
  to: number;
  stream?: string;
  template: MessageTemplate;
  seed: number;
}

interface Source {
  anchor: number;
  streams: readonly string[];
  lines: Line[];
}

/** How far back a scenario's log lines reach, in milliseconds. */
export const GENERATED_HISTORY_MS = 14 * 86_400_000;

/**
 * Synthetic log events out of scenarios. Every event is computed from the scenario's name, its log group, its line and
 * its time slot alone, so that any window can be asked for, in any order, and always has the same events.
 */
export class ScenarioLogGenerator implements LogGenerator {
  readonly #sources = new Map<string, Source[]>();

  static create(): ScenarioLogGenerator {
    return new ScenarioLogGenerator();
  }

  private constructor() {}

  /** Adds a scenario's lines; moments are relative to `anchor` (Unix milliseconds). */
  add(scenario: Scenario, anchor: number): void {
    for (const group of scenario.logGroups) {
      if (group.lines.length === 0) continue;
      const key = keyOf(
        { accountId: scenario.account, region: scenario.region },
        group.name,
      );
      const sources = this.#sources.get(key) ?? [];
      sources.push(toSource(scenario.name, group, anchor, sources));
      this.#sources.set(key, sources);
    }
  }

  clear(): void {
    this.#sources.clear();
  }

  /** Whether the log group has generated events at all. */
  has(place: Place, logGroup: string): boolean {
    return this.#sources.has(keyOf(place, logGroup));
  }

  /** Stops generating for a log group that was deleted. */
  drop(place: Place, logGroup: string): void {
    this.#sources.delete(keyOf(place, logGroup));
  }

  /** The oldest moment (Unix milliseconds) an event of the log group, or of one of its streams, can have. */
  earliest(place: Place, logGroup: string, stream?: string): number {
    const starts = (this.#sources.get(keyOf(place, logGroup)) ?? []).flatMap(
      ({ anchor, lines, streams }) =>
        lines
          .filter(
            line =>
              stream === undefined ||
              (line.stream === undefined
                ? streams.includes(stream)
                : line.stream === stream),
          )
          .map(line => Math.max(line.from, anchor - GENERATED_HISTORY_MS)),
    );
    return Math.min(...starts);
  }

  read(
    place: Place,
    logGroup: string,
    from: number,
    to: number,
  ): GeneratedLogEvent[] {
    const events: GeneratedLogEvent[] = [];
    this.visit(place, logGroup, from, to, event => events.push(event));
    return events.sort(
      (a, b) => a.timestamp - b.timestamp || a.line - b.line || a.slot - b.slot,
    );
  }

  /** As {@link read}, in no order of time. */
  visit(
    place: Place,
    logGroup: string,
    from: number,
    to: number,
    visitor: (event: GeneratedLogEvent) => void,
  ): void {
    for (const source of this.#sources.get(keyOf(place, logGroup)) ?? []) {
      for (const line of source.lines) {
        readLine(source, line, from, to, visitor);
      }
    }
  }
}

function keyOf(place: Place, logGroup: string): string {
  return `${place.accountId}/${place.region}/${logGroup}`;
}

function toSource(
  scenario: string,
  group: ScenarioLogGroup,
  anchor: number,
  before: Source[],
): Source {
  const offset = before.reduce((sum, source) => sum + source.lines.length, 0);
  return {
    anchor,
    streams: group.streams,
    lines: group.lines.map((line, i) => ({
      index: offset + i,
      every: Math.max(1, parseMoment(line.every)),
      from: anchor + (line.from ? parseMoment(line.from) : -Infinity),
      to: anchor + (line.to ? parseMoment(line.to) : Infinity),
      stream: line.stream,
      template: compileTemplate(line.message),
      seed: seedOf(`${scenario}\u0000${group.name}\u0000${i}`),
    })),
  };
}

function readLine(
  source: Source,
  line: Line,
  from: number,
  to: number,
  visitor: (event: GeneratedLogEvent) => void,
): void {
  const start = Math.max(from, line.from, source.anchor - GENERATED_HISTORY_MS);
  const end = Math.min(to, line.to);
  // Slots count from the anchor, so that a scenario tells the same story whenever it is started.
  const first = Math.floor((start - source.anchor) / line.every) - 1;
  const last = Math.floor((end - source.anchor) / line.every);
  for (let slot = first; slot <= last; slot += 1) {
    const random = Random.create(line.seed, slot);
    const timestamp = Math.floor(
      source.anchor + slot * line.every + random.next() * line.every * 0.9,
    );
    if (timestamp < start || timestamp >= end) continue;
    const stream =
      line.stream ??
      source.streams[Math.floor(random.next() * source.streams.length)];
    visitor({
      timestamp,
      stream,
      ingestionTime: timestamp + 100 + Math.floor(random.next() * 900),
      message: line.template(random, timestamp),
      line: line.index,
      slot,
    });
  }
}
