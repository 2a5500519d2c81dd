import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { RunEventRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { runTask } from '../../database/__fixtures__/processes';
import { DatabaseNoticeOutbox } from '../../notices/DatabaseNoticeOutbox';
import type { Notices } from '../../notices/Notices';
import { ordersPipeline } from '../../telemetry/__fixtures__/ordersPipeline';
import { DefaultRunService } from '../DefaultRunService';
import { type RunService, StaleRunError } from '../RunService';
import { DatabaseRunStore } from '../store/DatabaseRunStore';
import { TailingRunStore } from '../store/TailingRunStore';

/** What a process of its own writes into one run. */
export interface WriterTask {
  connection: Knex.Config;
  runId: string;
  /** Begins the names of its writers, each of whom is a user. */
  name: string;
  writers: number;
  /** Events of each writer. */
  events: number;
}

/** The service as a backend has it, for a run that is there. */
export async function runServiceOn(knex: Knex): Promise<RunService> {
  const database = { getClient: async () => knex };
  const outbox = await DatabaseNoticeOutbox.create({ database });
  const notices: Notices = {
    keep: (notice, trx) => outbox.keep(notice, new Date(), trx),
    sendSoon: () => {},
  };
  const store = await DatabaseRunStore.create({ database, notices });
  const unasked = async (): Promise<never> => {
    throw new Error('A writer asks nothing of the cloud');
  };
  return DefaultRunService.create({
    store: new TailingRunStore(store),
    notices,
    occasions: new Set(['end']),
    alarms: { list: unasked },
    checks: { answer: unasked },
    runbooks: {
      list: () => ({ runbooks: [], escalation: [] }),
      get: () => {
        throw new Error('A writer begins no runs');
      },
    },
  });
}

/**
 * Has writers add to the run at the same time, each from the revision it has seen, again after every conflict.
 *
 * @param acknowledge - Told each key once its event is stored
 */
export async function write(
  service: RunService,
  task: Omit<WriterTask, 'connection'>,
  acknowledge: (key: string) => void,
): Promise<void> {
  await Promise.all(
    Array.from({ length: task.writers }, async (_, writer) => {
      const actor = `user:default/${task.name}-${writer}`;
      let revision = 1;
      for (let i = 0; i < task.events; i++) {
        const key = `${actor}-${i}`;
        for (let stored = false; !stored;) {
          try {
            const { run } = await service.append(
              ordersPipeline(),
              task.runId,
              { ...whatToSay(revision, key), idempotencyKey: key, revision },
              { credentials: {} as BackstageCredentials, actor },
            );
            revision = run.revision;
            stored = true;
          } catch (error) {
            if (!(error instanceof StaleRunError)) throw error;
            revision = error.current.revision;
            await delay(Math.random() * 40 * task.writers);
          }
        }
        acknowledge(key);
      }
    }),
  );
}

/** Every tenth event ends or reopens the run, which is told to its owner; the others say something in between. */
function whatToSay(
  revision: number,
  key: string,
): Extract<RunEventRequest, { type: 'note' | 'end' | 'reopened' }> {
  const base = { idempotencyKey: key, revision };
  if (revision % 20 === 0)
    return { ...base, type: 'end', outcome: 'mitigated' };
  if (revision % 20 === 10 && revision > 20)
    return { ...base, type: 'reopened' };
  return { ...base, type: 'note', note: key };
}

runTask<WriterTask>(async (knex, task, { ready, stored }) => {
  const service = await runServiceOn(knex);
  ready();
  await write(service, task, stored);
});
