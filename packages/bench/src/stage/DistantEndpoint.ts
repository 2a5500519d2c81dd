import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Distance {
  /** Milliseconds that every request takes on top. */
  latencyMs: number;
  /** Milliseconds by which that differs, evenly, to both sides. */
  jitterMs: number;
  /** Requests a second, by operation, that a region answers; more are throttled. */
  throttled?: { region: string; rates: Record<string, number> };
}

/** Stands before the sandbox and is as far away as AWS is. */
export class DistantEndpoint {
  #distance: Distance = { latencyMs: 0, jitterMs: 0 };
  /** Operation to the moments (milliseconds) at which requests were let through in the last second. */
  readonly #admitted = new Map<string, number[]>();
  readonly #agent = new http.Agent({ keepAlive: true });

  private constructor(private readonly target: URL) {}

  static async start(target: string): Promise<{
    url: string;
    endpoint: DistantEndpoint;
  }> {
    const endpoint = new DistantEndpoint(new URL(target));
    const server = http.createServer((request, response) => {
      endpoint.#serve(request, response).catch(() => response.destroy());
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, endpoint };
  }

  move(distance: Distance): void {
    this.#distance = distance;
    this.#admitted.clear();
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { latencyMs, jitterMs } = this.#distance;
    const body = await bodyOf(request);
    if (latencyMs > 0) {
      await sleep(latencyMs + (Math.random() * 2 - 1) * jitterMs);
    }
    if (!this.#admit(request)) {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        JSON.stringify({ __type: 'Throttling', message: 'Rate exceeded' }),
      );
      return;
    }
    const { hostname, port } = this.target;
    const onward = http.request(
      {
        hostname,
        port,
        agent: this.#agent,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, host: `${hostname}:${port}` },
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    onward.end(body);
  }

  #admit(request: IncomingMessage): boolean {
    const { throttled } = this.#distance;
    const scope = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(
      request.headers.authorization ?? '',
    );
    if (!throttled || scope?.[1] !== throttled.region) {
      return true;
    }
    const operation = operationOf(request);
    const rate = throttled.rates[operation] ?? 1;
    const now = performance.now();
    // A rate below one a second is counted over as long as one request takes.
    const span = Math.max(1_000, 1_000 / rate);
    const recent = (this.#admitted.get(operation) ?? []).filter(
      at => at > now - span,
    );
    const admitted = recent.length < Math.max(1, rate);
    this.#admitted.set(operation, admitted ? [...recent, now] : recent);
    return admitted;
  }
}

/** In JSON the target names the operation, in CBOR the path. */
function operationOf({ headers, url }: IncomingMessage): string {
  const target = String(headers['x-amz-target'] ?? '').split('.')[1];
  return target ?? /\/operation\/(\w+)/.exec(url ?? '')?.[1] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
