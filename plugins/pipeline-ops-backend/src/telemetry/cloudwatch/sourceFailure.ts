import { RequestRefused } from '@pipeline-ops/plugin-pipeline-ops-node';

/** What went wrong with a request, in the product's words. */
export interface SourceFailure {
  kind:
    | 'denied'
    | 'expired'
    | 'throttled'
    | 'not-found'
    | 'invalid-request'
    | 'unsupported'
    | 'unavailable';
  /** What happened and what to do, for a person. */
  message: string;
  /** The IAM action to grant, when `kind` is `denied` and the action is known. */
  missingAction?: string;
}

/** An operation as AWS names it, and the prefix of its IAM action. */
export interface CloudOperation {
  service: 'cloudwatch' | 'logs';
  /** Such as `DescribeAlarms`. */
  api: string;
}

/** Error names as the services send them, in their modern and in their query-protocol spelling. */
const NAMES: Record<
  Exclude<SourceFailure['kind'], 'unavailable'>,
  ReadonlySet<string>
> = {
  denied: new Set([
    'AccessDenied',
    'AccessDeniedException',
    'AuthFailure',
    'InvalidClientTokenId',
    'MissingAuthenticationToken',
    'NotAuthorized',
    'OptInRequired',
    'SignatureDoesNotMatch',
    'UnauthorizedOperation',
    'UnrecognizedClientException',
  ]),
  expired: new Set([
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'TokenRefreshRequired',
  ]),
  throttled: new Set([
    'LimitExceeded',
    'LimitExceededException',
    'LimitExceededFault',
    'RequestLimitExceeded',
    'SlowDown',
    'Throttling',
    'ThrottledException',
    'ThrottlingException',
    'TooManyRequestsException',
  ]),
  'not-found': new Set([
    'ResourceNotFound',
    'ResourceNotFoundException',
    'DashboardNotFoundError',
  ]),
  'invalid-request': new Set([
    'InvalidParameterException',
    'InvalidParameterValue',
    'InvalidParameterValueException',
    'InvalidParameterCombination',
    'InvalidParameterCombinationException',
    'InvalidNextToken',
    'MalformedQueryException',
    'MissingRequiredParameterException',
    'ValidationError',
    'ValidationException',
  ]),
  // An endpoint that is older than the operation, or that does not speak for all of AWS.
  unsupported: new Set([
    'InvalidAction',
    'UnknownOperation',
    'UnknownOperationException',
    'UnsupportedOperation',
  ]),
};

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The signature's time and AWS's differ; the SDK corrects itself by the answer's date, once. */
const CLOCK_NAMES = new Set([
  'InvalidSignatureException',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
]);

/**
 * Reads an error of the AWS SDK, of the credential chain or of the network. Names are compared in both spellings,
 * because CloudWatch answers query-compatible clients with the old ones.
 */
export function explainFailure(
  error: unknown,
  operation: CloudOperation,
): SourceFailure {
  const { api } = operation;
  if (error instanceof RequestRefused) {
    return {
      kind: error.status === 'throttled' ? 'throttled' : 'unavailable',
      message: error.message,
    };
  }
  const names = namesOf(error);
  const text = messageOf(error);
  const kind = kindOf(names, text);
  switch (kind) {
    case 'denied':
      return denied(operation, text, names);
    case 'expired':
      return {
        kind,
        message: `The credentials of this source have expired and renewing them did not help. Check how the portal gets its AWS credentials.`,
      };
    case 'throttled':
      return {
        kind,
        message: `CloudWatch is limiting ${api} for this account and region. The data will be read again in a moment; a higher quota can be asked for in Service Quotas.`,
      };
    case 'not-found':
      return { kind, message: text || `${api} did not find it.` };
    case 'invalid-request':
      return {
        kind,
        message: text || `CloudWatch did not accept the request to ${api}.`,
      };
    case 'unsupported':
      return { kind, message: `The endpoint of this source has no ${api}.` };
    default:
      return unavailable(api, error, names, text);
  }
}

