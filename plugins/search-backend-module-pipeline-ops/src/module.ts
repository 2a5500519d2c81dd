import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { RunbookCollatorFactory } from './RunbookCollatorFactory';

const SCHEDULE = 'search.collators.pipelineOps.schedule';

/** Puts the procedures of pipelines into Backstage search. */
export const searchModulePipelineOpsCollator = createBackendModule({
  pluginId: 'search',
  moduleId: 'pipeline-ops-collator',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, indexRegistry, scheduler, ...deps }) {
        const schedule = config.has(SCHEDULE)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE),
            )
          : {
              frequency: { minutes: 10 },
              timeout: { minutes: 15 },
              // Entities and documents have to be there first.
              initialDelay: { seconds: 20 },
            };
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new RunbookCollatorFactory(deps),
        });
      },
    });
  },
});
