import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ResolvedPipeline,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { parse } from 'yaml';
import { readPipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import { documentsInMemory } from '../../documents/__fixtures__/documentsInMemory';
import { createPipelineService } from '../createPipelineService';
import { builtInServicePacks, ServicePacks } from '../packs/ServicePacks';

const ROOT = resolve(__dirname, '../../../../..');

/** A path in the whole repository. */
export const inRoot = (...path: string[]) => resolve(ROOT, ...path);

const textOf = (...path: string[]) => readFileSync(inRoot(...path), 'utf8');

/** An example as the demo's configuration lets its owner see it. */
export async function examplePipeline(
  name: string,
  telemetry: TelemetrySource,
): Promise<ResolvedPipeline> {
  const repository = `https://github.com/acme/${name}/blob/main/`;
  const entity = parse(textOf('examples', name, 'catalog-info.yaml'));
  Object.assign(entity.metadata, { namespace: 'default' });
  entity.metadata.annotations['backstage.io/managed-by-location'] =
    `url:${repository}catalog-info.yaml`;
  // Backstage reads `$${` as a literal `${`.
  const { pipelineOps } = parse(
    textOf('app-config.yaml').replaceAll('$${', '${'),
  );
  const packs = ServicePacks.create(builtInServicePacks);
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue({
    success: async () => {},
    fail: async () => {},
  });
  const pipelines = createPipelineService({
    auditor,
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [entity] }),
    config: readPipelineOpsConfig(new ConfigReader({ pipelineOps }), {
      kinds: packs.kinds,
    }),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    logger: mockServices.logger.mock(),
    packs,
    ...documentsInMemory(),
    permissions: mockServices.permissions(),
    reader: {
      readUrl: async url => ({
        buffer: async () =>
          readFileSync(inRoot('examples', name, url.replace(repository, ''))),
      }),
    },
    telemetry,
  });
  const [pipeline] = await pipelines.resolve({
    entityRef: `component:default/${name}`,
    credentials: mockCredentials.user(),
  });
  return pipeline;
}
