import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CallOptions,
  CloudAlarm,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { Flights } from '../telemetry/cache/Flights';
import {
  asStale,
  hasFailed,
  mergeStates,
  sourceState,
} from '../telemetry/sourceStates';
import { TelemetrySourceDecorator } from '../telemetry/TelemetrySourceDecorator';
import type { AlarmSnapshot, AlarmSnapshotStore } from './AlarmSnapshotStore';
import { wholeReadings, type AlarmSurvey } from './AlarmSurvey';
import { keyOfSource } from '../telemetry/sourceKey';
import { mergeTransitions } from './transitions';

/** By prefix. */
type Answers = Map<string, SourceAnswer<CloudAlarm[]>>;

/** Milliseconds that prefixes are collected for, before they are looked for. */
const COLLECT_MS = 5;

/** Milliseconds after which a demand is noted again. */
const NOTE_AGAIN = 60_000;

/** Milliseconds that a snapshot stands in for a source that cannot be read. */
export const STANDS_IN = 6 * 3_600_000;

/**
 * Serves alarms from the snapshot that any replica took, and takes one itself where there is none that is fresh: pages
 * are right without the scheduled task, only their alarms cost more. What the database cannot do is logged and done
 * without it.
 */
export class SnapshotTelemetrySource extends TelemetrySourceDecorator {
  /** When a demand was last noted by this replica. Unix milliseconds. */
  readonly #noted = new Map<string, number>();
  /** By source: the look that prefixes can still be added to. */
  readonly #open = new Map<string, { id: string; prefixes: Set<string> }>();
  readonly #flights = new Flights<Answers>();
  #count = 0;

  constructor(
    inner: TelemetrySource,
    private readonly parts: {
      store: AlarmSnapshotStore;
      survey: AlarmSurvey;
      logger: Pick<LoggerService, 'warn'>;
      /** Milliseconds that a snapshot counts. */
      freshMs: number;
      /** Unix milliseconds. */
      now: () => number;
    },
  ) {
    super(inner);
  }

  async listAlarms(
    request: Parameters<TelemetrySource['listAlarms']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listAlarms']> {
    const { source } = request;
    const prefixes = [...new Set(request.prefixes)];
    const found = await this.#together(source, prefixes, options?.signal);
    const answers = prefixes.flatMap(prefix => found.get(prefix) ?? []);
    const byName = new Map(
      answers.flatMap(({ data }) => data).map(alarm => [alarm.name, alarm]),
    );
    return {
      data: [...byName.values()],
      state:
        answers.length > 0
          ? mergeStates(answers.map(({ state }) => state))
          : sourceState(source, this.parts.now()),
    };
  }

  async alarmHistory(
    request: Parameters<TelemetrySource['alarmHistory']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['alarmHistory']> {
    const { source, alarmName, from, to } = request;
    const [own, kept = []] = await Promise.all([
      this.inner.alarmHistory(request, options),
      this.#tried('read the kept history of an alarm', () =>
        this.parts.store.transitions(source, alarmName, { from, to }),
      ),
    ]);
    return { ...own, data: mergeTransitions(own.data, kept) };
  }

  /** One look for what many pages ask for at the same moment; it ends early when all of them have left. */
  #together(
    source: SourceRef,
    prefixes: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Answers> {
    const place = keyOfSource(source);
    const open = this.#open.get(place) ?? {
      id: `${place}#${(this.#count += 1)}`,
      prefixes: new Set<string>(),
    };
    this.#open.set(place, open);
    prefixes.forEach(prefix => open.prefixes.add(prefix));
    return this.#flights.join(
      open.id,
      async wanted => {
        await sleep(COLLECT_MS);
        this.#open.delete(place);
        return this.#look(source, [...open.prefixes], wanted);
      },
      signal,
    );
  }

  /** The answer for each prefix: the snapshot, or what is read where that is too old. */
  async #look(
    source: SourceRef,
    prefixes: readonly string[],
    signal: AbortSignal,
  ): Promise<Answers> {
    const { store, survey, now, freshMs } = this.parts;
    await this.#note(source, prefixes);
    const snapshots =
      (await this.#tried('read the snapshots of alarms', () =>
        store.snapshots(source, prefixes),
      )) ?? new Map<string, AlarmSnapshot>();
    const old = prefixes.filter(prefix => {
      const snapshot = snapshots.get(prefix);
      return !snapshot || now() >= snapshot.readAt.getTime() + freshMs;
    });
    const read: Answers =
      old.length > 0 ? await survey.read(source, old, { signal }) : new Map();
    if (read.size > 0) {
      await this.#tried('keep snapshots of alarms', () =>
        store.keep(source, wholeReadings(read)),
      );
    }
    for (const [prefix, snapshot] of snapshots) {
      const kept = this.#answerOf(source, snapshot);
      const own = read.get(prefix);
      const standsIn =
        own &&
        hasFailed(own.state) &&
        now() < snapshot.readAt.getTime() + STANDS_IN;
      if (!own) {
        read.set(prefix, kept);
      } else if (standsIn) {
        read.set(prefix, asStale(kept, own));
      }
    }
    return read;
  }

  #answerOf(
    source: SourceRef,
    { alarms, readAt }: AlarmSnapshot,
  ): SourceAnswer<CloudAlarm[]> {
    return { data: alarms, state: sourceState(source, readAt.getTime()) };
  }

  async #note(source: SourceRef, prefixes: readonly string[]): Promise<void> {
    const now = this.parts.now();
    const due = prefixes.filter(prefix => {
      const noted = this.#noted.get(`${keyOfSource(source)}/${prefix}`);
      return noted === undefined || now >= noted + NOTE_AGAIN;
    });
    if (due.length === 0) {
      return;
    }
    for (const [key, at] of this.#noted) {
      if (now >= at + NOTE_AGAIN) {
        this.#noted.delete(key);
      }
    }
    due.forEach(prefix =>
      this.#noted.set(`${keyOfSource(source)}/${prefix}`, now),
    );
    await this.#tried('note which alarms are looked at', () =>
      this.parts.store.demand(source, due, new Date(now)),
    );
  }

  async #tried<T>(
    what: string,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.parts.logger.warn(
        `Pipeline Ops could not ${what} in its database; it goes on without.`,
        error instanceof Error ? error : { error: String(error) },
      );
      return undefined;
    }
  }
}
