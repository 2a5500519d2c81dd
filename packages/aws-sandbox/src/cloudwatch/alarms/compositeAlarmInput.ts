import type { PutCompositeAlarmInput } from '@aws-sdk/client-cloudwatch';
import { validationError } from '../errors';
import { checkLength, checkMinimum, requirePresent } from '../metrics/input';
import { checkTags } from '../tags/tagInput';
import { checkActions, checkAlarmName } from './alarmInput';
import type { AlarmFamily } from './family';
import { parseRule, RuleError } from './rule/parser';
import { alarmsOf, type Rule } from './rule/rule';

/**
 * The constraints that AWS documents for PutCompositeAlarm. A rule may run in a circle: such alarms are kept and not
 * evaluated.
 *
 * @throws {ServiceError} ValidationError
 */
export function checkCompositeAlarm(
  input: PutCompositeAlarmInput,
  family: AlarmFamily,
): Rule {
  checkAlarmName(input.AlarmName);
  checkLength(input.AlarmDescription, 'alarmDescription', 0, 1024);
  checkActions(input);
  checkTags(input.Tags);
  requirePresent(input.AlarmRule, 'alarmRule');
  checkLength(input.AlarmRule, 'alarmRule', 1, 10_240);
  const rule = ruleOf(input.AlarmRule);
  const unknown = alarmsOf(rule).filter(
    reference => !family.find(reference) && reference !== input.AlarmName,
  );
  if (unknown.length > 0) {
    throw validationError(
      `Could not save the composite alarm as alarms [${unknown.join(', ')}] in the alarm rule do not exist`,
    );
  }
  checkSuppressor(input, family);
  return rule;
}

function ruleOf(source: string): Rule {
  try {
    return parseRule(source);
  } catch (error) {
    if (error instanceof RuleError) throw validationError(error.message);
    throw error;
  }
}

function checkSuppressor(
  input: PutCompositeAlarmInput,
  family: AlarmFamily,
): void {
  const {
    ActionsSuppressor: suppressor,
    ActionsSuppressorWaitPeriod: wait,
    ActionsSuppressorExtensionPeriod: extension,
  } = input;
  checkMinimum(wait, 'actionsSuppressorWaitPeriod', 0);
  checkMinimum(extension, 'actionsSuppressorExtensionPeriod', 0);
  if (suppressor === undefined) {
    if (wait === undefined && extension === undefined) return;
    throw validationError(
      'ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod require ActionsSuppressor.',
    );
  }
  checkLength(suppressor, 'actionsSuppressor', 1, 1600);
  if (wait === undefined || extension === undefined) {
    throw validationError(
      'ActionsSuppressor requires ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod.',
    );
  }
  if (!family.find(suppressor)) {
    throw validationError(
      `Could not save the composite alarm as the actions suppressor alarm ${suppressor} does not exist`,
    );
  }
}
