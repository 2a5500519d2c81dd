import type {
  AuditorService,
  DatabaseService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { AlarmService } from '../alarms/AlarmService';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import type { CheckService } from '../checks/CheckService';
import type { Mask } from '../logs/mask';
import type { Notices } from '../notices/Notices';
import { AnnouncingRunService } from './AnnouncingRunService';
import { AuditedRunService } from './AuditedRunService';
import { AuthorizedRunService } from './AuthorizedRunService';
import { CleaningRunService } from './CleaningRunService';
import { DefaultRunService } from './DefaultRunService';
import type { RunOccasion } from './runNotices';
import type { RunService } from './RunService';
import type { Procedures } from './startFacts';
import { DatabaseRunStore } from './store/DatabaseRunStore';
import { TailingRunStore } from './store/TailingRunStore';

/**
 * Runs as the plugin keeps them. From outside in: what people write is cleaned, audited, authorised, announced once it is
 * stored.
 */
export async function createRunService(options: {
  alarms: Pick<AlarmService, 'list'>;
  auditor: AuditorService;
  changes: ChangeAnnouncer;
  checks: Pick<CheckService, 'answer'>;
  database: DatabaseService;
  mask: Mask;
  notices: Notices;
  /** What the owner is told. */
  occasions: readonly RunOccasion[];
  permissions: PermissionsService;
  runbooks: Procedures;
  now?: () => Date;
}): Promise<RunService> {
  const store = new TailingRunStore(await DatabaseRunStore.create(options));
  const kept = DefaultRunService.create({
    ...options,
    store,
    occasions: new Set(options.occasions),
  });
  const announced = new AnnouncingRunService({ ...options, inner: kept });
  const authorized = new AuthorizedRunService({ ...options, inner: announced });
  const audited = new AuditedRunService({ ...options, inner: authorized });
  return new CleaningRunService({ ...options, inner: audited });
}
