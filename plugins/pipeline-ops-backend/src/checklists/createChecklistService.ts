import type {
  AuditorService,
  DatabaseService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import type { CheckService } from '../checks/CheckService';
import type { Mask } from '../logs/mask';
import { AuthorizedChecklistService } from './AuthorizedChecklistService';
import type { ChecklistService } from './ChecklistService';
import { DefaultChecklistService } from './DefaultChecklistService';
import { CatalogPeople } from './People';
import { DatabaseChecklistStore } from './storage/DatabaseChecklistStore';
import { DatabaseListVersions } from './storage/DatabaseListVersions';
import { DatabasePauseStore } from './storage/DatabasePauseStore';

/** Checklists over Backstage's database, for those who may. */
export async function createChecklistService(options: {
  auditor: AuditorService;
  catalog: CatalogService;
  changes: ChangeAnnouncer;
  checks: CheckService;
  database: DatabaseService;
  mask: Mask;
  permissions: PermissionsService;
}): Promise<ChecklistService> {
  return new AuthorizedChecklistService({
    ...options,
    inner: DefaultChecklistService.create({
      ...options,
      store: await DatabaseChecklistStore.create(options),
      versions: await DatabaseListVersions.create(options),
      pauses: await DatabasePauseStore.create(options),
      people: CatalogPeople.create(options),
    }),
  });
}
