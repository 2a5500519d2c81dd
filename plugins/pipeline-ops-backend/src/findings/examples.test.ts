import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  readScenarios,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type { FindingList } from '@pipeline-ops/plugin-pipeline-ops-common';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import { DashboardReader } from '../dashboards/DashboardReader';
import { DefaultDashboardService } from '../dashboards/DefaultDashboardService';
import { DefaultLogService } from '../logs/DefaultLogService';
import { createMask } from '../logs/mask';
import {
  examplePipeline,
  inRoot,
} from '../pipelines/__testUtils__/examplePipeline';
import { sandboxTelemetry } from '../pipelines/__testUtils__/sandboxTelemetry';
import { DefaultFindingService } from './DefaultFindingService';
import { AuthorizedLogGroupReader } from './LogGroupReader';

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
  const telemetry = sandboxTelemetry(aws.url);
  const pipeline = await examplePipeline(name, telemetry);
  const alarms = DefaultAlarmService.create({ telemetry });
  const reader = DashboardReader.create({ telemetry });
  const logs = DefaultLogService.create({ telemetry, mask: createMask() });
  const { data } = await DefaultFindingService.create({
    alarms,
    logGroups: new AuthorizedLogGroupReader(logs, mockServices.permissions()),
    dashboards: DefaultDashboardService.create({ telemetry, alarms, reader }),
    telemetry,
  }).list({
    pipeline,
    environment: pipeline.environments[0],
    credentials: mockCredentials.user(),
  });
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
    'runbook-unreachable Athena queries failing: nothing names it (docs/operations.md, line 350)',
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
