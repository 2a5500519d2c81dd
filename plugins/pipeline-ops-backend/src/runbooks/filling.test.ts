import { findPlaceholders } from '@pipeline-ops/operations-document';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { nightlyPipeline } from '../checklists/__fixtures__/nightlyPipeline';
import { DocumentRunbookService } from './RunbookService';

const alarm: Alarm = {
  name: 'nightly loader is slow',
  type: 'metric',
  state: 'ALARM',
  stateReason: '',
  since: '2026-11-21T03:04:05.678Z',
  condition: '',
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Duration',
    dimensions: { FunctionName: 'loader', Resource: 'loader:live' },
    stat: 'Maximum',
    period: 60,
  },
  actionsEnabled: true,
  actions: [],
  sourceId: 'main',
  region: 'eu-west-1',
  runbooks: [],
};

const lambda = (name: string): ResolvedResource => ({
  id: `lambda:${name}`,
  kind: 'lambda',
  name,
  title: name,
  sourceId: 'main',
  charts: [],
  declared: true,
});

const select = (id: string, accountId: string, region: string) => ({
  source: { id, accountId, region },
  alarms: [],
  logGroups: [],
  dashboards: [],
});

function filled(
  text: string,
  options: { alarm?: Alarm; environment?: Partial<ResolvedEnvironment> } = {},
) {
  const pipeline = nightlyPipeline();
  const lines = { startLine: 1, endLine: 2 };
  pipeline.documents[0].content!.runbooks = [
    {
      ...{ id: 'rb', title: 'Loader is slow', headingPath: [], lines },
      ...{ kind: 'runbook', form: 'commands', steps: [] },
      ...{ symptoms: [], causes: [], prerequisites: [], verification: [] },
      ...{ rollback: [], escalation: [], prevention: [] },
      ...{ alarmNames: [], metricNames: [] },
      commands: [
        {
          ...{ id: 'c', language: 'bash', text, lines },
          placeholders: findPlaceholders(text, 'bash'),
        },
      ],
    },
  ];
  const environment = {
    ...pipeline.environments[0],
    resources: [lambda('loader'), lambda('cleaner')],
    selections: [
      select('main', '111111111111', 'eu-west-1'),
      select('backup', '222222222222', 'eu-central-1'),
    ],
    ...options.environment,
  };
  return new DocumentRunbookService().get(pipeline, environment, 'rb', options)
    .commands[0];
}

it('fills from the alarm what the environment alone leaves open', () => {
  const text =
    'aws lambda get-function --function-name <function-name> --region ${REGION} # {account-id} {{ alarm.name }}';
  expect(filled(text).filled).toBe(text);
  const command = filled(text, { alarm });
  expect(command.filled).toBe(
    'aws lambda get-function --function-name loader --region eu-west-1 # 111111111111 nightly loader is slow',
  );
  expect(command.placeholders.map(({ valueFrom }) => valueFrom)).toEqual([
    'dimension FunctionName of the alarm nightly loader is slow',
    'the region of the alarm nightly loader is slow',
    'the account of the alarm nightly loader is slow',
    'the alarm that led here',
  ]);
});

it('gives the time of the change as each command counts it', () => {
  const start = (command: string) =>
    filled(`${command} --start-time {start-time}`, { alarm }).filled.split(
      ' --start-time ',
    )[1];
  expect(start('aws logs filter-log-events')).toBe('1795230245678');
  expect(start('aws logs start-query')).toBe('1795230245');
  expect(start('aws cloudwatch get-metric-statistics')).toBe(
    '2026-11-21T03:04:05Z',
  );
  expect(start('aws logs start-query; aws s3 ls')).toBe('{start-time}');
  expect(
    filled('x {alarm-time} {alarm-epoch} {start-time-ms}', { alarm }).filled,
  ).toBe('x 2026-11-21T03:04:05Z 1795230245 1795230245678');
});

it('lets a variable of the definition win over the alarm', () => {
  const environment = {
    variables: { functionName: 'canary', 'account-id': '9' },
  };
  expect(
    filled('x {function-name} {account-id} {env}', { alarm, environment })
      .filled,
  ).toBe('x canary 9 prod');
});

it('takes of metric math only what all of its metrics agree on', () => {
  const metric = (FunctionName: string) => ({
    id: FunctionName,
    metric: { ...alarm.metric!, dimensions: { FunctionName, Stage: 'load' } },
  });
  const math = {
    ...alarm,
    metric: undefined,
    queries: [metric('loader'), metric('cleaner')],
  };
  expect(filled('x {function} {stage}', { alarm: math }).filled).toBe(
    'x {function} load',
  );
});

it('quotes what an alarm is called, however it is called', () => {
  const hostile = { ...alarm, name: "x'; $(touch owned)\n#" };
  expect(filled('echo {alarm-name}', { alarm: hostile }).filled).toBe(
    "echo 'x'\\''; $(touch owned)\n#'",
  );
  expect(filled('ssh host "x {alarm-name}"', { alarm: hostile }).filled).toBe(
    'ssh host "x {alarm-name}"',
  );
});
