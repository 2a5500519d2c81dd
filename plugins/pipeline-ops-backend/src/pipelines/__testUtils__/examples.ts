import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readPipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import {
  directParser,
  MemoryGoodVersionStore,
} from '../../documents/__fixtures__/documentsInMemory';
import { DocumentRecogniser } from '../../documents/DocumentRecogniser';
import { RepositoryDocumentReader } from '../../documents/OperationsDocumentReader';
import { CachedRepositoryFiles } from '../../documents/RepositoryFiles';
import { LastGoodVersions } from '../../documents/versions/LastGoodVersions';
import { RepositoryDefinitionReader } from '../definition/DefinitionReader';
import { DefinitionFileParser } from '../definition/parseDefinitionFile';
import { DefaultPipelineResolver } from '../DefaultPipelineResolver';
import { TelemetryDiscovery } from '../discovery/TelemetryDiscovery';
import { builtInServicePacks, ServicePacks } from '../packs/ServicePacks';
import { claimsOf } from '../trust/PipelineClaims';
import { RefusalAudit } from '../trust/RefusalAudit';
import { FakeCloud } from './FakeCloud';
import { MemoryReader } from './portal';

const root = path.resolve(__dirname, '../../../../..');
const read = (...parts: string[]) =>
  readFileSync(path.join(root, ...parts), 'utf8');
const names = readdirSync(path.join(root, 'examples'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name);

const HOST = 'http://localhost:7011/';
const entities = new Map(
  names.map(name => {
    const entity: Entity = parse(read('examples', name, 'catalog-info.yaml'));
    entity.metadata.annotations = {
      ...entity.metadata.annotations,
      'backstage.io/managed-by-location': `url:${HOST}${name}/catalog-info.yaml`,
    };
    return [name, entity];
  }),
);

/** What CloudWatch knows in the sandbox's scenarios, whatever the account. */
function cloudOfScenarios(): FakeCloud {
  const cloud = new FakeCloud();
  const folder = 'packages/aws-sandbox/scenarios';
  for (const file of readdirSync(path.join(root, folder))) {
    const scenario = parse(read(folder, file));
    cloud.metrics.push(
      ...scenario.metrics.map(
        (metric: {
          namespace: string;
          name: string;
          dimensions?: Record<string, string>;
        }) => ({
          namespace: metric.namespace,
          metricName: metric.name,
          dimensions: metric.dimensions ?? {},
        }),
      ),
    );
  }
  return cloud;
}

function resolver(): DefaultPipelineResolver {
  const logger = mockServices.logger.mock();
  const packs = ServicePacks.create(builtInServicePacks);
  // Backstage's own reading of the configuration turns `$${` into `${`.
  const text = read('app-config.yaml').replaceAll('$${', '${');
  const config = readPipelineOpsConfig(new ConfigReader(parse(text)), {
    kinds: packs.kinds,
  });
  const files = CachedRepositoryFiles.create({
    reader: new MemoryReader(
      Object.fromEntries(
        names.flatMap(name =>
          readdirSync(path.join(root, 'examples', name), {
            recursive: true,
            withFileTypes: true,
          })
            .filter(entry => entry.isFile())
            .map(entry => {
              const file = path.relative(
                path.join(root, 'examples'),
                path.join(entry.parentPath, entry.name),
              );
              return [`${HOST}${file}`, read('examples', file)];
            }),
        ),
      ),
    ),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    maxBytes: config.documents.maxBytes,
    seconds: 60,
    logger,
  });
  return DefaultPipelineResolver.create({
    config,
    packs,
    definitions: RepositoryDefinitionReader.create({
      files,
      parser: DefinitionFileParser.create({ kinds: packs.kinds }),
    }),
    documents: RepositoryDocumentReader.create({
      files,
      recogniser: DocumentRecogniser.create({ parser: directParser }),
      versions: LastGoodVersions.create({
        store: new MemoryGoodVersionStore(),
        logger,
      }),
    }),
    claims: { list: async () => [...entities.values()].flatMap(claimsOf) },
    discovery: TelemetryDiscovery.create({
      telemetry: cloudOfScenarios(),
      seconds: 60,
    }),
    audit: RefusalAudit.create({
      auditor: mockServices.auditor.mock(),
      logger,
    }),
  });
}

/** An example's pipeline, with the configuration of the demo. */
export async function resolveExample(name: string): Promise<ResolvedPipeline> {
  const [pipeline] = await resolver().resolve(entities.get(name) as Entity);
  return pipeline;
}

/** Folders below `examples/` that hold a pipeline. */
export const exampleNames = names.filter(name =>
  Boolean(
    entities.get(name)?.metadata.annotations?.['pipeline-ops/pipeline-id'],
  ),
);
