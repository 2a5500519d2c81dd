import type { Cadence, Check } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { CheckService } from '../checks/CheckService';
import type { FrozenItem } from './lists/FrozenList';
import type { PlannedList } from './lists/plannedLists';

const DAY = 86_400;

/** What a text that names no window looks back on. Seconds. */
const LOOKS_BACK: Record<Cadence, number> = {
  shift: DAY / 3,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  quarterly: 30 * DAY,
  yearly: 30 * DAY,
};

/** Which items of lists data can answer. Bound once for each pipeline as it was resolved. */
export class ItemChecks {
  readonly #checks: CheckService;
  readonly #bound = new WeakMap<
    ResolvedPipeline,
    Map<string, Check | undefined>
  >();

  private constructor(checks: CheckService) {
    this.#checks = checks;
  }

  static create(options: { checks: CheckService }): ItemChecks {
    return new ItemChecks(options.checks);
  }

  /** The environment whose data answers a list, whichever one the reader looks at. */
  environmentOf(
    { environments }: ResolvedPipeline,
    { environment }: PlannedList,
  ): ResolvedEnvironment {
    return (
      environments.find(({ name }) => name === environment) ?? environments[0]
    );
  }

  /** How data can answer an item; undefined when it cannot. */
  of(
    pipeline: ResolvedPipeline,
    planned: PlannedList,
    item: FrozenItem,
  ): Check | undefined {
    const bound = this.#bound.get(pipeline) ?? new Map();
    this.#bound.set(pipeline, bound);
    const key = JSON.stringify([planned.id, item]);
    if (!bound.has(key)) {
      const [check] = this.#checks.bind(
        pipeline,
        this.environmentOf(pipeline, planned),
        {
          text: item.text,
          details: item.details,
          headings: [planned.list.title, ...(item.group ? [item.group] : [])],
          usualSeconds: LOOKS_BACK[planned.list.calendar.cadence],
          explicit: item.condition,
        },
      );
      bound.set(key, check);
    }
    return bound.get(key);
  }
}
