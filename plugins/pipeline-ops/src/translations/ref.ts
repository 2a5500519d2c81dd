import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** All words of the plugin; a portal may override or translate any of them. */
export const pipelineOpsTranslationRef = createTranslationRef({
  id: 'plugin.pipeline-ops',
  messages,
});
