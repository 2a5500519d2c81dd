import { CustomErrorBase } from '@backstage/errors';

/** A limit on log queries is reached; answered as 429. Backstage has no error of its own for it. */
export class TooManyQueriesError extends CustomErrorBase {
  readonly name = 'TooManyQueriesError';
  readonly statusCode = 429;
}
