import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { NoticeOutbox } from './NoticeOutbox';
import type { Notice } from './Notices';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A notice is given up after that many attempts. */
const ATTEMPTS = 5;

/** An attempt that takes longer has failed. */
const LONGEST_ATTEMPT = MINUTE;

/** A replica that took a notice and says nothing for so long is dead, and another one may send it. */
const CLAIMED_FOR = 2 * MINUTE;

/** Characters that Backstage's tables of notifications have room for. */
const LONGEST_TITLE = 255;

/** Sends what is in the outbox. Replicas may do so at the same time. */
export class NoticeSender {
  #sending?: Promise<void>;
  #again = false;
  #stopped = false;

  constructor(
    private readonly parts: {
      outbox: NoticeOutbox;
      notifications: NotificationService;
      logger: LoggerService;
      /** Unix milliseconds. */
      now: () => number;
    },
  ) {}

  /** Sends everything that is due. @throws Error when the database fails */
  send(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#sending) {
      // What was kept after the last look is found by another one.
      this.#again = true;
      return this.#sending;
    }
    this.#sending = this.#sendAll();
    return this.#sending;
  }

  /** Finishes the notice at hand and begins no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#again = false;
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    try {
      let claimed: boolean;
      do {
        this.#again = false;
        claimed = await this.#sendDue();
      } while (claimed || this.#again);
    } finally {
      this.#sending = undefined;
    }
  }

  /** @returns whether there was something to do for this replica */
  async #sendDue(): Promise<boolean> {
    const { outbox, now } = this.parts;
    let claimed = false;
    for (const key of await outbox.due(new Date(now()), ATTEMPTS)) {
      if (this.#stopped) return false;
      claimed = (await this.#sendOne(key)) || claimed;
    }
    return claimed;
  }

  /** @returns whether this replica was the one to send it */
  async #sendOne(key: string): Promise<boolean> {
    const { outbox, notifications, logger, now } = this.parts;
    const at = now();
    const claim = await outbox.claim(
      key,
      new Date(at),
      new Date(at + CLAIMED_FOR),
    );
    if (!claim) return false;
    const { notice, attempt } = claim;
    try {
      await inTime(notifications.send(toNotification(notice)));
    } catch (error) {
      if (attempt < ATTEMPTS) {
        // 2, 4, 8 and 16 minutes: half an hour without Backstage's notifications loses nothing.
        await outbox.postpone(key, new Date(now() + 2 ** attempt * MINUTE));
      } else {
        logger.warn(
          `Notice ${key} was given up after ${ATTEMPTS} attempts. Its recipients were not told: check the notifications plugin.`,
          toError(error),
        );
      }
      return true;
    }
    await outbox.sent(key, new Date(now()));
    return true;
  }
}

function toNotification(notice: Notice): NotificationSendOptions {
  const { key, recipients, title, description, link, severity, topic } = notice;
  return {
    recipients: { type: 'entity', entityRef: recipients },
    payload: {
      title:
        title.length > LONGEST_TITLE
          ? `${title.slice(0, LONGEST_TITLE - 1)}…`
          : title,
      description,
      link,
      severity,
      topic,
      // A second sending after a crash then replaces the first one.
      scope: key,
    },
  };
}

async function inTime(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(
            `Backstage's notifications did not answer within ${LONGEST_ATTEMPT / SECOND} s`,
          ),
        ),
      LONGEST_ATTEMPT,
    );
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
