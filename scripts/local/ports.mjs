import net from 'node:net';

/** Where the parts of the local portal listen. All on the loopback interface. */
export const PORTS = {
  frontend: 3000,
  backend: 7007,
  sandbox: 7010,
  examples: 7011,
};

/** @returns {Promise<boolean>} whether something already listens on the port, on IPv4 or IPv6 */
async function isBusy(port) {
  const listening = host =>
    new Promise(resolve => {
      const socket = net.connect({ port, host, timeout: 1000 });
      const done = answer => {
        socket.destroy();
        resolve(answer);
      };
      socket.once('connect', () => done(true));
      socket.once('error', () => done(false));
      socket.once('timeout', () => done(false));
    });
  return (await listening('127.0.0.1')) || (await listening('::1'));
}

/** @returns {Promise<string | undefined>} one line about the first busy port, if any */
export async function busyPort(names = Object.keys(PORTS)) {
  for (const name of names) {
    if (await isBusy(PORTS[name])) {
      return `port ${PORTS[name]} (${name}) is in use. Stop what listens there (an earlier start?) and try again.`;
    }
  }
  return undefined;
}
