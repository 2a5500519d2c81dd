import { createRoot } from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { bareEntity, ordersEntity } from '../src/__fixtures__/entity';
import { createFixtureApi } from '../src/__fixtures__/FixtureApi';
import { pipelineOpsApiRef } from '../src/api';
import pipelineOpsPlugin from '../src';
import { signInModule } from './signIn';

// The tabs on two entities, without any backend: `yarn workspace @pipeline-ops/plugin-pipeline-ops start`.

const entities = [
  ordersEntity,
  {
    ...bareEntity,
    metadata: { ...bareEntity.metadata, name: 'not-annotated' },
  },
];

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities }),
        }),
    }),
  ],
});

const fixturesModule = createFrontendModule({
  pluginId: 'pipeline-ops',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: pipelineOpsApiRef,
          deps: {},
          factory: () => createFixtureApi(Date.now()),
        }),
    }),
  ],
});

const app = createApp({
  features: [
    catalogPlugin,
    pipelineOpsPlugin,
    catalogModule,
    fixturesModule,
    signInModule,
  ],
});

createRoot(document.getElementById('root')!).render(app.createRoot());
