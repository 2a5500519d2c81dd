import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AlarmService } from '../alarms/AlarmService';
import type { ChecklistService } from '../checklists/ChecklistService';
import type { OverviewService } from '../overview/OverviewService';
import type { PipelineService } from '../pipelines/PipelineService';
import type { RunbookService } from '../runbooks/RunbookService';
import type { RunService } from '../runs/RunService';
import { registerFindRunbookForAlarm } from './findRunbookForAlarm';
import { registerGetRun } from './getRun';
import { registerGetRunbook } from './getRunbook';
import { registerListChecklists } from './listChecklists';
import { registerListPipelineHealth } from './listPipelineHealth';
import { registerListRunbooks } from './listRunbooks';
import { registerListRuns } from './listRuns';

/** What may be asked through Backstage's actions: reading alone, by who may read the same in the portal. */
export function registerActions(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  overview: OverviewService;
  alarms: AlarmService;
  runbooks: RunbookService;
  checklists: Pick<ChecklistService, 'list'>;
  /** Unix milliseconds. */
  now?: () => number;
}): void {
  registerListPipelineHealth({ ...options, now: options.now ?? Date.now });
  registerFindRunbookForAlarm(options);
  registerListRunbooks(options);
  registerGetRunbook(options);
  registerListChecklists(options);
}

/** The same for recorded runs. */
export function registerRunActions(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  runs: Pick<RunService, 'list' | 'get'>;
}): void {
  registerListRuns(options);
  registerGetRun(options);
}
