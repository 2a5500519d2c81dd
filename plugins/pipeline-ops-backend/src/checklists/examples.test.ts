import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  readScenarios,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import { LogQueryAnswers } from '../checks/answering/LogQueryAnswers';
import { DefaultCheckService } from '../checks/DefaultCheckService';
import { DashboardReader } from '../dashboards/DashboardReader';
import { DefaultDashboardService } from '../dashboards/DefaultDashboardService';
import { DefaultFindingService } from '../findings/DefaultFindingService';
import { AuthorizedLogGroupReader } from '../findings/LogGroupReader';
import { DefaultLogService } from '../logs/DefaultLogService';
import { createMask } from '../logs/mask';
import { DefaultQueryService } from '../logs/queries/DefaultQueryService';
import {
  examplePipeline,
  inRoot,
} from '../pipelines/__testUtils__/examplePipeline';
import { sandboxTelemetry } from '../pipelines/__testUtils__/sandboxTelemetry';
import { CallingUsers } from '../users/CallingUsers';
import { ItemChecks } from './ItemChecks';
import { plannedLists } from './lists/plannedLists';

jest.setTimeout(60_000);

let aws: RunningSandbox;

beforeAll(async () => {
  aws = await startSandbox({
    scenarios: await readScenarios(inRoot('packages/aws-sandbox/scenarios')),
  });
  await aws.sandbox.reset();
});

afterAll(() => aws?.close());

/** Data's answer to each item that it can answer, in the day that the sandbox has; log queries are asked. */
async function answersOf(name: string) {
  const telemetry = sandboxTelemetry(aws.url);
  const permissions = mockServices.permissions();
  const mask = createMask();
  const alarms = DefaultAlarmService.create({ telemetry });
  const queries = DefaultQueryService.create({
    telemetry,
    mask,
    limits: {
      freeText: false,
      longestHours: 24,
      mostRows: 1_000,
      gigabytesPerSource: 50,
      gigabytesPerUser: 10,
      runningPerSource: 5,
      runningPerUser: 2,
    },
  });
  const service = DefaultCheckService.create({
    telemetry,
    alarms,
    findings: DefaultFindingService.create({
      alarms,
      logGroups: new AuthorizedLogGroupReader(
        DefaultLogService.create({ telemetry, mask }),
        permissions,
      ),
      dashboards: DefaultDashboardService.create({
        telemetry,
        alarms,
        reader: DashboardReader.create({ telemetry }),
      }),
      telemetry,
    }),
    logQueries: LogQueryAnswers.create({
      queries,
      permissions,
      users: new CallingUsers({
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo(),
      }),
    }),
    logger: mockServices.logger.mock(),
  });
  const pipeline = await examplePipeline(name, telemetry);
  const checks = ItemChecks.create({ checks: service });
  const bound = plannedLists(pipeline).flatMap(planned =>
    planned.list.items.flatMap(item => {
      const check = checks.of(pipeline, planned, item);
      return check ? [{ text: item.text, check }] : [];
    }),
  );
  const { answers } = await service.answer(
    pipeline,
    pipeline.environments[0],
    bound.map(({ check }) => check),
    { credentials: mockCredentials.user(), runLogQueries: true },
  );
  await queries.close();
  return Object.fromEntries(
    answers.map(({ check, verdict }, index) => [
      bound[index].text,
      `${verdict}: ${check.title}${check.explicit ? '' : ' (by words)'}`,
    ]),
  );
}

describe('the lists of the examples', () => {
  it('are answered by an alarm, a metric, its freshness and a log query that the definition names', async () => {
    expect(await answersOf('glue-etl')).toEqual({
      "Last night's runs succeeded":
        'holds: GlueJobFailureAlarm is not in ALARM',
      'No alarm of this page is in ALARM':
        'holds: No alarm of the pipeline is in ALARM (by words)',
      'DataQualityScore stayed above 90 %':
        'holds: DataQualityScore of Data quality above 90 % on average over the last 24 h',
      'The quality metrics arrive every five minutes':
        'holds: DataQualityScore of Data quality above 0 within the last 10 min',
      'The saved queries still find what they are meant to find':
        'holds: Query Glue Job Error Analysis finds above 0 in the last 24 h',
    });
  });

  it('are answered by a metric and findings that the definition names', async () => {
    expect(await answersOf('music-streaming')).toEqual({
      'Trend of performance':
        'holds: Duration, in percent of the baseline of Pace of KPI computation at most 120 % on average over the last 7 d',
      'Limits of the alerts':
        'holds: No finding of alarm-missing, alarm-differs',
      'This page, against what is deployed':
        'fails: No finding between document, definition and AWS (by words)',
    });
  });

  it('ask for a number, are due at a time, and complete themselves, where the definition says so', async () => {
    const listsOf = async (name: string) =>
      plannedLists(await examplePipeline(name, sandboxTelemetry(aws.url)));
    const [, , monthly] = await listsOf('glue-etl');
    expect(
      monthly.list.items.flatMap(({ evidence }) => evidence ?? []),
    ).toEqual([
      {
        kind: 'number',
        label: 'Cost of the month',
        unit: 'USD',
        required: true,
      },
    ]);
    const [daily, weekly] = await listsOf('music-streaming');
    expect(daily).toMatchObject({
      owner: 'group:default/music-insights',
      list: { due: { time: '10:00', graceSeconds: 1_800 } },
      selfComplete: false,
    });
    expect(weekly.selfComplete).toBe(true);
  });
});
