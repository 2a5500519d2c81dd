import { RequestContext } from '../../model';
import { groupName } from '../constraints';
import { invalidParameter, validation } from '../errors';
import { groupNameOf } from '../arns';
import { LogGroup } from '../groups';
import { LogStore } from '../store';

/** The log group of a request that takes a name or an identifier (name or ARN), but not both. */
export function targetGroup(
  store: LogStore,
  context: RequestContext,
  input: { logGroupName?: string; logGroupIdentifier?: string },
): LogGroup {
  const { logGroupName, logGroupIdentifier } = input;
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw validation(
      'LogGroup name and LogGroup ARN are mutually exclusive parameters.',
    );
  }
  if (logGroupName === undefined && logGroupIdentifier === undefined) {
    throw invalidParameter(
      'At least one of logGroupName or logGroupIdentifier must be provided.',
    );
  }
  const name =
    logGroupName ?? groupNameOf(context.place, logGroupIdentifier as string);
  groupName(
    name,
    logGroupName === undefined ? 'logGroupIdentifier' : 'logGroupName',
  );
  return store.get(context.place, name);
}
