import {
  readScenarios,
  SandboxClock,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type { Dashboard } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import path from 'node:path';
import { DefaultAlarmService } from '../alarms/DefaultAlarmService';
import {
  exampleNames,
  resolveExample,
} from '../pipelines/__testUtils__/examples';
import { createTelemetry } from '../telemetry/createTelemetry';
import { DashboardReader } from './DashboardReader';
import { DefaultDashboardService } from './DefaultDashboardService';

const SCENARIOS = path.resolve(
  __dirname,
  '../../../../packages/aws-sandbox/scenarios',
);

const clock = SandboxClock.create();
let aws: RunningSandbox;

beforeAll(async () => {
  clock.freeze();
  clock.set(Date.parse('2026-11-21T03:18:30Z'));
  aws = await startSandbox({
    clock,
    scenarios: await readScenarios(SCENARIOS),
  });
}, 60_000);

afterAll(() => aws?.close());

function dashboardService(): DefaultDashboardService {
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
    deadlineMs: 60_000,
    now: () => clock.now(),
  });
  return DefaultDashboardService.create({
    telemetry,
    reader: DashboardReader.create({ telemetry }),
    alarms: DefaultAlarmService.create({ telemetry, now: () => clock.now() }),
    now: () => clock.now(),
  });
}

/** Every dashboard of an example in one environment, in the order of the list. */
async function openAll(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): Promise<Dashboard[]> {
  const service = dashboardService();
  const { data, sources } = await service.list({ pipeline, environment });
  expect(sources.map(({ status }) => status)).toEqual(['ok']);
  return Promise.all(
    data.dashboards.map(async ({ id }) => {
      const opened = await service.get({
        pipeline,
        environment,
        dashboardId: id,
      });
      for (const { id: source, status } of opened.sources) {
        expect([source, status]).toEqual([source, 'ok']);
      }
      return opened.data;
    }),
  );
}

/** What a reader of the dashboard would stumble over. */
function troublesOf({ id, problems, widgets }: Dashboard): string[] {
  return [
    ...problems.map(problem => `${id}: ${problem}`),
    ...widgets.flatMap(({ id: widget, title, content }) => {
      const at = (text: string) => `${id}/${widget} ${title ?? ''}: ${text}`;
      switch (content.type) {
        case 'metric':
          return [
            ...content.problems.map(at),
            ...content.series.flatMap(({ label, status, message, values }) => [
              ...(status === 'complete' ? [] : [at(`${label} ${message}`)]),
              ...(values.every(value => value === null)
                ? [at(`${label} is empty`)]
                : []),
            ]),
            ...(content.series.length === 0 ? [at('no series')] : []),
          ];
        case 'alarm':
          return content.alarms.flatMap(({ name, state }) =>
            state ? [] : [at(`${name} has no state`)],
          );
        case 'log':
          return content.queryId ? [] : [at(content.refusal ?? 'no query')];
        default:
          return [];
      }
    }),
  ];
}

jest.setTimeout(120_000);

describe('the dashboards of the examples', () => {
  const seen = new Set<string>();

  it.each(exampleNames)('of %s can be read whole', async name => {
    const pipeline = await resolveExample(name);
    for (const environment of pipeline.environments) {
      const dashboards = await openAll(pipeline, environment);
      const deployed = dashboards.filter(one => one.deployed);
      expect(deployed.length).toBeGreaterThan(0);
      expect(deployed.flatMap(troublesOf)).toEqual([]);
      for (const { widgets, variables } of deployed) {
        variables.forEach(({ input }) => seen.add(input));
        widgets.forEach(({ content }) =>
          seen.add(content.type === 'metric' ? content.view : content.type),
        );
      }
    }
  });

  it.each([
    ['demand-pipeline', 'Storage and queries', 2],
    ['sensor-data', 'Brokers on one page', 3],
  ])(
    'of %s that only stand in its guide are drawn too',
    async (name, title, widgets) => {
      const pipeline = await resolveExample(name);
      for (const environment of pipeline.environments) {
        const planned = (await openAll(pipeline, environment)).filter(
          ({ deployed }) => !deployed,
        );
        expect(planned.map(one => [one.title, one.widgets.length])).toEqual([
          [title, widgets],
        ]);
        expect(planned.flatMap(troublesOf)).toEqual([]);
      }
    },
  );

  it('show every kind of widget and variable', () => {
    for (const kind of [
      ...['timeSeries', 'bar', 'pie', 'singleValue', 'gauge', 'table'],
      ...['text', 'alarm', 'log', 'unsupported'],
      ...['select', 'radio'],
    ]) {
      expect(seen).toContain(kind);
    }
  });
});
