import { once } from 'node:events';
import http, { IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Admin } from '../admin/admin';
import { ServiceError } from '../model';
import { Sandbox } from '../sandbox';
import { readBody } from './body';
import { deliver, send } from './delivery';
import { Exchange } from './exchange';
import { WireRequest } from './protocol';

/** Where a server listens. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

const NO_BODY = { content: Buffer.alloc(0), size: 0 };

/** Serves a sandbox over HTTP: AWS requests, and the admin API under `/_sandbox/`. */
export class SandboxServer {
  readonly #exchange: Exchange;
  readonly #admin: Admin;

  static create(sandbox: Sandbox): SandboxServer {
    return new SandboxServer(sandbox);
  }

  private constructor(private readonly sandbox: Sandbox) {
    this.#exchange = Exchange.create(sandbox);
    this.#admin = Admin.create(sandbox);
  }

  /** @param port 0 for any that is free. Rejects with node's error (EADDRINUSE) where the port is taken. */
  async listen(port: number, host: string): Promise<Listening> {
    const closing = new AbortController();
    const server = http.createServer((request, response) => {
      this.#serve(request, response, closing.signal).catch(() =>
        response.destroy(),
      );
    });
    // Clients reuse connections; one that is closed just as it is reused looks like a fault that nobody asked for.
    server.keepAliveTimeout = 60_000;
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address() as AddressInfo;
    const name =
      address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return {
      url: `http://${name}:${address.port}`,
      close: async () => {
        closing.abort();
        const closed = once(server, 'close');
        server.close();
        // Connections that clients keep alive, or that hang by a fault, would hold the server open.
        server.closeAllConnections();
        await closed;
      },
    };
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    closing: AbortSignal,
  ): Promise<void> {
    const path = (request.url ?? '/').split('?')[0];
    if (path.startsWith('/_sandbox/')) {
      send(response, await this.#admin.answer(request, path));
      return;
    }
    const body = await readBody(request).catch(toServiceError);
    const wire = {
      path,
      headers: headersOf(request),
      ...(body instanceof ServiceError ? NO_BODY : body),
    };
    const answer = await this.#exchange.answer(
      wire,
      body instanceof ServiceError ? body : undefined,
    );
    this.sandbox.counters.add('bytesOut', answer.response.body.length);
    await deliver(response, answer, closing);
  }
}

/** A body that could not be read is answered; a caller that went away is not. */
function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  throw error;
}

function headersOf(request: IncomingMessage): WireRequest['headers'] {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
