import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { z } from 'zod/v3';
import { pageOf, type Scope } from './scope';

/** An alarm as actions tell of it. */
export const alarmOutput = (zod: typeof z) =>
  zod.object({
    name: zod.string(),
    state: zod.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
    since: zod.string().optional().describe('ISO 8601, UTC'),
    severity: zod.string().optional(),
    condition: zod.string(),
    reason: zod.string(),
    description: zod.string().optional(),
    region: zod.string(),
    page: zod.string().describe('Path in the portal'),
    runbooks: zod
      .array(
        zod.object({
          id: zod.string(),
          title: zod.string(),
          why: zod.string(),
          explicit: zod.boolean(),
          page: zod.string(),
        }),
      )
      .describe('Procedures that answer it, explicit ones first'),
  });

export function toAlarmOutput(
  alarm: Alarm,
  scope: Scope,
): z.infer<ReturnType<typeof alarmOutput>> {
  const { name, state, since, severity, condition, description } = alarm;
  return {
    ...{ name, state, since, severity, condition, description },
    reason: alarm.stateReason,
    region: alarm.region,
    page: pageOf(scope, 'monitoring', { alarm: name }),
    runbooks: alarm.runbooks.map(({ runbookId, title, reason, explicit }) => ({
      ...{ id: runbookId, title, explicit },
      why: reason,
      page: pageOf(scope, 'runbook', { procedure: runbookId, alarm: name }),
    })),
  };
}
