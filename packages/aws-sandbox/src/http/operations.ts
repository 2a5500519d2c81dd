import * as CloudWatch from '@aws-sdk/client-cloudwatch';
import * as Logs from '@aws-sdk/client-cloudwatch-logs';
import type { JsonCodec } from '@aws-sdk/core/protocols';
import { ServiceError } from '../model';
import { OperationName, ServiceName } from '../services';

/** A schema as the SDK's codecs take it. */
export type ShapeSchema = Parameters<
  ReturnType<JsonCodec['createSerializer']>['write']
>[0];

/** What the SDK knows of an operation: the shapes of its input and output. */
export interface OperationShapes {
  input: ShapeSchema;
  /** Undefined where the operation answers nothing but that it succeeded. */
  output?: ShapeSchema;
}

/** Marks the schema of an operation among those that the SDK's clients export. */
const OPERATION = 9;
/** The shape of nothing. */
const UNIT = 'unit';

/** Schemas that refer to others do so by functions. */
function shapeOf(reference: ShapeSchema): ShapeSchema {
  return typeof reference === 'function'
    ? (reference as () => ShapeSchema)()
    : reference;
}

const CLIENTS: Partial<Record<ServiceName, Record<string, unknown>>> = {
  monitoring: CloudWatch,
  logs: Logs,
};

/** Throws UnknownOperationException for a name that the service does not have. */
export function shapesOf({
  service,
  operation,
}: OperationName): OperationShapes {
  const schema = CLIENTS[service]?.[`${operation}$`];
  if (!Array.isArray(schema) || schema[0] !== OPERATION) {
    throw unknownOperation(service, operation);
  }
  const output = shapeOf(schema[5]);
  return {
    input: shapeOf(schema[4]),
    output: output === UNIT ? undefined : output,
  };
}

/** The answer to an operation that the service does not have, or that the sandbox does not speak for. */
export function unknownOperation(
  service: ServiceName,
  operation: string,
): ServiceError {
  return new ServiceError(
    'com.amazon.coral.service#UnknownOperationException',
    // AWS sends no message; a developer who meets the sandbox's borders needs one.
    `The sandbox does not speak for ${service}:${operation}. See the list of operations in its README.`,
    400,
    // Clients of the JSON protocols know it by its type.
    service === 'sts' ? 'InvalidAction' : undefined,
  );
}

/** The answer to a body that cannot be read. */
export function unreadableBody(): ServiceError {
  return new ServiceError(
    'com.amazon.coral.service#SerializationException',
    'The request body could not be read in the protocol that its headers name.',
    400,
    'MalformedInput',
  );
}
