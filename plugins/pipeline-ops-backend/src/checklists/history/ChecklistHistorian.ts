import {
  type ChecklistHistory,
  type ChecklistHistoryEntry,
  periodAt,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { DayRange } from '../ChecklistService';
import { scopeOf } from '../ChecklistReader';
import type { HistoricList } from '../lists/HistoricList';
import type {
  ChecklistStore,
  CompletionEvent,
  KeyRange,
  ListRef,
  Stored,
} from '../storage/ChecklistStore';
import type { ListVersions } from '../storage/ListVersions';
import type { PauseStore } from '../storage/PauseStore';
import { csvHeader, csvOf } from './csv';
import { type Days, daysOf } from './dayRange';
import { pastPeriods, type PeriodFacts, toSummary } from './pastPeriods';
import { statisticsOf } from './statistics';

const MOST_ENTRIES = 500;

/** Periods whose answers are held in memory at once for a CSV. */
const PERIODS_AT_ONCE = 100;

/** What became of a list over time. */
export class ChecklistHistorian {
  constructor(
    private readonly parts: {
      store: ChecklistStore;
      versions: ListVersions;
      pauses: PauseStore;
      now: () => Date;
    },
  ) {}

  /** @throws InputError when the range is none */
  async history(
    pipeline: ResolvedPipeline,
    historic: HistoricList,
    range: DayRange,
  ): Promise<ChecklistHistory> {
    const { calendar } = historic.list;
    const days = daysOf(calendar, range, this.parts.now());
    const ref = { ...scopeOf(pipeline), checklistId: historic.id };
    const [facts, entries] = await Promise.all([
      this.#facts(ref, historic, days),
      this.parts.store.entries(ref, keysOf(historic, days), {
        limit: MOST_ENTRIES,
      }),
    ]);
    const periods = new Map(facts.map(each => [each.period.key, each]));
    return {
      checklistId: historic.id,
      from: days.from,
      to: days.to,
      timeZone: calendar.timeZone,
      periods: facts.map(toSummary),
      statistics: statisticsOf(facts),
      entries: entries.map(({ periodKey, completion }) =>
        toEntry(periodKey, completion, periods.get(periodKey)),
      ),
    };
  }

  /** @throws InputError when the range is none */
  async csv(
    pipeline: ResolvedPipeline,
    historic: HistoricList,
    range: DayRange,
  ): Promise<AsyncIterable<string>> {
    const days = daysOf(historic.list.calendar, range, this.parts.now());
    const ref = { ...scopeOf(pipeline), checklistId: historic.id };
    return this.#csv(await this.#facts(ref, historic, days));
  }

  async *#csv(facts: PeriodFacts[]): AsyncGenerator<string> {
    yield csvHeader();
    for (let start = 0; start < facts.length; start += PERIODS_AT_ONCE) {
      const some = facts.slice(start, start + PERIODS_AT_ONCE);
      const completions = await this.parts.store.completions(
        some.flatMap(({ storedId }) => storedId ?? []),
      );
      yield some
        .map(each => csvOf(each, completions.get(each.storedId ?? -1) ?? []))
        .join('');
    }
  }

  async #facts(
    ref: ListRef,
    historic: HistoricList,
    days: Days,
  ): Promise<PeriodFacts[]> {
    const [touched, versions, pauses] = await Promise.all([
      this.parts.store.past(ref, keysOf(historic, days)),
      this.parts.versions.of(ref),
      this.parts.pauses.list(ref, { since: days.start }),
    ]);
    return pastPeriods({
      historic,
      touched,
      versions,
      pauses,
      from: days.start,
      to: days.end,
      now: this.parts.now(),
    });
  }
}

/** Keys of the range's first and last period; shifts of a day sort after its date alone. */
function keysOf({ list: { calendar } }: HistoricList, days: Days): KeyRange {
  const first = periodAt(calendar, days.start).key;
  const last = periodAt(calendar, days.end).key;
  return calendar.cadence === 'shift'
    ? {
        from: first.slice(0, first.indexOf('/')),
        to: `${last.slice(0, last.indexOf('/'))}/zzzzzzzz`,
      }
    : { from: first, to: last };
}

function toEntry(
  periodKey: string,
  event: Stored<CompletionEvent>,
  facts: PeriodFacts | undefined,
): ChecklistHistoryEntry {
  return {
    revision: event.revision,
    periodKey,
    itemId: event.itemId,
    itemText:
      facts?.list.items.find(({ id }) => id === event.itemId)?.text ??
      event.itemId,
    state: event.state,
    note: event.note,
    evidence: event.evidence,
    answer: event.answer,
    by: event.actor,
    automatic: event.automatic,
    override: event.override,
    at: event.at.toISOString(),
  };
}
