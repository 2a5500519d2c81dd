import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests at an even rate, whether earlier ones were answered or not. */
export interface LoadOrder {
  url: string;
  headers: Record<string, string>;
  perSecond: number;
  seconds: number;
}

/** Milliseconds from the moment a request was due to the last byte of its answer. */
export type Latencies = number[];

const connections = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** In a process of its own, so that the one that is measured does not measure itself. */
async function load(order: LoadOrder): Promise<Latencies> {
  const { perSecond, seconds } = order;
  const started = performance.now();
  const answers: Promise<number>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = started + (index * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) {
      await sleep(wait);
    }
    answers.push(ask(order).then(() => performance.now() - due));
  }
  return Promise.all(answers);
}

function ask(order: LoadOrder): Promise<void> {
  const { url, headers } = order;
  return new Promise((resolve, reject) => {
    const request = http
      .get(url, { agent: connections, headers }, response => {
        if (response.statusCode !== 200) {
          reject(new Error(`${url} was answered with ${response.statusCode}`));
        }
        response.on('data', () => {});
        response.on('end', resolve);
        response.on('error', reject);
      })
      .on('error', (error: NodeJS.ErrnoException) => {
        // As in Portal.get: a connection that was kept may be closed just as it is used again.
        if (request.reusedSocket && error.code === 'ECONNRESET') {
          resolve(ask(order));
        } else {
          reject(error);
        }
      });
  });
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    latencies => process.send?.({ latencies }),
    error => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
