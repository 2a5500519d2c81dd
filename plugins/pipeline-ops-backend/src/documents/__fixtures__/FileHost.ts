import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves files as a repository host does: with ETags, and 304 for those who have them. */
export class FileHost {
  /** How often it answered, by status. */
  readonly answered: Record<number, number> = {};

  private constructor(
    private readonly server: http.Server,
    /** By path, such as `/orders/catalog-info.yaml`. */
    readonly files: Map<string, string>,
  ) {}

  static async start(files: Record<string, string>): Promise<FileHost> {
    const server = http.createServer();
    const host = new FileHost(server, new Map(Object.entries(files)));
    server.on('request', (request, response) => host.#serve(request, response));
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return host;
  }

  /** Name and port, as in `backend.reading.allow`. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Replaces a part of a file, which must be in it. */
  edit(path: string, from: string, to: string): void {
    const text = this.files.get(path);
    if (!text?.includes(from)) {
      throw new Error(`${path} does not hold ${from}`);
    }
    this.files.set(path, text.replace(from, to));
  }

  #serve(request: http.IncomingMessage, response: http.ServerResponse) {
    const text = this.files.get(request.url ?? '');
    const etag = `"${createHash('sha256')
      .update(text ?? '')
      .digest('hex')}"`;
    const isKnown = request.headers['if-none-match'] === etag;
    const found = isKnown ? 304 : 200;
    const status = text === undefined ? 404 : found;
    this.answered[status] = (this.answered[status] ?? 0) + 1;
    response.writeHead(status, { etag, 'content-type': 'text/plain' });
    response.end(status === 200 ? text : undefined);
  }
}
