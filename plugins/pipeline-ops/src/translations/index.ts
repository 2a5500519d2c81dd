import {
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { pipelineOpsTranslationRef } from './ref';

export { pipelineOpsTranslationRef } from './ref';

/** The plugin's words in other languages than English. */
export const pipelineOpsTranslations = createTranslationResource({
  ref: pipelineOpsTranslationRef,
  translations: { de: () => import('./de') },
});

/** Feature for portals on the new frontend system; legacy portals take `pipelineOpsTranslations` into `createApp`. */
export default createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'pipeline-ops',
      params: { resource: pipelineOpsTranslations },
    }),
  ],
});
