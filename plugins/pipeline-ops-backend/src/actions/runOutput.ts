import type { RunSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { z } from 'zod/v3';
import { pageOf, type Scope } from './scope';

/** A run as actions tell of it, without what happened in it. */
export const runSummaryOutput = (zod: typeof z) =>
  zod.object({
    id: zod.string(),
    runbookId: zod.string(),
    title: zod.string(),
    severity: zod.string().optional(),
    environment: zod.string(),
    state: zod.enum(['running', 'ended']),
    outcome: zod
      .enum(['resolved', 'mitigated', 'escalated', 'abandoned'])
      .optional(),
    escalatedTo: zod.number().optional().describe('Level'),
    startedBy: zod.string(),
    startedAt: zod.string().describe('ISO 8601, UTC'),
    endedBy: zod.string().optional(),
    endedAt: zod.string().optional(),
    participants: zod.array(zod.string()),
    alarmName: zod.string().optional(),
    progress: zod.object({
      total: zod.number(),
      done: zod.number(),
      skipped: zod.number(),
      failed: zod.number(),
    }),
    times: zod.object({
      totalSeconds: zod.number(),
      estimateSeconds: zod.number().optional(),
      alarmToFirstStepSeconds: zod.number().optional(),
      alarmToEndSeconds: zod.number().optional(),
    }),
    page: zod.string().describe('Path in the portal'),
  });

/** The registry takes what the schema does not name out again. */
export const toRunSummary = <R extends RunSummary>(run: R, scope: Scope) => ({
  ...run,
  page: pageOf(scope, 'runbook', { env: run.environment, run: run.id }),
});
