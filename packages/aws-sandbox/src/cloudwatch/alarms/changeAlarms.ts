import type {
  DeleteAlarmsInput,
  PutCompositeAlarmInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import type { RequestContext } from '../../model';
import { alarmArn } from '../arns';
import { invalidFormat, resourceNotFound, validationError } from '../errors';
import { checkEnum, checkLength, requirePresent } from '../metrics/input';
import type { TagStore } from '../tags';
import { checkAlarmName } from './alarmInput';
import type { AlarmBook } from './book';
import { checkCompositeAlarm } from './compositeAlarmInput';
import { STATE_VALUES } from './describeAlarms';
import { checkMetricAlarm } from './metricAlarmInput';
import { UNCHECKED } from './metricEvaluation';
import type { Alarm, AlarmState } from './model';
import { AlarmWatch } from './watch';

/** Time from putting a metric alarm to its first evaluation, milliseconds. */
const FIRST_EVALUATION = 2_000;

/** How long a scenario's alarms have been there when the sandbox starts, milliseconds. */
const BACKDATED = 86_400_000;

const MAX_DELETED = 100;

export function putMetricAlarm(
  input: PutMetricAlarmInput,
  context: RequestContext,
  book: AlarmBook,
  tags: TagStore,
): void {
  checkMetricAlarm(input);
  const at = configurationTime(context);
  const before = existingOf('MetricAlarm', input.AlarmName!, book);
  const alarm: Alarm = {
    ...sharedPart(input, context, before, at),
    type: 'MetricAlarm',
    config: input,
    watch: AlarmWatch.create(input),
    nextEvaluation: at + FIRST_EVALUATION,
  };
  book.put(alarm, at);
  if (!before) tags.add(context.place, alarm.arn, input.Tags ?? []);
}

export function putCompositeAlarm(
  input: PutCompositeAlarmInput,
  context: RequestContext,
  book: AlarmBook,
  tags: TagStore,
): void {
  const rule = checkCompositeAlarm(input, book.relatives());
  const at = configurationTime(context);
  const before = existingOf('CompositeAlarm', input.AlarmName!, book);
  const alarm: Alarm = {
    ...sharedPart(input, context, before, at),
    type: 'CompositeAlarm',
    config: input,
    rule,
    firstEvaluation: at,
  };
  book.put(alarm, at);
  if (!before) tags.add(context.place, alarm.arn, input.Tags ?? []);
}

/** A scenario's alarms look as if they had been there for a day: they are evaluated from then on. */
function configurationTime({ clock, scenario }: RequestContext): number {
  return scenario === undefined ? clock.now() : clock.now() - BACKDATED;
}

function existingOf(
  type: Alarm['type'],
  name: string,
  book: AlarmBook,
): Alarm | undefined {
  const before = book.get(name);
  if (before && before.type !== type) {
    throw validationError(
      `An alarm of another type with the name ${name} exists already.`,
    );
  }
  return before;
}

/** An update leaves the state as it is (API_PutMetricAlarm). */
function sharedPart(
  input: PutMetricAlarmInput | PutCompositeAlarmInput,
  context: RequestContext,
  before: Alarm | undefined,
  at: number,
) {
  const initial: AlarmState = {
    value: 'INSUFFICIENT_DATA',
    reason: UNCHECKED,
    updatedAt: at,
    transitionedAt: at,
  };
  return {
    name: input.AlarmName!,
    arn: alarmArn(context.place, input.AlarmName!),
    configuredAt: at,
    actionsEnabled: input.ActionsEnabled ?? true,
    state: before?.state ?? initial,
  };
}

export function setAlarmState(
  input: SetAlarmStateInput,
  context: RequestContext,
  book: AlarmBook,
): void {
  checkAlarmName(input.AlarmName);
  requirePresent(input.StateValue, 'stateValue');
  checkEnum(input.StateValue, 'stateValue', STATE_VALUES);
  requirePresent(input.StateReason, 'stateReason');
  checkLength(input.StateReason, 'stateReason', 0, 1023);
  checkLength(input.StateReasonData, 'stateReasonData', 0, 4000);
  if (input.StateReasonData !== undefined && !isJson(input.StateReasonData)) {
    throw invalidFormat('StateReasonData was not syntactically valid JSON');
  }
  const alarm = book.get(input.AlarmName);
  if (!alarm) throw resourceNotFound();
  book.setState(
    alarm,
    {
      value: input.StateValue,
      reason: input.StateReason,
      reasonData: input.StateReasonData,
    },
    context.clock.now(),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * DeleteAlarms: names that do not exist are passed over as long as one does; at most one composite alarm; none that another
 * composite alarm depends on.
 */
export function deleteAlarms(
  input: DeleteAlarmsInput,
  context: RequestContext,
  book: AlarmBook,
  tags: TagStore,
): void {
  const alarms = alarmsNamed(input.AlarmNames, book);
  if (alarms.length === 0) throw resourceNotFound();
  if (alarms.filter(alarm => alarm.type === 'CompositeAlarm').length > 1) {
    throw validationError('A request can delete at most one composite alarm.');
  }
  for (const alarm of alarms) {
    const parents = book
      .relatives()
      .parentsOf(alarm)
      .filter(parent => parent === alarm || !alarms.includes(parent));
    if (parents.length > 0) {
      throw validationError(
        `Cannot delete ${alarm.name} as there are composite alarm(s) depending on it.`,
      );
    }
  }
  for (const alarm of alarms) {
    book.delete(alarm, context.clock.now());
    tags.forget(context.place, alarm.arn);
  }
}

/** EnableAlarmActions and DisableAlarmActions; names that do not exist are passed over. */
export function switchActions(
  names: string[] | undefined,
  enabled: boolean,
  context: RequestContext,
  book: AlarmBook,
): void {
  for (const alarm of alarmsNamed(names, book)) {
    if (alarm.actionsEnabled === enabled) continue;
    alarm.actionsEnabled = enabled;
    alarm.configuredAt = context.clock.now();
    book.put(alarm, alarm.configuredAt);
  }
}

function alarmsNamed(names: string[] | undefined, book: AlarmBook): Alarm[] {
  requirePresent(names, 'alarmNames');
  if (names.length > MAX_DELETED) {
    throw validationError(
      `1 validation error detected: Value at 'alarmNames' failed to satisfy constraint: Member must have length less than or equal to ${MAX_DELETED}`,
    );
  }
  names.forEach((name, index) =>
    checkLength(name, `alarmNames.${index + 1}.member`, 1, 255),
  );
  return [...new Set(names)].flatMap(name => book.get(name) ?? []);
}
