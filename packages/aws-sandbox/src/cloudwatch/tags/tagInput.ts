import { validationError } from '../errors';
import { checkLength, requirePresent } from '../metrics/input';
import type { Tag } from './tagStore';

/** Most tags of one resource (API_TagResource). */
export const MAX_TAGS = 50;

/** Refuses tags that AWS refuses: too many, without key or value, too long, or in AWS's own name space. */
export function checkTags(tags: readonly Tag[] | undefined): void {
  if (!tags) return;
  if (tags.length > MAX_TAGS) {
    throw validationError(
      `1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TAGS}`,
    );
  }
  const seen = new Set<string>();
  tags.forEach(({ Key, Value }, index) => {
    const at = `tags.${index + 1}.member`;
    requirePresent(Key, `${at}.key`);
    checkLength(Key, `${at}.key`, 1, 128);
    requirePresent(Value, `${at}.value`);
    checkLength(Value, `${at}.value`, 0, 256);
    if (Key.toLowerCase().startsWith('aws:')) {
      throw validationError(
        `Tag keys starting with 'aws:' are reserved for system use: ${Key}`,
      );
    }
    if (seen.has(Key)) {
      throw validationError(`Duplicate tag key: ${Key}`);
    }
    seen.add(Key);
  });
}
