import { InputError, NotFoundError } from '@backstage/errors';
import {
  type Checklist,
  type ChecklistList,
  type Pause,
  type Period,
  periodAt,
  previousPeriod,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ChecklistPlace } from './ChecklistService';
import type { ItemChecks } from './ItemChecks';
import type { HistoricList } from './lists/HistoricList';
import { type PlannedList, plannedLists } from './lists/plannedLists';
import { RetiredLists } from './lists/RetiredLists';
import { boundsOf, currentPeriod } from './listPeriods';
import type {
  ChecklistStore,
  PeriodRef,
  StoredPeriod,
} from './storage/ChecklistStore';
import type { ListVersions } from './storage/ListVersions';
import type { PauseStore } from './storage/PauseStore';
import { toChecklist } from './toChecklist';

const nameOf = (checklistId: string, periodKey: string) =>
  `${checklistId}\n${periodKey}`;

const calendarsOf =
  (frozen: Map<string, StoredPeriod>, checklistId: string) => (key: string) =>
    frozen.get(nameOf(checklistId, key))?.list.calendar;

/** Only what names the pipeline. */
export const scopeOf = ({ entityRef, pipelineId }: ResolvedPipeline) => ({
  entityRef,
  pipelineId,
});

const refOf = (
  pipeline: ResolvedPipeline,
  checklistId: string,
  periodKey: string,
): PeriodRef => ({ ...scopeOf(pipeline), checklistId, periodKey });

const plannedIn = (pipeline: ResolvedPipeline, checklistId: string) =>
  plannedLists(pipeline).find(({ id }) => id === checklistId);

const noChecklist = ({ pipelineId }: ResolvedPipeline, checklistId: string) =>
  new NotFoundError(
    `Pipeline ${pipelineId} has no checklist ${checklistId}. Its heading may have been changed in the operations document.`,
  );

/** A list in a period, with what is stored of it. */
export interface ReadPeriod {
  pipeline: ResolvedPipeline;
  planned: PlannedList;
  ref: PeriodRef;
  period: Period;
  isCurrent: boolean;
  stored: StoredPeriod | undefined;
  /** True when it was over before the list was first seen. */
  unrecorded: boolean;
  pauses: Pause[];
}

const URGENCY: Record<Checklist['period']['status'], number> = {
  overdue: 0,
  'due-soon': 1,
  open: 2,
  missed: 0,
  excused: 3,
  unrecorded: 0,
  complete: 4,
};

/** Reads lists and their periods. Nothing has to have run before: a period exists as soon as somebody looks at it. */
export class ChecklistReader {
  readonly #retired: RetiredLists;

  constructor(
    private readonly parts: {
      store: ChecklistStore;
      versions: ListVersions;
      pauses: PauseStore;
      checks: ItemChecks;
      now: () => Date;
    },
  ) {
    this.#retired = new RetiredLists(parts);
  }

