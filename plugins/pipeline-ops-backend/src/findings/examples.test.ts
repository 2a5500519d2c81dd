import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  readScenarios,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type { FindingList } from '@pipeline-ops/plugin-pipeline-ops-common';
import { parse } from 'yaml';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import { readPipelineOpsConfig } from '../config/readPipelineOpsConfig';
import { documentsInMemory } from '../documents/__fixtures__/documentsInMemory';
import { DashboardReader } from '../dashboards/DashboardReader';
import { DefaultDashboardService } from '../dashboards/DefaultDashboardService';
import { DefaultLogService } from '../logs/DefaultLogService';
import { createMask } from '../logs/mask';
import { createPipelineService } from '../pipelines/createPipelineService';
import {
  builtInServicePacks,
  ServicePacks,
} from '../pipelines/packs/ServicePacks';
import { createTelemetry } from '../telemetry/createTelemetry';
import { DefaultFindingService } from './DefaultFindingService';
import { AuthorizedLogGroupReader } from './LogGroupReader';

const ROOT = resolve(__dirname, '../../../..');
const inRoot = (...path: string[]) => resolve(ROOT, ...path);
const textOf = (...path: string[]) => readFileSync(inRoot(...path), 'utf8');

jest.setTimeout(60_000);

let aws: RunningSandbox;

beforeAll(async () => {
  aws = await startSandbox({
    scenarios: await readScenarios(inRoot('packages/aws-sandbox/scenarios')),
  });
  await aws.sandbox.reset();
});

afterAll(() => aws?.close());

/** The findings of an example in its first environment, as the demo's configuration lets its owner see it. */
async function findingsOf(name: string): Promise<FindingList> {
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
  const permissions = mockServices.permissions();
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockResolvedValue({
    success: async () => {},
    fail: async () => {},
  });
  const telemetry = createTelemetry({
    credentials: {
      getCredentialProvider: async ({ accountId } = {}) => ({
        sdkCredentialProvider: async () => ({
          accessKeyId: `SANDBOX${accountId}`,
          secretAccessKey: 'sandbox',
        }),
      }),
    },
    connections: () => ({ endpoint: aws.url }),
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
    permissions,
    reader: {
      readUrl: async url => ({
        buffer: async () =>
          readFileSync(inRoot('examples', name, url.replace(repository, ''))),
      }),
    },
    telemetry,
  });
  const credentials = mockCredentials.user();
  const [pipeline] = await pipelines.resolve({
    entityRef: `component:default/${name}`,
    credentials,
  });
  const alarms = DefaultAlarmService.create({ telemetry });
  const reader = DashboardReader.create({ telemetry });
  const logs = DefaultLogService.create({ telemetry, mask: createMask() });
  const { data } = await DefaultFindingService.create({
    alarms,
    logGroups: new AuthorizedLogGroupReader(logs, permissions),
    dashboards: DefaultDashboardService.create({ telemetry, alarms, reader }),
    telemetry,
  }).list({ pipeline, environment: pipeline.environments[0], credentials });
  return data;
}

/** What the guides say and the scenarios of the sandbox do not, as their authors left it. */
const DRIFT: Record<string, string[]> = {
  'aurora-restore': [],
  'glue-etl': [
    'alarm-missing ProcessingLatencyAlarm: none in AWS',
    'alarm-differs GlueJobMemoryAlarm: threshold > 0.85',
    'metric-silent lambda:AlarmResponseFunction: none in 14 days',
    'log-group-missing /aws/lambda/AlarmResponseFunction: none in AWS',
    'retention-differs /aws-glue/jobs/error: never expires',
  ],
  'music-streaming': [
    'alarm-without-runbook data_quality-reference-integrity: none that names it, its metric or its words',
  ],
  'sensor-data': [
    'alarm-without-action sensor-pipeline-s3-network-failures: no action for the state ALARM',
  ],
  'demand-pipeline': [
    'runbook-unreachable Athena queries failing: nothing names it (docs/operations.md, line 348)',
  ],
};

it.each(Object.entries(DRIFT))(
  'finds the drift of the example %s',
  async (name, drift) => {
    const { unchecked, coverage, findings } = await findingsOf(name);
    expect(unchecked).toEqual([]);
    expect(coverage.alarms).toBeGreaterThan(0);
    const found = findings.map(
      ({ kind, subject, found: words }) => `${kind} ${subject}: ${words}`,
    );
    expect(found).toEqual(expect.arrayContaining(drift));
    // More would be noise: every one of them has to be worth somebody's morning.
    expect(found.length).toBeLessThanOrEqual(drift.length + 3);
  },
);
