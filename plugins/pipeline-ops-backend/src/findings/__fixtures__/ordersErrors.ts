import type { DocumentedAlarm } from '@pipeline-ops/operations-document';
import type {
  Alarm,
  AlarmRunbookLink,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ExpectedAlarm } from '../../alarms/documentedAlarms';

export const POSITION = {
  path: 'docs/operations.md',
  startLine: 120,
  endLine: 131,
};

const answered: AlarmRunbookLink = {
  runbookId: 'r1',
  title: 'Load fails',
  reason: 'names the alarm',
  explicit: true,
};

export const errors: Alarm = {
  name: 'orders-errors',
  type: 'metric',
  state: 'OK',
  stateReason: '',
  condition: 'Errors Sum > 5 for 1 of 1 x 5 min',
  threshold: 5,
  comparison: '>',
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: { FunctionName: 'orders-load' },
    stat: 'Sum',
    period: 300,
  },
  missingData: 'missing',
  evaluationPeriods: 1,
  actionsEnabled: true,
  actions: ['SNS topic data-alerts'],
  documented: POSITION,
  sourceId: 'lab',
  region: 'eu-central-1',
  consoleUrl: 'https://console/alarm',
  runbooks: [answered],
};

export const described: DocumentedAlarm = {
  id: 'a1',
  headingPath: ['Alarms'],
  lines: { startLine: 120, endLine: 131 },
  name: 'orders-errors',
  kind: 'metric',
  metric: 'Errors',
  statistic: 'Sum',
  period: 300,
  evaluationPeriods: 1,
  comparison: '>',
  threshold: 5,
  origin: 'cli',
};

export const expectedAs = (
  more: Partial<DocumentedAlarm> = {},
): ExpectedAlarm => ({
  name: more.name ?? described.name,
  literal: true,
  position: POSITION,
  element: { ...described, ...more },
});
