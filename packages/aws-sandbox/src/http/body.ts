import { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ServiceError } from '../model';
import { unreadableBody } from './operations';

const unzip = promisify(gunzip);

/** AWS takes 1 MB; a little more for what surrounds the data. */
const MAX_BODY = 2 * 1024 * 1024;
/** What a body may unpack to. */
const MAX_UNPACKED = 16 * 1024 * 1024;

/** A body as it came and as it is meant. */
export interface Body {
  /** Bytes on the wire. */
  size: number;
  content: Buffer;
}

/** Reads a request's body and unpacks it. Throws ServiceError for one that is too large or cannot be unpacked. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read but not kept, so that the caller gets its answer.
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  if (size > MAX_BODY) {
    throw new ServiceError(
      'com.amazon.coral.service#RequestEntityTooLargeException',
      `The request body has ${size} bytes; ${MAX_BODY} are accepted.`,
      413,
      'RequestEntityTooLarge',
    );
  }
  const raw = Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') {
    return { size, content: raw };
  }
  try {
    const content = await unzip(raw, { maxOutputLength: MAX_UNPACKED });
    return { size, content };
  } catch {
    throw unreadableBody();
  }
}
