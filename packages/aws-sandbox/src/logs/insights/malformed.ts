import { ServiceError } from '../../model';

/** A query that does not compile; offsets are characters of the query string, the end exclusive. */
export function malformedQuery(
  message: string,
  start: number,
  end: number,
): ServiceError {
  return new ServiceError('MalformedQueryException', message, 400, undefined, {
    queryCompileError: {
      location: { startCharOffset: start, endCharOffset: end },
      message,
    },
  });
}
