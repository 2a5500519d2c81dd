import { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Whether a request comes from a program on this machine: its peer is a loopback address, and it is no web page that
 * reaches the port through a browser (under a name of its own, or with an Origin).
 */
export function isLocal(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? '';
  return /^(::ffff:)?127\./.test(peer) || peer === '::1'
    ? LOOPBACK_HOST.test(request.headers.host ?? '') &&
        request.headers.origin === undefined
    : false;
}
