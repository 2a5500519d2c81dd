import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import type { Handlers, RequestContext } from '../../model';
import { invalidParameterValue, resourceNotFoundException } from '../errors';
import { requirePresent } from '../metrics/input';
import { checkTags, MAX_TAGS } from './tagInput';
import type { TagStore } from './tagStore';

const ARN =
  /^arn:aws(-[a-z]+)*:cloudwatch:[a-z0-9-]*:\d{12}:(alarm:|dashboard\/|insight-rule\/).+$/s;

/** TagResource, UntagResource and ListTagsForResource. */
export function createTagHandlers(deps: {
  tags: TagStore;
  /** Whether the resource exists where the request lands. */
  exists(arn: string, context: RequestContext): boolean;
}): Handlers {
  const { tags, exists } = deps;

  const checkArn = (arn: string | undefined): string => {
    requirePresent(arn, 'resourceARN');
    if (!ARN.test(arn)) {
      throw invalidParameterValue(`Invalid resource ARN: ${arn}`);
    }
    return arn;
  };
  const existing = (arn: string | undefined, context: RequestContext) => {
    const checked = checkArn(arn);
    if (!exists(checked, context)) throw resourceNotFoundException(checked);
    return checked;
  };

  return {
    TagResource: (input: TagResourceInput, context) => {
      requirePresent(input.Tags, 'tags');
      checkTags(input.Tags);
      const arn = existing(input.ResourceARN, context);
      const keys = new Set([
        ...tags.list(context.place, arn).map(tag => tag.Key),
        ...input.Tags.map(tag => tag.Key),
      ]);
      if (keys.size > MAX_TAGS) {
        throw invalidParameterValue(
          `A resource can have at most ${MAX_TAGS} tags`,
        );
      }
      tags.add(context.place, arn, input.Tags);
      return {};
    },
    UntagResource: (input: UntagResourceInput, context) => {
      requirePresent(input.TagKeys, 'tagKeys');
      const arn = existing(input.ResourceARN, context);
      tags.remove(context.place, arn, input.TagKeys);
      return {};
    },
    // A resource that is gone has no tags; AWS does not say that it is gone.
    ListTagsForResource: (
      input: ListTagsForResourceInput,
      context,
    ): ListTagsForResourceOutput => ({
      Tags: tags.list(context.place, checkArn(input.ResourceARN)),
    }),
  };
}
