import { explainFailure, type CloudOperation } from './sourceFailure';

const operation = (api: string): CloudOperation => ({
  service: 'cloudwatch',
  api,
});

const error = (name: string, message = '', more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

it.each([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['UnrecognizedClientException', 'denied'],
  ['ExpiredToken', 'expired'],
  ['ExpiredTokenException', 'expired'],
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['LimitExceededException', 'throttled'],
  ['ResourceNotFound', 'not-found'],
  ['ResourceNotFoundException', 'not-found'],
  ['ValidationError', 'invalid-request'],
  ['InvalidParameterValue', 'invalid-request'],
  ['InvalidParameterValueException', 'invalid-request'],
  ['InternalServiceFault', 'unavailable'],
  ['TimeoutError', 'unavailable'],
  ['CredentialsProviderError', 'unavailable'],
])('takes %s for %s', (name, kind) => {
  expect(explainFailure(error(name), operation('DescribeAlarms')).kind).toBe(
    kind,
  );
});

it('reads the older spelling that comes as a code', () => {
  const failure = explainFailure(
    error('CloudWatchServiceException', '', { Code: 'Throttling' }),
    operation('DescribeAlarms'),
  );
  expect(failure.kind).toBe('throttled');
});

it('finds the reason of the network behind an error of the SDK', () => {
  const failure = explainFailure(
    error('Error', '', { cause: error('Error', '', { code: 'ECONNRESET' }) }),
    operation('GetMetricData'),
  );
  expect(failure).toEqual({
    kind: 'unavailable',
    message:
      'The connection to CloudWatch failed (ECONNRESET) while calling GetMetricData.',
  });
});

it('tells a wrong clock from a wrong key', () => {
  const clock = 'Signature expired: 20261121T0300Z is now earlier than …';
  expect(
    explainFailure(
      error('SignatureDoesNotMatch', clock),
      operation('GetMetricData'),
    ),
  ).toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('clock'),
  });
  expect(
    explainFailure(error('SignatureDoesNotMatch'), operation('GetMetricData'))
      .kind,
  ).toBe('denied');
});

it('names the IAM action that AWS names, else the one of the operation', () => {
  const assume = error(
    'AccessDenied',
    'User: arn:aws:iam::111122223333:user/portal is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::999900001111:role/x',
  );
  const failure = explainFailure(assume, operation('GetMetricData'));
  expect(failure.missingAction).toBe('sts:AssumeRole');
  expect(failure.message).not.toContain('arn:');
  const missing = (service: CloudOperation['service']) =>
    explainFailure(error('AccessDeniedException'), {
      service,
      api: 'ListTagsForResource',
    }).missingAction;
  expect(missing('logs')).toBe('logs:ListTagsForResource');
  expect(missing('cloudwatch')).toBe('cloudwatch:ListTagsForResource');
});

it('survives whatever is thrown', () => {
  const odd: unknown[] = [undefined, null, 'boom', 42, {}, { name: 7 }];
  odd.forEach(thrown =>
    expect(explainFailure(thrown, operation('GetMetricData')).kind).toBe(
      'unavailable',
    ),
  );
});
