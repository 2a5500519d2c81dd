import { Place, ServiceError } from '../model';

/** The account of keys whose id names none. */
export const DEFAULT_ACCOUNT = '000000000000';

const CREDENTIAL =
  /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/[^/,\s]+\/aws4_request/;

/**
 * Account and region of a signed request: the account is the last twelve digits of the access key id, the region that of
 * the credential scope. The signature itself is not checked: every secret is right.
 *
 * Throws MissingAuthenticationTokenException where there is no signature.
 */
export function placeOf(authorization: string | undefined): Place {
  const match = CREDENTIAL.exec(authorization ?? '');
  if (!match) {
    throw new ServiceError(
      'com.amazon.coral.service#MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
      403,
      'MissingAuthenticationToken',
    );
  }
  const [, keyId, region] = match;
  return { accountId: /\d{12}$/.exec(keyId)?.[0] ?? DEFAULT_ACCOUNT, region };
}
