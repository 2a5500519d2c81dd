import { fork, type ChildProcess } from 'node:child_process';
import type { Latencies, LoadOrder } from './loadProcess';

/** A load generator in a process of its own. */
export class Load {
  private constructor(private readonly child: ChildProcess) {}

  static start(): Load {
    return new Load(
      fork(require.resolve('./loadProcess'), {
        execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
      }),
    );
  }

  /** One order at a time. */
  run(order: LoadOrder): Promise<Latencies> {
    return new Promise((resolve, reject) => {
      // The transform of the source sends messages of its own.
      const onMessage = (answer: { latencies?: Latencies; error?: string }) => {
        if (answer.latencies) {
          resolve(answer.latencies);
        } else if (answer.error) {
          reject(new Error(`The load generator: ${answer.error}`));
        } else {
          return;
        }
        this.child.off('message', onMessage);
      };
      this.child.on('message', onMessage);
      this.child.send(order);
    });
  }

  close(): void {
    this.child.disconnect();
  }
}
