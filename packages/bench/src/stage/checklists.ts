/* eslint-disable @backstage/no-forbidden-package-imports -- Checklists are measured by themselves, beside a bare insert; they
   are no part of what the package offers. */
import { InputError } from '@backstage/errors';
import { createMask } from '@pipeline-ops/plugin-pipeline-ops-backend/src/logs/mask';
import { DefaultChecklistService } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/DefaultChecklistService';
import { DatabaseChecklistStore } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/storage/DatabaseChecklistStore';
import { DatabaseListVersions } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/storage/DatabaseListVersions';
import { DatabasePauseStore } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/storage/DatabasePauseStore';
import type { Knex } from 'knex';

export { DatabaseChecklistStore };
export type { ChecklistEvent } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/storage/ChecklistStore';
export { nightlyPipeline } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/__fixtures__/nightlyPipeline';

/** Checklists as the plugin serves them, without data that answers items: what remains is what the database costs. */
export async function checklistsOn(knex: Knex, now: () => Date) {
  const options = { database: { getClient: async () => knex } };
  return DefaultChecklistService.create({
    store: await DatabaseChecklistStore.create(options),
    versions: await DatabaseListVersions.create(options),
    pauses: await DatabasePauseStore.create(options),
    checks: {
      bind: () => [],
      answer: async () => ({ answers: [], sources: [] }),
    },
    people: {
      assertMember: async user => {
        throw new InputError(`The bench knows no groups, nor that of ${user}`);
      },
    },
    changes: { announce: () => {} },
    mask: createMask(),
    now,
  });
}
