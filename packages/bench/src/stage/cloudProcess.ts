import { SandboxClock, startSandbox } from '@pipeline-ops/aws-sandbox';
import { DistantEndpoint, type Distance } from './DistantEndpoint';
import type { BenchPipeline } from './pipelines';
import { scenarioOf } from './pipelines';

/** What the bench tells its cloud. */
export type CloudOrder =
  | { id: number; do: 'start'; pipelines: BenchPipeline[]; at: number }
  | { id: number; do: 'move'; distance: Distance }
  | { id: number; do: 'set-clock'; at: number }
  | { id: number; do: 'read-counters' }
  | { id: number; do: 'clear-counters' };

let stage:
  | {
      sandbox: Awaited<ReturnType<typeof startSandbox>>['sandbox'];
      clock: SandboxClock;
      endpoint: DistantEndpoint;
    }
  | undefined;

function started() {
  if (!stage) {
    throw new Error('The sandbox has not been started.');
  }
  return stage;
}

/** The sandbox and the distance to it, in a process of their own: what AWS computes costs the portal nothing. */
async function perform(order: CloudOrder): Promise<unknown> {
  switch (order.do) {
    case 'start': {
      const clock = SandboxClock.create();
      clock.set(order.at);
      const running = await startSandbox({
        clock,
        scenarios: order.pipelines.map(scenarioOf),
        limits: false,
      });
      const { url, endpoint } = await DistantEndpoint.start(running.url);
      stage = { sandbox: running.sandbox, clock, endpoint };
      return url;
    }
    case 'move':
      return started().endpoint.move(order.distance);
    case 'set-clock':
      return started().clock.set(order.at);
    case 'read-counters':
      return started().sandbox.counters.read();
    case 'clear-counters':
      return started().sandbox.counters.clear();
    default:
      throw new Error(`No such order: ${JSON.stringify(order)}`);
  }
}

process.on('message', (order: CloudOrder) => {
  perform(order).then(
    value => process.send?.({ id: order.id, value }),
    error => process.send?.({ id: order.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
