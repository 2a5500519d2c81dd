import { placeholderName } from '@pipeline-ops/operations-document';
import type {
  Alarm,
  KnownValue,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedEnvironment } from '@pipeline-ops/plugin-pipeline-ops-node';
import { namesOfKind } from './resourceNames';

/** Kinds of resources by the dimension that names one. */
const KIND_BY_DIMENSION: Record<string, string> = {
  FunctionName: 'lambda',
  StateMachineArn: 'states',
  TableName: 'dynamodb',
  StreamName: 'kinesis',
  DeliveryStreamName: 'firehose',
  BucketName: 's3',
  JobName: 'glue',
  WorkGroup: 'athena',
  QueueName: 'sqs',
  TopicName: 'sns',
};

/** Operations of `aws logs` that count time in milliseconds, and in seconds. Others of the CLI take ISO 8601. */
const IN_MILLISECONDS = /\baws\s+logs\s+(?:filter-log-events|get-log-events)\b/;
const IN_SECONDS = /\baws\s+logs\s+start-query\b/;
const IN_ISO = /\baws\s+(?!logs\b)[a-z]/;

/** What placeholders call the time at which the trouble began. */
const START_NAMES = ['start-time', 'start', 'from', 'since'];

/** Values that the alarm which led to a procedure gives: its name, dimensions, place and metric. */
export function alarmValues(
  alarm: Alarm,
  environment: ResolvedEnvironment,
): Map<string, KnownValue> {
  const values = new Map<string, KnownValue>();
  const add = (names: string[], value: string | undefined, from: string) => {
    if (value) for (const name of names) values.set(name, { value, from });
  };
  const ofAlarm = `the alarm ${alarm.name}`;
  add(
    ['alarm', 'alarm-name', 'alarmname'],
    alarm.name,
    'the alarm that led here',
  );
  const resource = environment.resources.find(
    ({ id }) => id === alarm.resourceId,
  );
  if (resource) {
    add(namesOfKind(resource.kind), resource.name, `what ${ofAlarm} watches`);
  }
  for (const [dimension, value] of Object.entries(dimensionsOf(alarm))) {
    const from = `dimension ${dimension} of ${ofAlarm}`;
    const kind = KIND_BY_DIMENSION[dimension];
    if (kind) add(namesOfKind(kind), value.split(/[:/]/).at(-1), from);
    const name = spelled(dimension);
    add([name, name.replace(/-(?:name|identifier)$/, '')], value, from);
  }
  add(['metric', 'metric-name'], alarm.metric?.metricName, ofAlarm);
  add(['namespace', 'metric-namespace'], alarm.metric?.namespace, ofAlarm);
  add(['region', 'aws-region'], alarm.region, `the region of ${ofAlarm}`);
  const source = environment.selections.find(
    selection => selection.source.id === alarm.sourceId,
  )?.source;
  add(
    ['account', 'account-id', 'aws-account', 'aws-account-id'],
    source?.accountId,
    `the account of ${ofAlarm}`,
  );
  return values;
}

/**
 * The time at which an alarm took its state, as a command asks for it: what `aws logs` counts in milliseconds or seconds,
 * others take as ISO 8601. A command that mixes them stays open.
 */
export function alarmTimes(
  alarm: Alarm,
  command: string,
): Map<string, KnownValue> {
  const values = new Map<string, KnownValue>();
  const moment = alarm.since === undefined ? NaN : Date.parse(alarm.since);
  if (Number.isNaN(moment)) return values;
  const from = `when the alarm ${alarm.name} took its state`;
  const add = (names: string[], value: string) => {
    for (const name of names) values.set(name, { value, from });
  };
  const iso = new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const seconds = String(Math.floor(moment / 1_000));
  const milliseconds = String(moment);
  add(['alarm-time', 'alarm-since', 'transition-time'], iso);
  add(['start-time-iso', 'start-iso', 'alarm-time-iso'], iso);
  add(['start-time-epoch', 'start-epoch', 'alarm-epoch'], seconds);
  add(['start-time-seconds', 'alarm-time-epoch'], seconds);
  add(['start-time-ms', 'start-time-millis', 'alarm-time-ms'], milliseconds);
  const forms = [
    IN_MILLISECONDS.test(command) && milliseconds,
    IN_SECONDS.test(command) && seconds,
    IN_ISO.test(command) && iso,
  ].filter(form => form !== false);
  if (forms.length === 1) add(START_NAMES, forms[0]);
  return values;
}

/** Dimensions on which all that the alarm watches agrees. */
function dimensionsOf({ metric, queries }: Alarm): Record<string, string> {
  const metrics = metric
    ? [metric]
    : (queries ?? []).flatMap(query => query.metric ?? []);
  const [first, ...others] = metrics.map(({ dimensions }) => dimensions);
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([name, value]) =>
      others.every(dimensions => dimensions[name] === value),
    ),
  );
}

/** `DBInstanceIdentifier` as `db-instance-identifier`. */
function spelled(dimension: string): string {
  return placeholderName(dimension.replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2'));
}
