import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CounterReadings } from '@pipeline-ops/aws-sandbox';
import type { CloudOrder } from './cloudProcess';
import type { Distance } from './DistantEndpoint';
import type { BenchPipeline } from './pipelines';

type Order = CloudOrder extends infer One
  ? One extends CloudOrder
    ? Omit<One, 'id'>
    : never
  : never;

/** How far AWS is away where nothing else is said. */
export const USUAL_DISTANCE: Distance = { latencyMs: 100, jitterMs: 10 };

/**
 * What is usual is read in the background: begun at most two seconds after a look, and while nobody looks with hardly a
 * pause between two batches. Milliseconds.
 */
const QUIET = 3_000;

/** Milliseconds. */
const LOOK_EVERY = 250;
const MOST_PATIENCE = 120_000;

/** The sandbox in a process of its own, behind a latency. */
export class Cloud {
  readonly #waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void }
  >();
  #orders = 0;
  #url = '';

  private constructor(private readonly child: ChildProcess) {
    child.on(
      'message',
      (answer: { id: number; value?: unknown; error?: string }) => {
        const waiting = this.#waiting.get(answer.id);
        this.#waiting.delete(answer.id);
        if (answer.error) {
          waiting?.reject(new Error(`The bench's cloud: ${answer.error}`));
        } else {
          waiting?.resolve(answer.value);
        }
      },
    );
    child.on('exit', code =>
      this.#waiting.forEach(({ reject }) =>
        reject(new Error(`The bench's cloud ended with code ${code}.`)),
      ),
    );
  }

  /** @param at - Unix milliseconds that the sandbox's clock starts at. */
  static async start(pipelines: BenchPipeline[], at: number): Promise<Cloud> {
    const cloud = new Cloud(
      fork(require.resolve('./cloudProcess'), {
        execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
      }),
    );
    cloud.#url = (await cloud.#order({
      do: 'start',
      pipelines,
      at,
    })) as string;
    return cloud;
  }

  /** What goes into the SDK's `endpoint`. */
  get url(): string {
    return this.#url;
  }

  async move(distance: Distance): Promise<void> {
    await this.#order({ do: 'move', distance });
  }

  async setClock(at: number): Promise<void> {
    await this.#order({ do: 'set-clock', at });
  }

  /** What `during` costs, with what it makes be read in the background, and without what was begun before. */
  async spent(during: () => Promise<void>): Promise<CounterReadings> {
    await this.untilQuiet();
    await this.#order({ do: 'clear-counters' });
    await during();
    return this.untilQuiet();
  }

  /**
   * Waits until nothing has been asked for three seconds.
   *
   * @returns what was spent since the counters were cleared
   */
  async untilQuiet(): Promise<CounterReadings> {
    const latest = performance.now() + MOST_PATIENCE;
    let calls = -1;
    let since = performance.now();
    for (;;) {
      const now = performance.now();
      const readings = (await this.#order({
        do: 'read-counters',
      })) as CounterReadings;
      if (callsOf(readings) !== calls) {
        calls = callsOf(readings);
        since = now;
      }
      if (now - since >= QUIET) {
        return readings;
      }
      if (now > latest) {
        throw new Error(
          `The bench's cloud is still being asked after ${MOST_PATIENCE / 1_000} s, although nobody looks.`,
        );
      }
      await sleep(LOOK_EVERY);
    }
  }

  close(): void {
    this.child.disconnect();
  }

  #order(order: Order): Promise<unknown> {
    this.#orders += 1;
    const id = this.#orders;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.child.send({ ...order, id });
    });
  }
}

/** Requests of all operations. */
export function callsOf({ calls }: CounterReadings): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}
