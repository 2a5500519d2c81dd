import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  /** Such as `DescribeAlarms`. */
  operation: string;
  input: Record<string, unknown>;
  headers: IncomingMessage['headers'];
}

/** What the endpoint does with a request: JSON to answer, an error, or something of its own on the socket. */
export type AwsReply =
  | { json: unknown }
  | { error: string; status?: number; message?: string; queryCode?: string }
  | { raw: (res: ServerResponse) => void };

/** An HTTP server in the place of AWS that answers what a test hands it, one reply after the other; the last one stays. */
export class AwsEndpoint {
  readonly requests: AwsRequest[] = [];
  #replies: AwsReply[] = [{ json: {} }];

  private constructor(private readonly server: Server) {}

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(resolve => {
      this.server.close(() => resolve());
    });
  }

  static async start(): Promise<AwsEndpoint> {
    const server = createServer();
    const endpoint = new AwsEndpoint(server);
    server.on('request', (req: IncomingMessage, res: ServerResponse) => {
      const chunks: Buffer[] = [];
      req.on('data', chunk => chunks.push(chunk));
      req.on('end', () => endpoint.#answer(req, res, Buffer.concat(chunks)));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return endpoint;
  }

  reply(...replies: AwsReply[]): void {
    this.requests.length = 0;
    this.#replies = replies;
  }

  #answer(req: IncomingMessage, res: ServerResponse, body: Buffer): void {
    const reply =
      this.#replies[Math.min(this.requests.length, this.#replies.length - 1)];
    this.requests.push({
      operation: String(req.headers['x-amz-target']).split('.')[1],
      input: JSON.parse(body.toString('utf8')),
      headers: req.headers,
    });
    if ('raw' in reply) {
      reply.raw(res);
      return;
    }
    res.setHeader('content-type', 'application/x-amz-json-1.0');
    if ('json' in reply) {
      res.end(JSON.stringify(reply.json));
      return;
    }
    res.statusCode = reply.status ?? 400;
    if (reply.queryCode) {
      res.setHeader('x-amzn-query-error', `${reply.queryCode};Sender`);
    }
    res.end(JSON.stringify({ __type: reply.error, message: reply.message }));
  }
}
