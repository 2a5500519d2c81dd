import type {
  Alarm,
  AlarmRuleNode,
  Finding,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { describes, type ExpectedAlarm } from '../alarms/documentedAlarms';
import { alarmsOfRule } from '../alarms/ruleParser';
import { severityFromName, severityFromText } from '../alarms/severity';
import { alarmDifferences } from './alarmDifferences';
import { finding, isGrave, placeInWords } from './finding';

/** Documented, and AWS has none. `missing` are the names that the alarm service found missing. */
export function missingAlarms(
  expected: readonly ExpectedAlarm[],
  missing: readonly { name: string }[],
): Finding[] {
  const names = new Set(missing.map(({ name }) => name));
  return expected
    .filter(({ name }) => names.has(name))
    .map(({ name, position, element }) =>
      finding({
        kind: 'alarm-missing',
        severity:
          severityFromText(element.severity) ??
          severityFromName(name) ??
          'medium',
        subject: name,
        expected: `an alarm of this name (${placeInWords(position)})`,
        found: 'none in AWS',
        advice: `Deploy the alarm, or take it out of ${position.path} if nobody needs it any more.`,
        position,
      }),
    );
}

/** In AWS, and no document describes it. Says nothing where the documents describe no alarm at all. */
export function undocumentedAlarms(
  expected: readonly ExpectedAlarm[],
  alarms: readonly Alarm[],
): Finding[] {
  if (expected.length === 0) {
    return [];
  }
  const [{ position }] = expected;
  return alarms
    .filter(({ documented }) => !documented)
    .map(alarm =>
      finding({
        ...about(alarm),
        kind: 'alarm-undocumented',
        severity: 'low',
        expected: 'a description in the operations documents',
        found: `an alarm on ${alarm.condition} that no document describes`,
        advice: `Describe it beside the other alarms in ${position.path}: what it means and what to do.`,
      }),
    );
}

/** Documented otherwise than deployed. */
export function differingAlarms(
  expected: readonly ExpectedAlarm[],
  alarms: readonly Alarm[],
): Finding[] {
  return alarms.flatMap(alarm => {
    const documented = expected.find(one => describes(one, alarm.name));
    const differences = documented
      ? alarmDifferences(documented.element, alarm)
      : [];
    if (!documented || differences.length === 0) {
      return [];
    }
    const { position } = documented;
    return [
      finding({
        ...about(alarm),
        kind: 'alarm-differs',
        severity: isGrave(alarm.severity) ? 'high' : 'medium',
        expected: `${differences.map(one => `${one.what} ${one.expected}`).join(', ')} (${placeInWords(position)})`,
        found: differences.map(one => `${one.what} ${one.found}`).join(', '),
        advice: `Change the alarm, or ${position.path} where the alarm is right.`,
        position,
      }),
    ];
  });
}

/**
 * Alarms that nobody is told of. A part of a composite alarm that tells somebody is not one, nor is an alarm that only
 * holds another one back.
 */
export function alarmsWithoutAction(alarms: readonly Alarm[]): Finding[] {
  const toldByOthers = new Set(
    alarms
      .filter(({ type, ...alarm }) => type === 'composite' && tells(alarm))
      .flatMap(({ sourceId, rule }) =>
        namesIn(rule).map(name => keyOf(sourceId, name)),
      ),
  );
  const suppressors = new Set(
    alarms.flatMap(({ sourceId, suppressedBy }) =>
      suppressedBy ? [keyOf(sourceId, suppressedBy)] : [],
    ),
  );
  return alarms
    .filter(alarm => {
      const key = keyOf(alarm.sourceId, alarm.name);
      return !tells(alarm) && !toldByOthers.has(key) && !suppressors.has(key);
    })
    .map(alarm =>
      finding({
        ...about(alarm),
        kind: 'alarm-without-action',
        severity: isGrave(alarm.severity) ? 'high' : 'warning',
        expected: 'an action that tells somebody',
        found:
          alarm.actions.length === 0
            ? 'no action for the state ALARM'
            : `actions are switched off (${alarm.actions.join(', ')})`,
        advice:
          alarm.actions.length === 0
            ? 'Give it an action such as an SNS topic, or make it part of a composite alarm that has one.'
            : 'Switch its actions on again, or use a mute rule, which ends by itself.',
      }),
    );
}

/** Alarms that no procedure answers. */
export function alarmsWithoutRunbook(alarms: readonly Alarm[]): Finding[] {
  return alarms
    .filter(({ runbooks }) => runbooks.length === 0)
    .map(alarm =>
      finding({
        ...about(alarm),
        kind: 'alarm-without-runbook',
        severity: isGrave(alarm.severity) ? 'medium' : 'low',
        expected: 'a procedure that answers it',
        found: 'none that names it, its metric or its words',
        advice:
          'Write a procedure that names the alarm, or link one under `runbooks` of the definition.',
        ...(alarm.documented ? { position: alarm.documented } : {}),
      }),
    );
}

function about({ name, sourceId, consoleUrl }: Alarm) {
  return {
    subject: name,
    sourceId,
    ...(consoleUrl ? { consoleUrl } : {}),
  };
}

function tells({
  actionsEnabled,
  actions,
}: Pick<Alarm, 'actionsEnabled' | 'actions'>): boolean {
  return actionsEnabled && actions.length > 0;
}

function namesIn(rule: AlarmRuleNode | undefined): string[] {
  return rule ? alarmsOfRule(rule) : [];
}

function keyOf(sourceId: string, name: string): string {
  return `${sourceId}\n${name}`;
}
