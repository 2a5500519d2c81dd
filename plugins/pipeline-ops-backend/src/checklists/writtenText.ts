import { cleanText } from '../logs/cleanText';
import type { Mask } from '../logs/mask';

/** What somebody wrote, without secrets and without what hides or reorders text; undefined when nothing is left. */
export function writtenText(
  text: string | undefined,
  mask: Mask,
): string | undefined {
  return (text && mask(cleanText(text)).trim()) || undefined;
}
