import type {
  LogEvents,
  LogGroupList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { NOW } from './clock';

export function logGroups(): LogGroupList {
  const common = { sourceId: 'commerce-eu', region: 'eu-central-1' };
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    groups: [
      {
        ...common,
        name: '/aws/lambda/orders-feed-deliver',
        retentionDays: 30,
        documentedRetentionDays: 30,
        storedBytes: 734_003_200,
        exists: true,
      },
      {
        ...common,
        name: '/aws/lambda/orders-feed-audit',
        documentedRetentionDays: 365,
        exists: false,
      },
    ],
  };
}

export function logEvents(now = NOW): LogEvents {
  const line = (
    secondsAgo: number,
    level: 'ERROR' | 'WARN' | 'INFO',
    message: string,
  ) => ({
    id: `${secondsAgo}`,
    timestamp: now - secondsAgo * 1000 + 402,
    stream: '2026/11/21/[$LATEST]8f2c',
    level,
    message,
  });
  return {
    logGroup: '/aws/lambda/orders-feed-deliver',
    events: [
      line(2, 'ERROR', 'delivery refused order=A-1183 status=503 attempt=3'),
      line(5, 'WARN', 'retrying in 800 ms (2/3) host=warehouse.internal'),
      line(9, 'ERROR', 'connect ECONNREFUSED warehouse.internal:443'),
      line(21, 'INFO', 'delivered order=A-1179 in 212 ms'),
    ],
    cursor: 'next',
    complete: false,
  };
}
