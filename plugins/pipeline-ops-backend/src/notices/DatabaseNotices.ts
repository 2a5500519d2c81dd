import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { NotificationsConfig } from '../config/configSchema';
import { DatabaseNoticeOutbox } from './DatabaseNoticeOutbox';
import type { NoticeOutbox } from './NoticeOutbox';
import { NoticeSender } from './NoticeSender';
import type { Digests, Notice, Notices } from './Notices';

/** How long a notice is remembered, so that its key is not sent again. */
const REMEMBERED_MS = 30 * 86_400_000;

/**
 * {@link Notices} through an outbox in the database. Every replica sends what it keeps; a task of the cluster sends what
 * was left behind, once a minute.
 */
export class DatabaseNotices implements Notices, Digests {
  static async create(options: {
    database: DatabaseService;
    lifecycle: LifecycleService;
    logger: LoggerService;
    notifications: NotificationService;
    scheduler: SchedulerService;
    config: NotificationsConfig;
    /** Unix milliseconds. */
    now?: () => number;
  }): Promise<DatabaseNotices> {
    const { lifecycle, scheduler, logger, now = Date.now } = options;
    const outbox = await DatabaseNoticeOutbox.create(options);
    const sender = new NoticeSender({ ...options, outbox, now });
    const notices = new DatabaseNotices({ ...options, outbox, sender, now });
    lifecycle.addShutdownHook(() => sender.stop());
    scheduler
      .scheduleTask({
        id: 'pipeline-ops-notices',
        frequency: { minutes: 1 },
        timeout: { minutes: 10 },
        scope: 'global',
        fn: () => notices.#sendWhatIsLeft(),
      })
      .catch(error =>
        logger.warn(
          'Pipeline Ops could not schedule the task that sends notices which were left behind; each replica sends its own.',
          error,
        ),
      );
    return notices;
  }

  readonly #parts: {
    outbox: NoticeOutbox;
    sender: NoticeSender;
    logger: LoggerService;
    config: NotificationsConfig;
    now: () => number;
  };

  private constructor(parts: {
    outbox: NoticeOutbox;
    sender: NoticeSender;
    logger: LoggerService;
    config: NotificationsConfig;
    now: () => number;
  }) {
    this.#parts = parts;
  }

  async keep(notice: Notice, on?: Knex.Transaction): Promise<void> {
    const { outbox, now } = this.#parts;
    if (!this.#isTold(notice)) return;
    await outbox.keep(notice, new Date(now()), on);
  }

  async keepDigest(
    keys: string[],
    toNotice: (untold: string[]) => Notice,
  ): Promise<void> {
    const { outbox, now } = this.#parts;
    await outbox.keepTogether(keys, new Date(now()), untold => {
      const notice = toNotice(untold);
      return this.#isTold(notice) ? notice : undefined;
    });
  }

  sendSoon(): void {
    const { sender, logger } = this.#parts;
    sender
      .send()
      .catch(error =>
        logger.warn(
          'Notices could not be read from the database; they are tried again within a minute.',
          toError(error),
        ),
      );
  }

  #isTold(notice: Notice): boolean {
    return isWanted(notice, this.#parts.config) && notice.recipients.length > 0;
  }

  async #sendWhatIsLeft(): Promise<void> {
    const { outbox, sender, now } = this.#parts;
    await sender.send();
    await outbox.prune(new Date(now() - REMEMBERED_MS));
  }
}

function isWanted({ topic }: Notice, config: NotificationsConfig): boolean {
  const wanted = {
    runs: config.runs.length > 0,
    checklists: config.checklists,
  };
  return config.enabled && wanted[topic];
}
