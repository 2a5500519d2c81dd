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
  isWhole,
  mergeStates,
  sourceState,
} from '../telemetry/sourceStates';
import { TelemetrySourceDecorator } from '../telemetry/TelemetrySourceDecorator';
import type { AlarmSnapshot, AlarmSnapshotStore } from './AlarmSnapshotStore';
import type { AlarmSurvey } from './AlarmSurvey';
import { keyOfSource } from '../telemetry/sourceKey';
import { mergeTransitions } from './transitions';

/** Milliseconds that prefixes are collected for, before they are read. */
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
  /** By source: the survey that prefixes can still be added to. */
  readonly #surveys = new Map<string, { id: string; prefixes: Set<string> }>();
  readonly #flights = new Flights<Map<string, SourceAnswer<CloudAlarm[]>>>();
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
    const { now, freshMs } = this.parts;
    const prefixes = [...new Set(request.prefixes)];
    await this.#note(source, prefixes);
    const snapshots =
      (await this.#tried('read the snapshots of alarms', () =>
        this.parts.store.snapshots(source, prefixes),
      )) ?? new Map<string, AlarmSnapshot>();
    const old = prefixes.filter(prefix => {
      const snapshot = snapshots.get(prefix);
      return !snapshot || now() >= snapshot.readAt.getTime() + freshMs;
    });
    const read =
      old.length > 0
        ? await this.#readTogether(source, old, options?.signal)
        : new Map<string, SourceAnswer<CloudAlarm[]>>();
    await this.#keep(source, old, read);
    const answers = prefixes.flatMap(prefix => {
      const snapshot = snapshots.get(prefix);
      const kept = snapshot && this.#answerOf(source, snapshot);
      const own = read.get(prefix);
      if (!own || !kept) {
        return own ?? kept ?? [];
      }
      const standsIn =
        hasFailed(own.state) && now() < snapshot.readAt.getTime() + STANDS_IN;
      return standsIn ? asStale(kept, own) : own;
    });
    const byName = new Map(
      answers.flatMap(({ data }) => data).map(alarm => [alarm.name, alarm]),
    );
    return {
      data: [...byName.values()],
      state:
        answers.length > 0
          ? mergeStates(answers.map(({ state }) => state))
          : sourceState(source, now()),
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

  /** One survey for what many pages ask for at the same moment; it ends early when all of them have left. */
  #readTogether(
    source: SourceRef,
    prefixes: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Map<string, SourceAnswer<CloudAlarm[]>>> {
    const place = keyOfSource(source);
    const survey = this.#surveys.get(place) ?? {
      id: `${place}#${(this.#count += 1)}`,
      prefixes: new Set<string>(),
    };
    this.#surveys.set(place, survey);
    prefixes.forEach(prefix => survey.prefixes.add(prefix));
    return this.#flights.join(
      survey.id,
      async wanted => {
        await sleep(COLLECT_MS);
        this.#surveys.delete(place);
        return this.parts.survey.read(source, [...survey.prefixes], {
          signal: wanted,
        });
      },
      signal,
    );
  }

  /** Keeps what was read whole: half a list would look like alarms that were deleted. */
  async #keep(
    source: SourceRef,
    prefixes: readonly string[],
    read: Map<string, SourceAnswer<CloudAlarm[]>>,
  ): Promise<void> {
    for (const prefix of prefixes) {
      const answer = read.get(prefix);
      if (answer && isWhole(answer.state)) {
        await this.#tried('keep a snapshot of alarms', () =>
          this.parts.store.keep(source, prefix, {
            alarms: answer.data,
            readAt: new Date(answer.state.asOf),
          }),
        );
      }
    }
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
