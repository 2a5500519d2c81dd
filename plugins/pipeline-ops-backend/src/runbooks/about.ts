import {
  type CommandBlock,
  type RunbookElement,
  type RunbookStepElement,
  serviceOf,
  servicesNamedIn,
} from '@pipeline-ops/operations-document';
import type {
  PipelineDocument,
  ResolvedEnvironment,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { fillPlaceholders } from '../telemetry/placeholders';

/** Kind of resource that commands of the AWS CLI are about. Those that only look (`logs`, `cloudwatch`) say nothing. */
const BY_COMMAND: Record<string, string> = {
  lambda: 'lambda',
  stepfunctions: 'states',
  dynamodb: 'dynamodb',
  dynamodbstreams: 'dynamodb',
  rds: 'rds',
  'rds-data': 'rds',
  glue: 'glue',
  kinesis: 'kinesis',
  firehose: 'firehose',
  s3: 's3',
  s3api: 's3',
  athena: 'athena',
  mwaa: 'mwaa',
  ecs: 'ecs',
  kafka: 'msk',
  redshift: 'redshift',
  'redshift-data': 'redshift',
  sqs: 'sqs',
  apigateway: 'apigateway',
  dms: 'dms',
};

const AWS_COMMAND = /\baws(?:\s+--[\w-]+(?:[= ][^\s-]\S*)?)*\s+([a-z0-9-]+)/g;

/** Names that no other word looks like; `quality` may be anything. */
const TELLING_NAME = /[-_./\d]|[a-z][A-Z]/;

const MOST_SEARCH_TEXT = 8_000;

export function allSteps(steps: RunbookStepElement[]): RunbookStepElement[] {
  return steps.flatMap(step => [step, ...allSteps(step.steps)]);
}

export function allCommands(runbook: RunbookElement): CommandBlock[] {
  return [
    ...runbook.commands,
    ...allSteps(runbook.steps).flatMap(({ commands }) => commands),
  ];
}

/** Symptoms, causes and titles of steps: what somebody in trouble would type. */
export function searchTextOf(runbook: RunbookElement): string {
  return [
    ...runbook.symptoms,
    ...runbook.causes,
    ...allSteps(runbook.steps).map(({ title }) => title),
  ]
    .join('\n')
    .slice(0, MOST_SEARCH_TEXT);
}

/** Kinds of resources that a procedure is about: by its title, the metrics and alarms it names, and its commands. */
export function servicesOf(
  runbook: RunbookElement,
  { content }: Pick<PipelineDocument, 'content'>,
): string[] {
  const metrics = new Set(runbook.metricNames);
  const alarms = new Set(runbook.alarmNames);
  const found = [
    ...servicesNamedIn(runbook.title),
    ...(content?.metricThresholds ?? [])
      .filter(threshold => threshold.metrics.some(name => metrics.has(name)))
      .map(({ service }) => service),
    ...(content?.alarms ?? [])
      .filter(({ name }) => alarms.has(name))
      .map(({ namespace, metric }) =>
        serviceOf(namespace, metric ? [metric] : [], []),
      ),
    ...allCommands(runbook).flatMap(({ text }) =>
      [...text.matchAll(AWS_COMMAND)].map(([, service]) => BY_COMMAND[service]),
    ),
  ];
  return [...new Set(found.filter(kind => kind !== undefined))].sort();
}

/**
 * Stages that a procedure is about: those that its title names or whose resources it names; where it names none, those
 * with resources of its kinds.
 */
export function stagesOf(
  runbook: RunbookElement,
  services: readonly string[],
  environment: ResolvedEnvironment,
): string[] {
  const { stages, resources } = environment;
  const text = fillPlaceholders(
    [
      runbook.title,
      searchTextOf(runbook),
      ...allCommands(runbook).map(command => command.text),
    ].join('\n'),
    environment,
  ).text;
  const title = ` ${plain(runbook.title)} `;
  const byId = new Map(resources.map(resource => [resource.id, resource]));
  const named = stages.filter(
    stage =>
      title.includes(` ${plain(stage.title)} `) ||
      stage.resourceIds.some(id => {
        const name = byId.get(id)?.name;
        return name && TELLING_NAME.test(name) && holdsName(text, name);
      }),
  );
  const chosen =
    named.length > 0
      ? named
      : stages.filter(({ resourceIds }) =>
          resourceIds.some(id => services.includes(byId.get(id)?.kind ?? '')),
        );
  return chosen.map(({ id }) => id);
}

/** Words in lower case, apart by one space. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .join(' ');
}

/** Whether a text holds a name that is not only a part of a longer one. */
function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
