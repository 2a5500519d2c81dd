/**
 * Serves the examples folder over HTTP on the loopback interface, so that the local portal reads catalog files and
 * operations documents with Backstage's real URL reader. See docs/adr/0001-examples-over-http.md.
 */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PORTS } from './ports.mjs';

const folder = path.resolve(
  process.env.EXAMPLES_DIR ??
    fileURLToPath(new URL('../../examples', import.meta.url)),
);
const port = Number(process.env.EXAMPLES_PORT ?? PORTS.examples);

const server = http.createServer((request, response) => {
  const answer = (status, text) => {
    response.writeHead(status, { 'content-type': 'text/plain' });
    response.end(text);
  };
  let name;
  try {
    name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  } catch {
    return answer(400, 'Not a path\n');
  }
  const file = path.join(folder, name);
  if (!file.startsWith(folder + path.sep) || !/\.(md|ya?ml)$/.test(file)) {
    return answer(404, 'Only .md, .yaml and .yml files are served here\n');
  }
  return fs.stat(file, (error, stats) => {
    if (error || !stats.isFile()) return answer(404, `No file ${name}\n`);
    const etag = `"${stats.size}-${stats.mtimeMs}"`;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag });
      return response.end();
    }
    response.writeHead(200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': stats.size,
      'last-modified': stats.mtime.toUTCString(),
      etag,
    });
    return fs.createReadStream(file).pipe(response);
  });
});

server.listen(port, '127.0.0.1', () =>
  console.log(`examples on http://localhost:${port}/`),
);
