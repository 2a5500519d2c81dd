import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from '../faults/fault';
import { Answer } from './exchange';
import { WireResponse } from './protocol';

export function send(response: ServerResponse, answer: WireResponse): void {
  writeHead(response, answer);
  response.end(answer.body);
}

function writeHead(response: ServerResponse, answer: WireResponse): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': answer.body.length,
  });
}

/** Sends an answer, or does to it and to the connection what the fault says. */
export async function deliver(
  response: ServerResponse,
  { response: answer, fault }: Answer,
  closing: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case 'slow':
      await pause(fault.delayMs, response, closing);
      if (!response.destroyed) send(response, answer);
      return;
    case 'drip':
      await drip(response, answer, fault, closing);
      return;
    case 'hang':
      await untilGone(response, closing);
      return;
    case 'stall':
      sendHalf(response, answer);
      await untilGone(response, closing);
      return;
    case 'truncate':
      sendHalf(response, answer);
      // What was written is to arrive before the end of the connection does.
      response.socket?.end();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'malformed':
      send(response, { ...answer, status: 200, body: broken(answer.body) });
      return;
    case 'no-body':
      send(response, { ...answer, status: 200, body: Buffer.alloc(0) });
      return;
    case 'html':
      send(response, page(502, 'Bad Gateway'));
      return;
    case 'gateway-timeout':
      send(response, page(504, 'Gateway Timeout'));
      return;
    case 'redirect':
      send(response, page(302, 'Found', { location: '/login' }));
      return;
    default:
      send(response, answer);
  }
}

/** What a proxy on the way says by itself. */
function page(
  status: number,
  title: string,
  headers: Record<string, string> = {},
): WireResponse {
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html' },
    body: Buffer.from(
      `<html><head><title>${title}</title></head><body>${title}</body></html>`,
    ),
  };
}

const DRIPS = 10;

async function drip(
  response: ServerResponse,
  answer: WireResponse,
  { delayMs }: Fault,
  closing: AbortSignal,
): Promise<void> {
  writeHead(response, answer);
  const share = answer.body.length / DRIPS;
  for (let i = 0; i < DRIPS && !response.destroyed; i += 1) {
    await pause(delayMs / DRIPS, response, closing);
    response.write(
      answer.body.subarray(Math.floor(i * share), Math.floor((i + 1) * share)),
    );
  }
  response.end();
}

async function pause(
  milliseconds: number,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, closing]);
  // Nobody waits any more where it is cut short.
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Until the caller gives up or the sandbox stops. */
async function untilGone(
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  if (response.destroyed) return;
  await once(response, 'close', { signal: closing }).catch(() => undefined);
}

function sendHalf(response: ServerResponse, answer: WireResponse): void {
  writeHead(response, answer);
  response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
}

/** The same bytes, but neither JSON nor CBOR nor XML any more. */
function broken(body: Buffer): Buffer {
  const half = body.subarray(0, Math.ceil(body.length / 2));
  return Buffer.concat([half, Buffer.from('\u0000]{')]);
}
