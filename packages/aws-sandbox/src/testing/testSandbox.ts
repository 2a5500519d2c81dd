import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { STSClient } from '@aws-sdk/client-sts';
import { ControllableClock, SandboxClock } from '../clock/sandboxClock';
import { Place } from '../model';
import { Sandbox } from '../sandbox';
import { startSandbox, StartOptions } from '../startSandbox';

/** Noon of a Wednesday, far from every boundary of a day or a week. */
export const TEST_NOW = Date.parse('2026-11-18T12:00:00Z');

export const TEST_PLACE: Place = {
  accountId: '111111111111',
  region: 'eu-west-1',
};

/** A sandbox on a port of its own whose clock stands still, with the SDK's clients for it. */
export interface TestSandbox {
  url: string;
  sandbox: Sandbox;
  clock: ControllableClock;
  cloudWatch: CloudWatchClient;
  logs: CloudWatchLogsClient;
  sts: STSClient;
  /** What a client needs to ask for another place; no retries. */
  clientConfig(place?: Place): {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  close(): Promise<void>;
}

export async function startTestSandbox(
  options: StartOptions = {},
): Promise<TestSandbox> {
  const clock = SandboxClock.create();
  clock.freeze();
  clock.set(TEST_NOW);
  const running = await startSandbox({ clock, ...options });
  const clientConfig = ({ accountId, region } = TEST_PLACE) => ({
    endpoint: running.url,
    region,
    credentials: { accessKeyId: `AKIA${accountId}`, secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  const cloudWatch = new CloudWatchClient(clientConfig());
  const logs = new CloudWatchLogsClient(clientConfig());
  const sts = new STSClient(clientConfig());
  return {
    url: running.url,
    sandbox: running.sandbox,
    clock,
    cloudWatch,
    logs,
    sts,
    clientConfig,
    close: async () => {
      cloudWatch.destroy();
      logs.destroy();
      sts.destroy();
      await running.close();
    },
  };
}
