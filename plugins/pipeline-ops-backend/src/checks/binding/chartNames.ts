import type {
  ChartSpec,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Mention } from './sentence';
import { LINKING, wordsOf } from './words';

/** A chart with the resource that it is of. */
export interface NamedChart {
  chart: ChartSpec;
  resource: ResolvedResource;
}

/** What people call metrics whose names say something else. */
const SPOKEN: Record<string, readonly string[]> = {
  Errors: ['error count'],
  ErrorRate: ['failure rate'],
  Throttles: ['throttling', 'throttled invocations'],
  Duration: ['run time'],
  ExecutionTime: ['duration', 'execution duration', 'run time'],
  ExecutionsFailed: ['execution failures'],
  ExecutionsTimedOut: ['timed out executions', 'execution timeouts'],
  TotalExecutionTime: ['query duration', 'duration'],
  'glue.driver.aggregate.elapsedTime': ['duration', 'run time'],
  'glue.driver.aggregate.numFailedTasks': ['task failures'],
  ApproximateNumberOfMessagesVisible: [
    'queue depth',
    'depth',
    'waiting messages',
    'messages',
    'backlog',
  ],
  ApproximateAgeOfOldestMessage: ['message age', 'oldest message'],
  ReadThrottleEvents: ['read throttles'],
  WriteThrottleEvents: ['write throttles'],
  MaxOffsetLag: ['offset lag'],
  CPUUtilization: ['CPU', 'CPU usage', 'CPU load'],
  MemoryUtilization: ['memory usage'],
  FreeStorageSpace: ['free disk space', 'free storage space'],
  FreeableMemory: ['free memory'],
  DatabaseConnections: ['database connections'],
  '4xxErrors': ['4xx', 'client errors'],
  '5xxErrors': ['5xx', 'server errors'],
};

/** Words and phrases that name a kind of resource. */
const KINDS: Record<string, readonly string[]> = {
  lambda: ['lambda function', 'lambda', 'function'],
  states: ['step function', 'state machine'],
  dynamodb: ['dynamodb table', 'dynamodb', 'dynamo'],
  kinesis: ['kinesis stream', 'kinesis', 'stream'],
  s3: ['s3 bucket', 's3', 'bucket'],
  glue: ['glue job', 'glue', 'job'],
  athena: ['athena workgroup', 'athena'],
  mwaa: ['airflow', 'mwaa'],
  ecs: ['ecs service', 'ecs'],
  msk: ['kafka cluster', 'kafka broker', 'kafka', 'msk', 'broker'],
  rds: [
    'rds instance',
    'rds',
    'aurora cluster',
    'aurora',
    'postgresql',
    'postgres',
    'mysql',
    'database',
  ],
  redshift: ['redshift cluster', 'redshift'],
  sqs: ['sqs queue', 'sqs', 'dead letter queue', 'queue'],
  sns: ['sns topic', 'sns'],
};

/** Names that only a metric has: with a hump, a digit, a dot or an underscore in them. */
const IDENTIFIER = /\p{Ll}\p{Lu}|\d|[._]/u;

/** The last part of a chart's id, which is its metric's name where it has one. */
export function metricOf({ id }: ChartSpec): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

/** Names that a chart has as they are, such as `IteratorAge`. */
export function identifiersOf(named: NamedChart): Mention<NamedChart>[] {
  const { chart } = named;
  const visible = chart.series.filter(series => series.visible);
  return [
    ...new Set([
      metricOf(chart),
      ...visible.flatMap(({ metric }) => metric?.metricName ?? []),
    ]),
  ]
    .filter(name => IDENTIFIER.test(name) && name.length > 3)
    .map(name => ({ name, what: named }));
}

/** What a chart may be called in words. */
export function phrasesOf(chart: ChartSpec): string[][] {
  const title = chart.title.includes(',') ? '' : chart.title;
  const bare = title.replace(/\([^()]*\)/g, '');
  const spoken = SPOKEN[metricOf(chart)] ?? [];
  return [title, bare, metricOf(chart), ...spoken]
    .map(telling)
    .filter(words => words.length > 0);
}

/** Names of a resource as they are: its own, and its title where that is no plain word. */
export function resourceNames(
  resource: ResolvedResource,
): Mention<ResolvedResource>[] {
  return [resource.name, resource.title]
    .filter(
      name => name.length > 3 && (IDENTIFIER.test(name) || /-/.test(name)),
    )
    .map(name => ({ name, what: resource }));
}

/** A resource's title in words. */
export function resourcePhrases(
  resources: readonly ResolvedResource[],
): { words: string[]; what: ResolvedResource }[] {
  return resources.flatMap(resource =>
    [resource.title, ...(resource.kind === 'custom' ? [resource.name] : [])]
      .map(title => ({ words: telling(title), what: resource }))
      .filter(({ words }) => words.length > 0),
  );
}

/** What names a kind of resource, in words. */
export const KIND_PHRASES: { words: string[]; what: string }[] = Object.entries(
  KINDS,
).flatMap(([kind, names]) =>
  names.map(name => ({ words: telling(name), what: kind })),
);

/** True for a queue that takes what failed. */
export function isDeadLetterQueue({ kind, name, title }: ResolvedResource) {
  return kind === 'sqs' && /dlq|dead/i.test(`${name} ${title}`);
}

function telling(text: string): string[] {
  return wordsOf(text).filter(word => !LINKING.has(word));
}
