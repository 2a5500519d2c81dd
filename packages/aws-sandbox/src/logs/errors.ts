import { ServiceError } from '../model';

/** 400 InvalidParameterException. */
export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

/** 400 ResourceNotFoundException. */
export function resourceNotFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}

/** 400 ResourceAlreadyExistsException. */
export function alreadyExists(message: string): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', message);
}

/** 400 LimitExceededException. */
export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceededException', message);
}

/** 400 ValidationException, which CloudWatch Logs sends for parameters that exclude each other. */
export function validation(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

export const NO_SUCH_GROUP = 'The specified log group does not exist.';
export const NO_SUCH_STREAM = 'The specified log stream does not exist.';
export const BAD_TOKEN = 'The specified nextToken is invalid.';
