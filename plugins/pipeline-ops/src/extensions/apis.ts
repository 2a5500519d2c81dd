import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { pipelineOpsApiRef, PipelineOpsClient } from '../api';

export const pipelineOpsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: pipelineOpsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => PipelineOpsClient.create(deps),
    }),
});
