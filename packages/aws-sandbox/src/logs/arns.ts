import { Place } from '../model';
import { invalidParameter, NO_SUCH_GROUP, resourceNotFound } from './errors';

/**
 * The log group a `logGroupName` or `logGroupIdentifier` names: a plain name, or an ARN of this place without `:*`.
 *
 * @throws InvalidParameterException for an ARN of another form, ResourceNotFoundException for another account or region
 */
export function groupNameOf(place: Place, identifier: string): string {
  if (!identifier.startsWith('arn:')) return identifier;
  const match =
    /^arn:aws[a-z-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([^:*]+)$/.exec(
      identifier,
    );
  if (!match) {
    throw invalidParameter(
      `Invalid log group ARN '${identifier}': use arn:aws:logs:region:account-id:log-group:name without an asterisk at the end.`,
    );
  }
  const [, region, accountId, name] = match;
  if (region !== place.region || accountId !== place.accountId) {
    throw resourceNotFound(NO_SUCH_GROUP);
  }
  return name;
}

/** `arn:aws:logs:region:account:log-group:name`, in the partition of the region. */
export function groupArn(place: Place, name: string): string {
  return `arn:${partitionOf(place.region)}:logs:${place.region}:${place.accountId}:log-group:${name}`;
}

/** `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
