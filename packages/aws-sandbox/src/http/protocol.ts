import { ServiceError } from '../model';
import { OperationName, ServiceName } from '../services';

/** A request of AWS's as it came over the wire. */
export interface WireRequest {
  /** Path without the query string. */
  path: string;
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
  /** The body, unpacked. */
  content: Buffer;
  /** Bytes of the body on the wire, before it was unpacked. */
  size: number;
}

export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** One of the wire protocols that AWS's SDKs speak: requests in, answers out. */
export interface Protocol {
  /** What the request asks for; undefined where it does not speak this protocol. */
  operationOf(request: WireRequest): OperationName | undefined;
  /** Throws ServiceError for a body that cannot be read, or an operation that the service does not have. */
  decode(name: OperationName, request: WireRequest): Promise<unknown>;
  encode(name: OperationName, output: unknown, requestId: string): WireResponse;
  encodeError(
    service: ServiceName,
    error: ServiceError,
    requestId: string,
  ): WireResponse;
}
