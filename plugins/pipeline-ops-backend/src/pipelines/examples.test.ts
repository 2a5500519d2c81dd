import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { parseOperationsDocument } from '@pipeline-ops/operations-document';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readPipelineOpsConfig } from '../config/readPipelineOpsConfig';
import { RepositoryDocumentReader } from '../documents/OperationsDocumentReader';
import { CachedRepositoryFiles } from '../documents/RepositoryFiles';
import { FakeCloud } from './__testUtils__/FakeCloud';
import { MemoryReader } from './__testUtils__/portal';
import { DefaultPipelineResolver } from './DefaultPipelineResolver';
import { RepositoryDefinitionReader } from './definition/DefinitionReader';
import { DefinitionFileParser } from './definition/parseDefinitionFile';
import { TelemetryDiscovery } from './discovery/TelemetryDiscovery';
import { builtInServicePacks, ServicePacks } from './packs/ServicePacks';
import { claimsOf } from './trust/PipelineClaims';
import { RefusalAudit } from './trust/RefusalAudit';

const root = path.resolve(__dirname, '../../../..');
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
      parse: parseOperationsDocument,
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

async function resolve(name: string): Promise<ResolvedPipeline> {
  const [pipeline] = await resolver().resolve(entities.get(name) as Entity);
  return pipeline;
}

const annotated = names.filter(name =>
  Boolean(
    entities.get(name)?.metadata.annotations?.['pipeline-ops/pipeline-id'],
  ),
);

describe('the example pipelines, with the configuration of the demo', () => {
  it('are five', () => {
    expect(annotated).toHaveLength(5);
  });

  it.each(annotated)(
    '%s resolves without a problem or a refusal',
    async name => {
      const pipeline = await resolve(name);
      expect(pipeline.problems).toEqual([]);
      expect(pipeline.environments.flatMap(each => each.refusals)).toEqual([]);
      for (const environment of pipeline.environments) {
        expect(environment.selections.flatMap(each => each.alarms)).not.toEqual(
          [],
        );
        expect(
          environment.resources.flatMap(each => each.charts).length,
        ).toBeGreaterThan(5);
      }
    },
  );

  it('draws every metric that CloudWatch knows of the named resources by the dimensions it knows', async () => {
    const { environments } = await resolve('sensor-data');
    const kafka = environments[0].resources.find(each => each.kind === 'msk');
    expect(
      kafka?.charts
        .find(chart => chart.id.endsWith(':UnderReplicatedPartitions'))
        ?.series.map(each => each.metric?.dimensions['Broker ID']),
    ).toEqual(['1', '2', '3']);
  });

  it('gives each environment of the demand pipeline its own names', async () => {
    const { environments } = await resolve('demand-pipeline');
    expect(
      environments.map(environment => [
        environment.name,
        environment.resources.find(each => each.kind === 'lambda')?.name,
        environment.selections[0].logGroups[0],
      ]),
    ).toEqual([
      [
        'prod',
        'deliveryWorker-prod',
        { type: 'exact', name: '/aws/lambda/deliveryWorker-prod' },
      ],
      [
        'dev1',
        'deliveryWorker-dev1',
        { type: 'exact', name: '/aws/lambda/deliveryWorker-dev1' },
      ],
    ]);
  });
});
