import { fork, type ChildProcess } from 'node:child_process';
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

  /** What `during` costs. */
  async spent(during: () => Promise<void>): Promise<CounterReadings> {
    await this.#order({ do: 'clear-counters' });
    await during();
    return (await this.#order({ do: 'read-counters' })) as CounterReadings;
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
