import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import type { Digests, Notice, Notices } from '../../notices/Notices';
import type { PipelineService } from '../../pipelines/PipelineService';
import type { PipelineClaims } from '../../pipelines/trust/PipelineClaims';
import type { ChecklistService } from '../ChecklistService';
import { plannedLists } from '../lists/plannedLists';
import { digestOf } from './digest';
import { nextReminderAt, type Reminder, reminderOf } from './remindersOf';

interface Parts {
  auth: AuthService;
  claims: PipelineClaims;
  pipelines: PipelineService;
  checklists: Pick<ChecklistService, 'list'>;
  notices: Digests & Pick<Notices, 'sendSoon'>;
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
 * Tells people of lists that are due or overdue: of each list, period and recipient once, and of all that a pipeline has to
 * tell somebody at a time in one notice. One replica of the cluster does it, and nothing else depends on that it does.
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
      const options = { at, now: now() };
      const reminders = lists.checklists.flatMap(checklist => {
        wakeAt.push(...[nextReminderAt(checklist, options) ?? []].flat());
        const assignees = planned.get(checklist.id)?.assignees ?? [];
        return reminderOf(checklist, assignees, options) ?? [];
      });
      await this.#tell(pipeline, reminders);
    }
    notices.sendSoon();
    return wakeAt.reduce((a, b) => (a < b ? a : b));
  }

  /** Each recipient gets one notice of the pipeline, of those lists that were not told of before. */
  async #tell(
    pipeline: ResolvedPipeline,
    reminders: Reminder[],
  ): Promise<void> {
    const recipients = new Set(
      reminders.flatMap(({ recipients: some }) => some),
    );
    for (const recipient of recipients) {
      const parts = new Map(
        reminders
          .filter(({ recipients: some }) => some.includes(recipient))
          .map(reminder => [keyOf(pipeline, reminder, recipient), reminder]),
      );
      await this.#parts.notices.keepDigest([...parts.keys()], untold =>
        toNotice(
          pipeline,
          recipient,
          untold.flatMap(key => parts.get(key) ?? []),
        ),
      );
    }
  }
}

/** As long as keys of notices may be. */
const LONGEST_KEY = 255;

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** What makes it one and the same that somebody is told of a list. */
function keyOf(
  { entityRef, pipelineId }: ResolvedPipeline,
  { checklist, kind }: Reminder,
  recipient: string,
): string {
  const key = `checklist/${entityRef}/${pipelineId}/${checklist.id}/${checklist.period.key}/${kind}/${recipient}`;
  return key.length <= LONGEST_KEY ? key : `checklist/${sha256(key)}`;
}

function toNotice(
  pipeline: ResolvedPipeline,
  recipient: string,
  reminders: Reminder[],
): Notice {
  return {
    key: `checklists/${sha256(reminders.map(each => keyOf(pipeline, each, recipient)).join('\n'))}`,
    recipients: [recipient],
    ...digestOf(pipeline.title, reminders),
    link: linkTo(pipeline, reminders),
    severity: reminders.some(({ kind }) => kind === 'overdue')
      ? 'high'
      : 'normal',
    topic: 'checklists',
  };
}

/** To the Maintenance tab; to the list itself where there is but one. */
function linkTo(
  { entityRef, pipelineId }: ResolvedPipeline,
  reminders: Reminder[],
): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind.toLowerCase(), name]
    .map(encodeURIComponent)
    .join('/');
  const query = new URLSearchParams({ pipeline: pipelineId });
  if (reminders.length === 1) query.set('list', reminders[0].checklist.id);
  return `/catalog/${path}/maintenance?${query}`;
}
