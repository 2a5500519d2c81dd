import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Checks what came with a request.
 *
 * @param what - Names the part of the request in the message, such as `query`
 * @throws InputError that says which fields are wrong and how
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  what: string,
): z.output<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new InputError(
      `The request's ${what} is not valid. ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}
