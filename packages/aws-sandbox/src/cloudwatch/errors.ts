import { ServiceError } from '../model';

/** How CloudWatch sends its errors to clients of today, with the code that its Query API had for them. */
function cloudWatchError(
  type: string,
  message: string,
  queryCode: string,
  status = 400,
): ServiceError {
  return new ServiceError(type, message, status, queryCode);
}

const MODEL = 'com.amazonaws.cloudwatch.v2010_08_01';

/** A constraint of the model or of an operation is broken. */
export const validationError = (message: string) =>
  cloudWatchError(
    'com.amazon.coral.validate#ValidationException',
    message,
    'ValidationError',
  );

export const invalidParameterValue = (message: string) =>
  cloudWatchError(
    `${MODEL}#InvalidParameterValueException`,
    message,
    'InvalidParameterValue',
  );

export const invalidParameterCombination = (message: string) =>
  cloudWatchError(
    `${MODEL}#InvalidParameterCombinationException`,
    message,
    'InvalidParameterCombination',
  );

export const missingParameter = (member: string) =>
  cloudWatchError(
    `${MODEL}#MissingRequiredParameterException`,
    `The parameter ${member} is required.`,
    'MissingParameter',
  );

export const invalidNextToken = () =>
  cloudWatchError(
    `${MODEL}#InvalidNextToken`,
    'The next token specified is invalid.',
    'InvalidNextToken',
  );

/** What alarms that do not exist are answered with; AWS sends no message. */
export const resourceNotFound = () =>
  cloudWatchError(`${MODEL}#ResourceNotFound`, '', 'ResourceNotFound', 404);

/** What tags of a resource that does not exist are answered with. */
export const resourceNotFoundException = (arn: string) =>
  cloudWatchError(
    `${MODEL}#ResourceNotFoundException`,
    `Unable to find resource ${arn}`,
    'ResourceNotFoundException',
    404,
  );

/** Data that should be JSON and is not. */
export const invalidFormat = (message: string) =>
  cloudWatchError(`${MODEL}#InvalidFormatFault`, message, 'InvalidFormat');

export const dashboardNotFound = (name: string) =>
  cloudWatchError(
    `${MODEL}#DashboardNotFoundError`,
    `Dashboard ${name} does not exist`,
    'ResourceNotFound',
    404,
  );

/** A dashboard's body that is refused, with what is wrong where. */
export const dashboardInvalid = (
  messages: readonly { DataPath: string; Message: string }[],
) =>
  new ServiceError(
    `${MODEL}#DashboardInvalidInputError`,
    `The dashboard body is invalid, there are ${messages.length} validation errors: ${JSON.stringify(messages)}`,
    400,
    'InvalidParameterInput',
    { dashboardValidationMessages: messages },
  );