  /** A list that there is, or was. @throws NotFoundError */
  async historic(
    pipeline: ResolvedPipeline,
    checklistId: string,
  ): Promise<HistoricList> {
    const list =
      plannedIn(pipeline, checklistId) ??
      (await this.#retired.find(pipeline, checklistId));
    if (!list) throw noChecklist(pipeline, checklistId);
    return list;
  }

  async list(pipeline: ResolvedPipeline, at: Date): Promise<ChecklistList> {
    const now = this.parts.now();
    const lists = plannedLists(pipeline);
    const [pauses, frozen, retired] = await Promise.all([
      this.parts.pauses.list(pipeline),
      this.#frozen(pipeline, lists, [at, now]),
      this.#retired.lookedAt(pipeline, lists),
    ]);
    const checklists = await Promise.all(
      lists.map(async planned => {
        const { calendar } = planned.list;
        const calendars = calendarsOf(frozen, planned.id);
        const period = currentPeriod(calendar, at, calendars);
        return this.present(
          await this.#kept({
            pipeline,
            planned,
            ref: refOf(pipeline, planned.id, period.key),
            period,
            isCurrent:
              currentPeriod(calendar, now, calendars).key === period.key,
            stored: frozen.get(nameOf(planned.id, period.key)),
            pauses,
          }),
        );
      }),
    );
    return {
      pipelineId: pipeline.pipelineId,
      checklists: checklists.sort(
        (a, b) =>
          URGENCY[a.period.status] - URGENCY[b.period.status] ||
          a.period.dueAt.localeCompare(b.period.dueAt),
      ),
      pauses: pauses.filter(({ until }) => until > now.toISOString()),
      retired,
    };
  }

  /** @throws NotFoundError when there is no such list, InputError when the key is none or lies ahead */
  async read(place: ChecklistPlace): Promise<ReadPeriod> {
    const { pipeline, checklistId, periodKey } = place;
    const planned = plannedIn(pipeline, checklistId);
    if (!planned) throw noChecklist(pipeline, checklistId);
    const now = this.parts.now();
    const { calendar } = planned.list;
    const [pauses, frozen] = await Promise.all([
      this.parts.pauses.list(pipeline),
      this.#frozen(pipeline, [planned], [now], periodKey),
      this.parts.versions.seen(
        [{ ref: { ...scopeOf(pipeline), checklistId }, list: planned.list }],
        now,
      ),
    ]);
    const calendars = calendarsOf(frozen, checklistId);
    const current = currentPeriod(calendar, now, calendars);
    let period: Period;
    try {
      period = boundsOf(calendar, periodKey, calendars);
    } catch (error) {
      throw new InputError((error as Error).message);
    }
    const isCurrent = period.key === current.key;
    if (!isCurrent && period.start >= current.start) {
      throw new InputError(
        `${periodKey} lies ahead and cannot be answered yet`,
      );
    }
    return this.#kept({
      pipeline,
      planned,
      ref: refOf(pipeline, checklistId, periodKey),
      period,
      isCurrent,
      stored: frozen.get(nameOf(checklistId, periodKey)),
      pauses,
    });
  }

  present(read: ReadPeriod): Checklist {
    const { checks, now } = this.parts;
    return toChecklist({ ...read, checks, now: now() });
  }

  /** A list that keeps what it is when its period begins is frozen by the first who looks. */
  async #kept(read: Omit<ReadPeriod, 'unrecorded'>): Promise<ReadPeriod> {
    const { planned, isCurrent, stored, ref } = read;
    const unrecorded = !isCurrent && !stored && !(await this.#wasSeen(read));
    if (planned.freeze !== 'period-start' || !isCurrent || stored) {
      return { ...read, unrecorded };
    }
    return {
      ...read,
      unrecorded,
      stored: await this.parts.store.freeze(
        ref,
        planned.list,
        this.parts.now(),
      ),
    };
  }

  /** Whether the list was there before the period was over. */
  async #wasSeen({
    ref,
    period,
  }: Pick<ReadPeriod, 'ref' | 'period'>): Promise<boolean> {
    const [first] = await this.parts.versions.of(ref);
    return first !== undefined && first.seenAt < period.end;
  }

  /** What is stored of the periods around these instants, and of one more; by list and key. */
  async #frozen(
    pipeline: ResolvedPipeline,
    lists: PlannedList[],
    instants: Date[],
    further?: string,
  ): Promise<Map<string, StoredPeriod>> {
    const refs = lists.flatMap(({ id, list: { calendar } }) => {
      const keys = instants.flatMap(instant => {
        const period = periodAt(calendar, instant);
        return [period.key, previousPeriod(calendar, period).key];
      });
      return [...new Set(further ? [...keys, further] : keys)].map(key =>
        refOf(pipeline, id, key),
      );
    });
    const stored = await this.parts.store.periods(refs);
    return new Map(
      [...stored].map(([ref, period]) => [
        nameOf(ref.checklistId, ref.periodKey),
        period,
      ]),
    );
  }
}
