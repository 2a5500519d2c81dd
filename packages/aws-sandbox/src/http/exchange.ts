import { randomUUID } from 'node:crypto';
import { Fault } from '../faults/fault';
import { faultError, throttled } from '../faults/faultErrors';
import { bendAnswer, bendQuestion } from '../faults/awkwardAnswers';
import { Place, RequestContext, ServiceError } from '../model';
import { Sandbox } from '../sandbox';
import { OperationName, ServiceName } from '../services';
import { AwsJson } from './awsJson';
import { RpcCbor } from './cbor';
import { placeOf } from './credentials';
import { unknownOperation } from './operations';
import { Protocol, WireRequest, WireResponse } from './protocol';
import { StsQuery } from './query';

/** An answer, and the fault of the connection that it runs into on its way back. */
export interface Answer {
  response: WireResponse;
  fault?: Fault;
}

const PROTOCOLS: readonly Protocol[] = [
  new AwsJson(),
  new RpcCbor(),
  new StsQuery(),
];

/** Answers AWS requests: who asks, may they, are they too many, what goes wrong, and at last what they asked for. */
export class Exchange {
  static create(sandbox: Sandbox): Exchange {
    return new Exchange(sandbox);
  }

  private constructor(private readonly sandbox: Sandbox) {}

  /**
   * Never throws: every failure is an answer.
   *
   * @param problem what was wrong with the request already, such as a body that is too large
   */
  async answer(request: WireRequest, problem?: ServiceError): Promise<Answer> {
    const requestId = randomUUID();
    for (const protocol of PROTOCOLS) {
      const name = protocol.operationOf(request);
      if (!name) continue;
      if (!problem) return this.#perform(protocol, name, request, requestId);
      return {
        response: this.#refuse(protocol, name.service, problem, requestId),
      };
    }
    const error =
      problem ?? unknownOperation('monitoring', 'a request without a target');
    return {
      response: this.#refuse(PROTOCOLS[0], 'monitoring', error, requestId),
    };
  }

  async #perform(
    protocol: Protocol,
    name: OperationName,
    request: WireRequest,
    requestId: string,
  ): Promise<Answer> {
    let fault: Fault | undefined;
    try {
      const place = placeOf(request.headers.authorization);
      this.sandbox.counters.call(name, place);
      this.sandbox.counters.add('bytesIn', request.size);
      fault = this.sandbox.faults.take(name, place);
      const output = await this.#call(
        { protocol, name, place, request, requestId },
        fault,
      );
      const response = protocol.encode(name, output, requestId);
      return { response, fault };
    } catch (error) {
      const response = this.#refuse(protocol, name.service, error, requestId);
      return { response, fault };
    }
  }

  async #call(
    call: {
      protocol: Protocol;
      name: OperationName;
      place: Place;
      request: WireRequest;
      requestId: string;
    },
    fault: Fault | undefined,
  ): Promise<unknown> {
    const { protocol, name, place, request, requestId } = call;
    const refusal = fault && faultError(fault.kind, name, place);
    if (refusal) throw refusal;
    const handler = this.sandbox.handler(name);
    if (!this.sandbox.limits.admit(name, place)) throw throttled(name, place);
    const input = await protocol.decode(name, request);
    const context: RequestContext = {
      place,
      clock: this.sandbox.clock,
      operation: name.operation,
      requestId,
      meter: (what, amount) => this.sandbox.counters.add(what, amount),
    };
    const output = await handler(bendQuestion(fault, input), context);
    return bendAnswer(fault, input, output);
  }

  #refuse(
    protocol: Protocol,
    service: ServiceName,
    error: unknown,
    requestId: string,
  ): WireResponse {
    const known = error instanceof ServiceError ? error : ownFailure(error);
    const code = known.type.slice(known.type.indexOf('#') + 1);
    this.sandbox.counters.error(code, code === 'ThrottlingException');
    return protocol.encodeError(service, known, requestId);
  }
}

/** A mistake of the sandbox's own. The caller gets AWS's 500; the developer needs to know where it was. */
function ownFailure(error: unknown): ServiceError {
  process.stderr.write(
    `aws-sandbox: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return new ServiceError(
    'InternalFailure',
    `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`,
    500,
    'InternalFailure',
  );
}
