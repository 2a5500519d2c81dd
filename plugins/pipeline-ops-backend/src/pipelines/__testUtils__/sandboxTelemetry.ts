import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import { createTelemetry } from '../../telemetry/createTelemetry';

/** Telemetry of a local AWS, with keys of whichever account is read. */
export function sandboxTelemetry(url: string): TelemetrySource {
  return createTelemetry({
    credentials: {
      getCredentialProvider: async ({ accountId } = {}) => ({
        sdkCredentialProvider: async () => ({
          accessKeyId: `SANDBOX${accountId}`,
          secretAccessKey: 'sandbox',
        }),
      }),
    },
    connections: () => ({ endpoint: url }),
  });
}
