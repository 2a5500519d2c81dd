import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Pause,
  PauseRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { randomUUID } from 'node:crypto';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import type { Mask } from '../logs/mask';
import { scopeOf } from './ChecklistReader';
import { plannedLists } from './lists/plannedLists';
import type { PauseStore } from './storage/PauseStore';
import { changesIdOf } from './toChecklist';
import { writtenText } from './writtenText';

/** Longest time that a pipeline is paused. Milliseconds. */
const LONGEST_PAUSE = 400 * 86_400_000;

/** Begins and ends planned absences of pipelines; every list of the pipeline changes with them. */
export class ChecklistPauses {
  constructor(
    private readonly parts: {
      pauses: PauseStore;
      changes: ChangeAnnouncer;
      mask: Mask;
      now: () => Date;
    },
  ) {}

  /** @throws InputError */
  async begin(
    pipeline: ResolvedPipeline,
    request: PauseRequest,
    actor: string,
  ): Promise<Pause> {
    const now = this.parts.now();
    const from = request.from ? new Date(request.from) : now;
    const until = new Date(request.until);
    const reason = writtenText(request.reason, this.parts.mask);
    if (!reason) {
      throw new InputError('A pause needs a reason that others understand');
    }
    if (until <= from || until <= now) {
      throw new InputError(
        `A pause ends after it begins, and later than now; this one ends at ${until.toISOString()}`,
      );
    }
    if (until.getTime() - from.getTime() > LONGEST_PAUSE) {
      throw new InputError(
        'A pause lasts 400 days at most. Remove the checklists of a pipeline that has ended',
      );
    }
    const pause: Pause = {
      id: randomUUID(),
      from: from.toISOString(),
      until: until.toISOString(),
      reason,
      by: actor,
      at: now.toISOString(),
    };
    await this.parts.pauses.begin(scopeOf(pipeline), pause);
    this.#announce(pipeline);
    return pause;
  }

  /** @throws NotFoundError */
  async end(
    pipeline: ResolvedPipeline,
    pauseId: string,
    actor: string,
  ): Promise<Pause> {
    const pause = await this.parts.pauses.end(scopeOf(pipeline), pauseId, {
      actor,
      at: this.parts.now(),
    });
    if (!pause) {
      throw new NotFoundError(
        `Pipeline ${pipeline.pipelineId} has no pause ${pauseId}`,
      );
    }
    this.#announce(pipeline);
    return pause;
  }

  #announce(pipeline: ResolvedPipeline) {
    for (const { id } of plannedLists(pipeline)) {
      this.parts.changes.announce(
        'checklist',
        changesIdOf({ ...scopeOf(pipeline), checklistId: id }),
      );
    }
  }
}
