import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { NOW } from './clock';

export function sources(now = NOW): SourceState[] {
  return [
    {
      id: 'commerce-eu',
      account: '111111111111',
      region: 'eu-central-1',
      status: 'ok',
      asOf: new Date(now - 12_000).toISOString(),
    },
    {
      id: 'commerce-us',
      account: '222222222222',
      region: 'us-east-1',
      status: 'throttled',
      asOf: new Date(now - 140_000).toISOString(),
      message: 'CloudWatch slowed us down; the next try is in 20 s',
    },
  ];
}
