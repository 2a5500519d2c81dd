import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { LRUCache } from 'lru-cache';
import type { Notices } from '../../notices/Notices';
import type { PipelineService } from '../../pipelines/PipelineService';
import type { PipelineClaims } from '../../pipelines/trust/PipelineClaims';
import type { ChecklistService } from '../ChecklistService';
import { plannedLists } from '../lists/plannedLists';
import { nextReminderAt, reminderOf } from './remindersOf';

interface Parts {
  auth: AuthService;
  claims: PipelineClaims;
  pipelines: PipelineService;
  checklists: Pick<ChecklistService, 'list'>;
  notices: Notices;
  logger: LoggerService;
  /** From when on people are told of what is due that day, in the list's zone. `HH:MM`. */
  at: string;
  now: () => Date;
}

const MINUTES_BETWEEN = 5;

/** An entity is looked at again after this, since its lists may have changed. Milliseconds. */
const LOOK_AGAIN = 6 * 3_600_000;

const MOST_ENTITIES = 20_000;

/**
 * Tells people of lists that are due or overdue, each once: a notice's key says list, period and recipient. One replica
 * of the cluster does it, and nothing else depends on that it does.
 */
export class ChecklistReminders {
  static create(
    options: Omit<Parts, 'now'> & { now?: () => Date },
  ): ChecklistReminders {
    return new ChecklistReminders({
      ...options,
      now: options.now ?? (() => new Date()),
    });
  }

  readonly #parts: Parts;
  /** When something may have to be told about an entity, by its ref. */
  readonly #wakeAt = new LRUCache<string, Date>({ max: MOST_ENTITIES });

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Has it done by one replica, again and again. */
  schedule(scheduler: SchedulerService): void {
    scheduler
      .scheduleTask({
        id: 'pipeline-ops-checklist-reminders',
        frequency: { minutes: MINUTES_BETWEEN },
        initialDelay: { minutes: 1 },
        timeout: { minutes: 30 },
        scope: 'global',
        fn: signal => this.remind(signal),
      })
      .catch(error =>
        this.#parts.logger.warn(
          'Pipeline Ops could not schedule the task that tells of checklists which are due; nobody is reminded.',
          error,
        ),
      );
  }

  /** An entity that cannot be read is left out this time. */
  async remind(signal?: AbortSignal): Promise<void> {
    const { claims, logger, now } = this.#parts;
    const entities = new Set(
      (await claims.list()).map(({ entityRef }) => entityRef),
    );
    for (const entityRef of entities) {
      if (signal?.aborted) return;
      const wakeAt = this.#wakeAt.get(entityRef);
      if (wakeAt && wakeAt > now()) continue;
      try {
        this.#wakeAt.set(entityRef, await this.#remindOf(entityRef));
      } catch (error) {
        logger.warn(
          `The checklists of ${entityRef} could not be read, so nobody was reminded of them: ${toError(error).message}`,
        );
      }
    }
  }

  async #remindOf(entityRef: string): Promise<Date> {
    const { auth, pipelines, checklists, notices, at, now } = this.#parts;
    const credentials = await auth.getOwnServiceCredentials();
    const wakeAt = [new Date(now().getTime() + LOOK_AGAIN)];
    for (const pipeline of await pipelines.resolve({
      entityRef,
      credentials,
    })) {
      const lists = await checklists.list(pipeline, { credentials });
      const planned = new Map(
        plannedLists(pipeline).map(each => [each.id, each]),
      );
      for (const checklist of lists.checklists) {
        const options = { at, now: now() };
        const assignees = planned.get(checklist.id)?.assignees ?? [];
        const reminder = reminderOf(checklist, assignees, options);
        const next = nextReminderAt(checklist, options);
        if (next) wakeAt.push(next);
        for (const recipient of reminder?.recipients ?? []) {
          const { kind, title, description } = reminder!;
          await notices.keep({
            key: `checklist/${entityRef}/${pipeline.pipelineId}/${checklist.id}/${checklist.period.key}/${kind}/${recipient}`,
            recipients: [recipient],
            title,
            description,
            link: linkTo(pipeline),
            severity: kind === 'overdue' ? 'high' : 'normal',
            topic: 'checklists',
          });
        }
      }
    }
    notices.sendSoon();
    return wakeAt.reduce((a, b) => (a < b ? a : b));
  }
}

function linkTo({ entityRef, pipelineId }: ResolvedPipeline): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind.toLowerCase(), name]
    .map(encodeURIComponent)
    .join('/');
  return `/catalog/${path}/maintenance?pipeline=${encodeURIComponent(pipelineId)}`;
}
