import type { Knex } from 'knex';
import { once } from 'node:events';
import { DatabaseBaselineStore } from '../../baselines/DatabaseBaselineStore';
import { DatabaseUsageStore } from '../../budgets/DatabaseUsageStore';
import { DatabaseChecklistStore } from '../../checklists/storage/DatabaseChecklistStore';
import { DatabaseListVersions } from '../../checklists/storage/DatabaseListVersions';
import { DatabasePauseStore } from '../../checklists/storage/DatabasePauseStore';
import { DatabaseNoticeOutbox } from '../../notices/DatabaseNoticeOutbox';
import { DatabaseRunStore } from '../../runs/store/DatabaseRunStore';
import { runTask } from './processes';

/** Opens the stores as a backend does when it starts, as soon as it is told to. */
runTask<{ connection: Knex.Config }>(async (knex, _task, { ready, stored }) => {
  const options = {
    database: { getClient: async () => knex },
    notices: { keep: async () => {} },
  };
  ready();
  await once(process, 'message');
  for (const store of [
    DatabaseUsageStore,
    DatabaseBaselineStore,
    DatabaseNoticeOutbox,
    DatabaseRunStore,
    DatabaseChecklistStore,
    DatabaseListVersions,
    DatabasePauseStore,
  ]) {
    await store.create(options);
    stored(store.name);
  }
});
