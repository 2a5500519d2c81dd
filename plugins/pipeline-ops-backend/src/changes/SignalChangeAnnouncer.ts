import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGES_CHANNEL,
  type ChangeSignal,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ChangeAnnouncer } from './ChangeAnnouncer';

/** Changes of one thing within so many milliseconds are told as one: each makes every open page of it ask again. */
const TOGETHER_MS = 200;

/** {@link ChangeAnnouncer} over Backstage signals. */
export class SignalChangeAnnouncer implements ChangeAnnouncer {
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): SignalChangeAnnouncer {
    return new SignalChangeAnnouncer(options.signals, options.logger);
  }

  readonly #waiting = new Set<string>();

  private constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  announce(what: ChangeSignal['what'], id: string): void {
    const key = `${what}/${id}`;
    if (this.#waiting.has(key)) return;
    this.#waiting.add(key);
    const timer = setTimeout(() => {
      // Before it is told: a change from here on is one more.
      this.#waiting.delete(key);
      this.#tell({ what, id });
    }, TOGETHER_MS);
    // A replica that shuts down does not wait: pages poll as well.
    timer.unref();
  }

  async #tell(change: ChangeSignal): Promise<void> {
    try {
      await this.signals.publish({
        recipients: { type: 'broadcast' },
        channel: CHANGES_CHANNEL,
        message: change,
      });
    } catch (error) {
      this.logger.debug(
        'A change could not be announced; open pages see it when they poll.',
        toError(error),
      );
    }
  }
}
