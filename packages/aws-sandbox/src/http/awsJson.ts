import { JsonCodec } from '@aws-sdk/core/protocols';
import { ServiceError } from '../model';
import { OperationName, ServiceName } from '../services';
import { checkedInput } from './inputShape';
import { shapesOf, unreadableBody } from './operations';
import { Protocol, WireRequest, WireResponse } from './protocol';
import { queryErrorOf } from './queryError';

const TARGETS: Record<string, { service: ServiceName; version: string }> = {
  GraniteServiceVersion20100801: { service: 'monitoring', version: '1.0' },
  Logs_20140328: { service: 'logs', version: '1.1' },
};

/** Timestamps travel as seconds since the epoch, with fractions. */
const EPOCH_SECONDS = 7;

/** AWS JSON 1.0 (CloudWatch) and 1.1 (CloudWatch Logs), by the SDK's own shapes and codec. */
export class AwsJson implements Protocol {
  readonly #codec = new JsonCodec({
    timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
    jsonName: false,
  });

  operationOf({ headers }: WireRequest): OperationName | undefined {
    const [prefix, operation] = (headers['x-amz-target'] ?? '').split('.');
    const target = Object.hasOwn(TARGETS, prefix) ? TARGETS[prefix] : undefined;
    return target && operation
      ? { service: target.service, operation }
      : undefined;
  }

  async decode(
    name: OperationName,
    { content }: WireRequest,
  ): Promise<unknown> {
    const { input } = shapesOf(name);
    try {
      const text = content.length === 0 ? '{}' : content.toString('utf8');
      const value = await this.#codec.createDeserializer().read(input, text);
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
    return { status: 200, headers: headersOf(name.service, requestId), body };
  }

  encodeError(
    service: ServiceName,
    error: ServiceError,
    requestId: string,
  ): WireResponse {
    const { type, message, status, queryCode, members } = error;
    // Where AWS sends no message, it leaves the member out.
    const body = {
      __type: type,
      ...(message ? { message } : {}),
      ...members,
    };
    // Logs never had a Query API whose codes it would have to keep.
    const queryError: Record<string, string> =
      queryCode && service === 'monitoring'
        ? { 'x-amzn-query-error': queryErrorOf(queryCode, status) }
        : {};
    return {
      status,
      headers: {
        ...headersOf(service, requestId),
        ...queryError,
      },
      body: Buffer.from(JSON.stringify(body)),
    };
  }
}

function headersOf(service: ServiceName, requestId: string) {
  const version = service === 'monitoring' ? '1.0' : '1.1';
  return {
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': requestId,
  };
}
