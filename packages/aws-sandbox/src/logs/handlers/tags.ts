import {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Handlers, Place } from '../../model';
import * as constraint from '../constraints';
import { invalidParameter, resourceNotFound } from '../errors';
import { groupNameOf } from '../arns';
import { LogGroup } from '../groups';
import { LogStore } from '../store';

const MAX_TAGS = 50;

/** TagResource, UntagResource and ListTagsForResource, for log groups. */
export function createTagHandlers(store: LogStore): Handlers {
  return {
    TagResource(input: TagResourceRequest, { place }) {
      constraint.required(input.tags, 'tags');
      checkTags(input.tags);
      const { tags } = taggedGroup(store, place, input.resourceArn);
      const keys = new Set([...tags.keys(), ...Object.keys(input.tags)]);
      if (keys.size > MAX_TAGS) {
        throw invalidParameter(
          `A log group can have at most ${MAX_TAGS} tags; this would make ${keys.size}.`,
        );
      }
      for (const [key, value] of Object.entries(input.tags)) {
        tags.set(key, value);
      }
      return {};
    },

    UntagResource(input: UntagResourceRequest, { place }) {
      constraint.required(input.tagKeys, 'tagKeys');
      const { tags } = taggedGroup(store, place, input.resourceArn);
      for (const key of input.tagKeys) tags.delete(key);
      return {};
    },

    ListTagsForResource(input: ListTagsForResourceRequest, { place }) {
      const { tags } = taggedGroup(store, place, input.resourceArn);
      return { tags: Object.fromEntries(tags) };
    },
  };
}

/** @throws InvalidParameterException for keys and values that AWS does not take */
export function checkTags(tags: Record<string, string>): void {
  const entries = Object.entries(tags);
  if (entries.length < 1 || entries.length > MAX_TAGS) {
    throw invalidParameter(
      `Between 1 and ${MAX_TAGS} tags are expected, not ${entries.length}.`,
    );
  }
  for (const [key, value] of entries) {
    constraint.hasLength(key, 'tags.key', 1, 128);
    constraint.hasLength(value, `tags.${key}.value`, 0, 256);
    constraint.matchesPattern(
      key,
      'tags.key',
      /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u,
      '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)',
    );
    constraint.matchesPattern(
      value,
      `tags.${key}.value`,
      /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
      '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)',
    );
  }
}

function taggedGroup(
  store: LogStore,
  place: Place,
  arn: string | undefined,
): LogGroup {
  constraint.required(arn, 'resourceArn');
  if (!arn.startsWith('arn:')) {
    throw invalidParameter(`'${arn}' is not a valid ARN.`);
  }
  const name = groupNameOf(place, arn.replace(/:\*$/, ''));
  const group = store.find(place, name);
  if (!group) {
    throw resourceNotFound('The specified resource does not exist.');
  }
  return group;
}
