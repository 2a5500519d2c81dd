import { ServiceError } from '../model';
import { OperationName, ServiceName } from '../services';
import { Protocol, WireRequest, WireResponse } from './protocol';
import { xmlElement } from './xml';

const STS_VERSION = '2011-06-15';
const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** The Query protocol (form in, XML out), which STS speaks. */
export class StsQuery implements Protocol {
  operationOf({ headers, content }: WireRequest): OperationName | undefined {
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
    const form = new URLSearchParams(content.toString('utf8'));
    const operation = form.get('Action');
    return operation && form.get('Version') === STS_VERSION
      ? { service: 'sts', operation }
      : undefined;
  }

  async decode(
    _name: OperationName,
    { content }: WireRequest,
  ): Promise<Record<string, string>> {
    return Object.fromEntries(new URLSearchParams(content.toString('utf8')));
  }

  encode(
    { operation }: OperationName,
    output: unknown,
    requestId: string,
  ): WireResponse {
    const result = xmlElement(`${operation}Result`, output ?? {});
    const metadata = xmlElement('ResponseMetadata', { RequestId: requestId });
    return xmlResponse(
      200,
      requestId,
      `<${operation}Response xmlns="${STS_NAMESPACE}">${result}${metadata}</${operation}Response>`,
    );
  }

  encodeError(
    _service: ServiceName,
    error: ServiceError,
    requestId: string,
  ): WireResponse {
    const { type, message, status, queryCode } = error;
    const detail = xmlElement('Error', {
      Type: status < 500 ? 'Sender' : 'Receiver',
      Code: queryCode ?? type.slice(type.indexOf('#') + 1),
      Message: message,
    });
    return xmlResponse(
      status,
      requestId,
      `<ErrorResponse xmlns="${STS_NAMESPACE}">${detail}${xmlElement('RequestId', requestId)}</ErrorResponse>`,
    );
  }
}

function xmlResponse(
  status: number,
  requestId: string,
  body: string,
): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: Buffer.from(body),
  };
}
