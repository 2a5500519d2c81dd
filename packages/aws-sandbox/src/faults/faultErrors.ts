import { Place, ServiceError } from '../model';
import { iamAction, OperationName, ServiceName } from '../services';
import { FaultKind } from './fault';

interface Refusal {
  /** Type in the JSON protocols. */
  type: string;
  message: string;
  /** Code in the Query protocol, and CloudWatch's `x-amzn-query-error`. */
  code: string;
  status: number;
}

type Refusals = Partial<
  Record<FaultKind, (name: OperationName, place: Place) => Refusal>
>;

const REFUSALS: Refusals = {
  throttle: () => ({
    type: 'ThrottlingException',
    message: 'Rate exceeded',
    code: 'Throttling',
    status: 400,
  }),
  deny: (name, place) => ({
    type: 'AccessDeniedException',
    message:
      `User: arn:aws:iam::${place.accountId}:user/sandbox is not authorized to perform: ${iamAction(name)} ` +
      `because no identity-based policy allows the ${iamAction(name)} action`,
    code: 'AccessDenied',
    status: name.service === 'logs' ? 400 : 403,
  }),
  'expired-token': ({ service }) => ({
    type: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
    code: 'ExpiredToken',
    status: service === 'logs' ? 400 : 403,
  }),
  'invalid-token': ({ service }) => ({
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
    code: 'InvalidClientTokenId',
    status: service === 'logs' ? 400 : 403,
  }),
  'clock-skew': ({ service }) => ({
    type: 'InvalidSignatureException',
    message: 'Signature expired: the time of the request is too far away.',
    code: 'SignatureDoesNotMatch',
    status: service === 'logs' ? 400 : 403,
  }),
  'internal-error': ({ service }) => ({
    type: service === 'logs' ? 'InternalFailure' : 'InternalServiceFault',
    message: 'The request processing has failed because of an unknown error.',
    code: 'InternalServiceError',
    status: 500,
  }),
  unavailable: () => ({
    type: 'ServiceUnavailableException',
    message: 'The request has failed due to a temporary failure of the server.',
    code: 'ServiceUnavailable',
    status: 503,
  }),
  'limit-exceeded': () => ({
    type: 'LimitExceededException',
    message: 'The quota for this resource has been exceeded.',
    code: 'LimitExceeded',
    status: 400,
  }),
};

/** The error that AWS answers for the fault; undefined for faults of another kind. */
export function faultError(
  kind: FaultKind,
  name: OperationName,
  place: Place,
): ServiceError | undefined {
  const refusal = REFUSALS[kind]?.(name, place);
  if (!refusal) return undefined;
  return new ServiceError(
    typeIn(name.service, refusal),
    refusal.message,
    refusal.status,
    refusal.code,
  );
}

/** What a caller over the rate is told. */
export function throttled(name: OperationName, place: Place): ServiceError {
  return faultError('throttle', name, place)!;
}

function typeIn(service: ServiceName, { type }: Refusal): string {
  return service === 'monitoring' ? `com.amazon.coral.service#${type}` : type;
}
