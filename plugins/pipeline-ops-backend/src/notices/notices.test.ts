import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { NotificationsConfig } from '../config/configSchema';
import { DatabaseNoticeOutbox } from './DatabaseNoticeOutbox';
import { DatabaseNotices } from './DatabaseNotices';
import type { Notice } from './Notices';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const START = Date.parse('2026-11-21T03:18:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ended = (run: number | string, over: Partial<Notice> = {}): Notice => ({
  key: `run/${run}/end/7`,
  recipients: ['group:default/loaders'],
  title: `Run ${run} ended: resolved`,
  description: 'After 12 min',
  link: `/catalog/default/component/orders/runbook?run=${run}`,
  severity: 'normal',
  topic: 'runs',
  ...over,
});

/** Backstage's notifications, as far as a sender sees them. */
class Mailbox implements NotificationService {
  readonly sent: NotificationSendOptions[] = [];
  /** What sending does before it succeeds. */
  before: () => Promise<void> = async () => {};

  async send(options: NotificationSendOptions) {
    await this.before();
    this.sent.push(options);
  }

  get scopes() {
    return this.sent.map(({ payload }) => payload.scope).sort();
  }
}

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('notices on %s', id => {
  let knex: Knex;
  let time: number;
  let mailbox: Mailbox;

  beforeEach(async () => {
    knex = await databases.init(id);
    time = START;
    mailbox = new Mailbox();
  });

  /** A replica, its log, and the task of the cluster as it would run there. */
  async function replica(
    options: {
      config?: Partial<NotificationsConfig>;
      notifications?: NotificationService;
    } = {},
  ) {
    const logger = mockServices.logger.mock();
    const scheduler = mockServices.scheduler.mock();
    const lifecycle = mockServices.lifecycle.mock();
    scheduler.scheduleTask.mockResolvedValue();
    const notices = await DatabaseNotices.create({
      ...{ logger, scheduler, lifecycle, now: () => time },
      database: mockServices.database({ knex }),
      notifications: options.notifications ?? mailbox,
      config: {
        enabled: true,
        runs: ['start'],
        checklists: true,
        checklistsAt: '09:00',
        ...options.config,
      },
    });
    const [{ fn }] = scheduler.scheduleTask.mock.calls[0];
    const [stop] = lifecycle.addShutdownHook.mock.calls[0];
    return { notices, logger, stop, everyMinute: fn as () => Promise<void> };
  }

  it('are sent once each by four replicas that all try', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => replica()));
    await Promise.all(
      replicas.map(async ({ notices }) => {
        // Every replica keeps all of them, as when each sees the same thing happen.
        for (let run = 0; run < 200; run += 1) {
          await notices.keep(ended(run));
          notices.sendSoon();
        }
      }),
    );
    await Promise.all(replicas.map(each => each.everyMinute()));
    expect(mailbox.scopes).toEqual(
      Array.from({ length: 200 }, (_, run) => `run/${run}/end/7`).sort(),
    );
    for (const { logger } of replicas) {
      expect(logger.warn).not.toHaveBeenCalled();
    }
  });

  it('reach the owner with where to look', async () => {
    const { notices, everyMinute } = await replica();
    await notices.keep(ended('r1', { title: 'T'.repeat(300) }));
    await everyMinute();
    expect(mailbox.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['group:default/loaders'] },
        payload: {
          title: `${'T'.repeat(254)}…`,
          description: 'After 12 min',
          link: '/catalog/default/component/orders/runbook?run=r1',
          severity: 'normal',
          topic: 'runs',
          scope: 'run/r1/end/7',
        },
      },
    ]);
  });

  it('are kept with what they tell of, or not at all', async () => {
    const { notices, everyMinute } = await replica();
    await knex.transaction(trx => notices.keep(ended('told'), trx));
    await expect(
      knex.transaction(async trx => {
        await notices.keep(ended('undone'), trx);
        throw new Error('The run could not be ended');
      }),
    ).rejects.toThrow('could not be ended');
    await everyMinute();
    expect(mailbox.scopes).toEqual(['run/told/end/7']);
  });

  it('are sent by another replica when the one that took them died', async () => {
    const outbox = await DatabaseNoticeOutbox.create({
      database: mockServices.database({ knex }),
    });
    await outbox.keep(ended('r1'), new Date(time));
    await outbox.claim(
      'run/r1/end/7',
      new Date(time),
      new Date(time + 120_000),
    );
    const { everyMinute } = await replica();

    time += MINUTE;
    await everyMinute();
    expect(mailbox.sent).toEqual([]);

    time += MINUTE;
    await everyMinute();
    await everyMinute();
    expect(mailbox.scopes).toEqual(['run/r1/end/7']);
  });

  it('outlive half an hour without notifications', async () => {
    const { notices, everyMinute, logger } = await replica();
    mailbox.before = async () => {
      if (time < START + 30 * MINUTE) throw new Error('502');
    };
    await notices.keep(ended('r1'));
    await everyMinute();
    await notices.keep(ended('r2'));
    for (let minute = 0; minute < 35; minute += 1) {
      time += MINUTE;
      await everyMinute();
    }
    expect(mailbox.scopes).toEqual(['run/r1/end/7', 'run/r2/end/7']);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('are given up in the end, which the log tells once', async () => {
    const { notices, everyMinute, logger } = await replica();
    let attempts = 0;
    mailbox.before = async () => {
      attempts += 1;
      throw new Error('404');
    };
    await notices.keep(ended('r1'));
    for (let minute = 0; minute < 120; minute += 1) {
      await everyMinute();
      time += MINUTE;
    }
    expect(attempts).toBe(5);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Notice run/r1/end/7 was given up'),
      expect.objectContaining({ message: '404' }),
    );
  });

  it('are not told again while they are remembered', async () => {
    const { notices, everyMinute } = await replica();
    await notices.keep(ended('r1'));
    await everyMinute();
    time += 29 * DAY;
    await notices.keep(ended('r1', { title: 'Once more' }));
    await everyMinute();
    expect(mailbox.sent).toHaveLength(1);
    time += 2 * DAY;
    await everyMinute();
    expect(await knex('pipeline_ops_notices')).toEqual([]);
  });

  it('are neither kept nor sent where the operator wants none', async () => {
    const off = await replica({ config: { enabled: false } });
    await off.notices.keep(ended('r1'));
    const listsOnly = await replica({ config: { runs: [] } });
    await listsOnly.notices.keep(ended('r2'));
    await listsOnly.notices.keep(ended('list', { topic: 'checklists' }));
    await listsOnly.notices.keep(ended('nobody', { recipients: [] }));
    const runsOnly = await replica({ config: { checklists: false } });
    await runsOnly.notices.keep(ended('other', { topic: 'checklists' }));
    await listsOnly.everyMinute();
    expect(mailbox.scopes).toEqual(['run/list/end/7']);
  });

  it('tell of several things at once, of each once, whichever replica is faster', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => replica()));
    const about = (untold: string[]) =>
      ended(untold.join('+'), { topic: 'checklists', title: untold.join() });
    await replicas[0].notices.keepDigest(['b', 'a'], about);
    await Promise.all(
      replicas.map(({ notices }) =>
        notices.keepDigest(['a', 'd', 'b', 'c'], about),
      ),
    );
    await replicas[0].notices.keepDigest([], about);
    await replicas[0].everyMinute();
    expect(mailbox.sent.map(({ payload }) => payload.title)).toEqual([
      'b,a',
      'd,c',
    ]);

    const off = await replica({ config: { checklists: false } });
    await off.notices.keepDigest(['e'], about);
    await replicas[0].notices.keepDigest(['e'], about);
    await replicas[0].everyMinute();
    expect(mailbox.sent.at(-1)?.payload.title).toBe('e');
  });

  it('lets a replica that shuts down finish the one at hand', async () => {
    const first = await replica();
    let answer = () => {};
    const sending = new Promise<void>(resolve => {
      mailbox.before = () => {
        resolve();
        return new Promise(done => (answer = done));
      };
    });
    await first.notices.keep(ended('r1'));
    await first.notices.keep(ended('r2'));
    first.notices.sendSoon();
    await sending;
    const stopped = first.stop();
    answer();
    await stopped;
    expect(mailbox.scopes).toEqual(['run/r1/end/7']);

    mailbox.before = async () => {};
    await (await replica()).everyMinute();
    expect(mailbox.scopes).toEqual(['run/r1/end/7', 'run/r2/end/7']);
  });
});
