import { cbor, CborCodec } from '@smithy/core/cbor';
import { ServiceError } from '../model';
import { OperationName, ServiceName } from '../services';
import { checkedInput } from './inputShape';
import { shapesOf, unreadableBody } from './operations';
import { Protocol, WireRequest, WireResponse } from './protocol';
import { queryErrorOf } from './queryError';

const PATH =
  /^\/service\/GraniteServiceVersion20100801\/operation\/([A-Za-z0-9]+)$/;

/** Smithy RPC v2 CBOR, which AWS's SDKs for Python and Go speak to CloudWatch. */
export class RpcCbor implements Protocol {
  readonly #codec = new CborCodec();

  operationOf({ path, headers }: WireRequest): OperationName | undefined {
    if (headers['smithy-protocol'] !== 'rpc-v2-cbor') return undefined;
    const match = PATH.exec(path);
    return match ? { service: 'monitoring', operation: match[1] } : undefined;
  }

  async decode(
    name: OperationName,
    { content }: WireRequest,
  ): Promise<unknown> {
    const { input } = shapesOf(name);
    if (content.length === 0) return {};
    try {
      const value = await this.#codec.createDeserializer().read(input, content);
      return checkedInput(input, value);
    } catch {
      throw unreadableBody();
    }
  }

  encode(
    name: OperationName,
    output: unknown,
    requestId: string,
  ): WireResponse {
    const shape = shapesOf(name).output;
    let body = Buffer.alloc(0);
    if (shape !== undefined) {
      const serializer = this.#codec.createSerializer();
      serializer.write(shape, output ?? {});
      body = Buffer.from(serializer.flush());
    }
    return { status: 200, headers: headersOf(requestId), body };
  }

  encodeError(
    _service: ServiceName,
    error: ServiceError,
    requestId: string,
  ): WireResponse {
    const { type, message, status, queryCode, members } = error;
    const queryError: Record<string, string> = queryCode
      ? { 'x-amzn-query-error': queryErrorOf(queryCode, status) }
      : {};
    return {
      status,
      headers: { ...headersOf(requestId), ...queryError },
      body: Buffer.from(
        cbor.serialize({
          __type: type,
          ...(message ? { message } : {}),
          ...members,
        }),
      ),
    };
  }
}

function headersOf(requestId: string) {
  return {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
  };
}
