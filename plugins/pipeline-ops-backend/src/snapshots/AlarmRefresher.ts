import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmSnapshotStore } from './AlarmSnapshotStore';
import { wholeReadings, type AlarmSurvey } from './AlarmSurvey';
import { STANDS_IN } from './SnapshotTelemetrySource';
import { keyOfSource } from '../telemetry/sourceKey';

/** Milliseconds after which alarms that nobody asks for are no longer read. */
const WANTED_FOR = 15 * 60_000;

/** Demands that are served at once; those asked for longest ago go without. */
const MOST_DEMANDS = 5_000;

const DAY = 86_400_000;

/** Reads, for all replicas, the alarms of what somebody looked at lately. */
export class AlarmRefresher {
  constructor(
    private readonly parts: {
      store: AlarmSnapshotStore;
      survey: AlarmSurvey;
      /** Whether the operator still declares the source: the database may name one that has been taken away. */
      isDeclared(source: SourceRef): boolean;
      /** Days that changes of state are kept. */
      historyDays: number;
      /** Unix milliseconds. */
      now: () => number;
    },
  ) {}

  /** @throws Error when the database cannot be read or written; a source that cannot be read keeps its snapshot */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { store, isDeclared, now, historyDays } = this.parts;
    const since = new Date(now() - WANTED_FOR);
    const wanted = new Map<string, { source: SourceRef; prefixes: string[] }>();
    for (const { source, prefix } of await store.demands(since, MOST_DEMANDS)) {
      const key = keyOfSource(source);
      const one = wanted.get(key) ?? { source, prefixes: [] };
      one.prefixes.push(prefix);
      wanted.set(key, one);
    }
    await Promise.all(
      [...wanted.values()]
        .filter(({ source }) => isDeclared(source))
        .map(({ source, prefixes }) => this.#refresh(source, prefixes, signal)),
    );
    await store.prune({
      demands: since,
      snapshots: new Date(now() - STANDS_IN),
      transitions: new Date(now() - historyDays * DAY),
    });
  }

  async #refresh(
    source: SourceRef,
    prefixes: string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const answers = await this.parts.survey.read(source, prefixes, { signal });
    await this.parts.store.keep(source, wholeReadings(answers));
  }
}
