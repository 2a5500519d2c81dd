import { invalidParameterValue, validationError } from '../errors';
import { checkLength, requirePresent } from '../metrics/input';

/** Most actions for one state (API_PutMetricAlarm). */
const MAX_ACTIONS = 5;

const ACTION_ARN = /^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:[^:]*:.+$/s;

/** @throws {ServiceError} for a name that is missing, too long or has control characters */
export function checkAlarmName(
  name: string | undefined,
): asserts name is string {
  requirePresent(name, 'alarmName');
  checkLength(name, 'alarmName', 1, 255);
  if (/\p{Cc}/u.test(name)) {
    throw validationError(
      'AlarmName must not contain ASCII control characters.',
    );
  }
}

/** Checks the actions of all three states. */
export function checkActions(input: {
  OKActions?: string[];
  AlarmActions?: string[];
  InsufficientDataActions?: string[];
}): void {
  for (const [member, actions] of [
    ['oKActions', input.OKActions],
    ['alarmActions', input.AlarmActions],
    ['insufficientDataActions', input.InsufficientDataActions],
  ] as const) {
    if (!actions) continue;
    if (actions.length > MAX_ACTIONS) {
      throw validationError(
        `1 validation error detected: Value '[${actions.join(', ')}]' at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${MAX_ACTIONS}`,
      );
    }
    for (const action of actions) {
      checkLength(action, `${member}.member`, 1, 1024);
      if (!ACTION_ARN.test(action)) {
        throw invalidParameterValue(`Invalid arn syntax: ${action}`);
      }
    }
  }
}