function kindOf(names: string[], text: string): SourceFailure['kind'] {
  if (isClock(names, text)) {
    return 'unavailable';
  }
  for (const [kind, known] of Object.entries(NAMES)) {
    if (names.some(name => known.has(name))) {
      return kind as SourceFailure['kind'];
    }
  }
  return 'unavailable';
}

/** CloudWatch calls a wrong time a wrong signature. */
function isClock(names: string[], text: string): boolean {
  return (
    names.some(name => CLOCK_NAMES.has(name)) ||
    (names.includes('SignatureDoesNotMatch') &&
      /Signature (expired|not yet current)/i.test(text))
  );
}

function denied(
  { service, api }: CloudOperation,
  text: string,
  names: string[],
): SourceFailure {
  const named = /not authorized to perform: ([\w-]+:[\w*]+)/.exec(text)?.[1];
  const badKey = names.some(name =>
    [
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'SignatureDoesNotMatch',
      'MissingAuthenticationToken',
      'AuthFailure',
    ].includes(name),
  );
  if (badKey) {
    return {
      kind: 'denied',
      message:
        'AWS does not accept the credentials of this source. Check the account under `aws.accounts`.',
    };
  }
  const missingAction = named ?? `${service}:${api}`;
  return {
    kind: 'denied',
    message: `The role of this source may not call ${missingAction}. Add the action to its policy.`,
    missingAction,
  };
}

function unavailable(
  api: string,
  error: unknown,
  names: string[],
  text: string,
): SourceFailure {
  if (names.some(name => /Credentials?(Provider)?Error/.test(name))) {
    return {
      kind: 'unavailable',
      message:
        'No AWS credentials could be had for this source. Check the account under `aws.accounts`.',
    };
  }
  if (isClock(names, text)) {
    return {
      kind: 'unavailable',
      message:
        "AWS refused the request because its time is off. Check the clock of the portal's machine.",
    };
  }
  // Some errors of the network come as another error's text.
  const code = [...names, ...text.split(/\W+/)].find(word =>
    CONNECTION_CODES.has(word),
  );
  if (code || /^(.*: )?aborted$/m.test(text)) {
    return {
      kind: 'unavailable',
      message: `The connection to CloudWatch failed (${code ?? 'cut off'}) while calling ${api}.`,
    };
  }
  if (
    names.includes('TimeoutError') ||
    names.includes('AbortError') ||
    /\bTimeoutError\b/.test(text)
  ) {
    return {
      kind: 'unavailable',
      message: `CloudWatch did not answer ${api} in time. The data will be read again in a moment.`,
    };
  }
  if (error instanceof SyntaxError || /is not valid JSON|JSON/.test(text)) {
    return {
      kind: 'unavailable',
      message: `CloudWatch answered ${api} with something that cannot be read.`,
    };
  }
  return {
    kind: 'unavailable',
    message: `CloudWatch could not answer ${api}. The data will be read again in a moment.`,
  };
}

function namesOf(error: unknown): string[] {
  const found: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 4 && isRecord(current); depth += 1) {
    for (const key of ['name', 'Code', 'code']) {
      const value = current[key];
      if (typeof value === 'string') {
        found.push(value);
      }
    }
    current = current.cause;
  }
  return found;
}

function messageOf(error: unknown): string {
  const message = isRecord(error) ? error.message : undefined;
  return typeof message === 'string' && message !== 'UnknownError'
    ? withoutIdentity(message.slice(0, 500))
    : '';
}

/** AWS's texts name roles and accounts; readers of a page need to know neither. */
function withoutIdentity(text: string): string {
  return text
    .replace(/\barn:aws[\w-]*:[^\s'",;)\]]+/g, '(ARN)')
    .replace(/\b\d{12}\b/g, '(account)');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
