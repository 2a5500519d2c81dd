import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { z } from 'zod/v3';
import type { AlarmService } from '../alarms/AlarmService';
import type { OverviewService } from '../overview/OverviewService';
import type { PipelineService } from '../pipelines/PipelineService';
import { alarmOutput, toAlarmOutput } from './alarmOutput';
import { pageOf, resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';
import { sourcesOutput, toSourcesOutput } from './sourcesOutput';

/** What pages show when nothing is asked, so that both share what was read. Seconds. */
const RANGE = 3 * 3_600;

const isRed = ({ state }: Alarm) => state === 'ALARM';

const healthOutput = (zod: typeof z) =>
  zod.object({
    pipelineId: zod.string(),
    title: zod.string(),
    owner: zod.string().optional(),
    environment: zod.string(),
    environments: zod.array(zod.string()),
    health: zod.enum(['healthy', 'degraded', 'failing', 'no-data', 'unknown']),
    reasons: zod.array(zod.string()),
    since: zod.string().optional().describe('ISO 8601, UTC'),
    stages: zod.array(
      zod.object({
        title: zod.string(),
        health: zod.string(),
        reason: zod.string().optional(),
      }),
    ),
    alarmCounts: zod.object({
      alarm: zod.number(),
      ok: zod.number(),
      insufficientData: zod.number(),
    }),
    alarmsInAlarm: zod.array(alarmOutput(zod)),
    page: zod.string().describe('Path in the portal'),
    sources: sourcesOutput(zod),
  });

/** `list-pipeline-health`: the verdict on a pipeline, and what is red. */
export function registerListPipelineHealth(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  overview: OverviewService;
  alarms: AlarmService;
  /** Unix milliseconds. */
  now: () => number;
}): void {
  const { registry, pipelines, overview, alarms, now } = options;
  registry.register({
    name: 'list-pipeline-health',
    title: "List a pipeline's health and alarms",
    description: `
Tells how a data pipeline on AWS is: its verdict with reasons, its stages, and the CloudWatch alarms that are in ALARM with
the procedures that answer them. Use it first when somebody asks what is wrong with a pipeline.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod => zod.object(scopeInput(zod)),
      output: healthOutput,
    },
    examples: [
      {
        title: 'What is wrong with orders in production',
        input: { entityRef: 'component:default/orders', environment: 'prod' },
      },
    ],
    action: async ({ input, credentials }) => {
      const scope = await resolveScope(pipelines, input, credentials);
      const { pipeline, environment } = scope;
      const to = now() / 1_000;
      const [{ data, sources }, listed] = await Promise.all([
        overview.ofPipeline({ ...scope, range: { from: to - RANGE, to } }),
        alarms.list(pipeline, environment),
      ]);
      return {
        output: {
          pipelineId: data.pipelineId,
          title: data.title,
          owner: data.owner,
          environment: data.environment,
          environments: data.environments.map(({ name }) => name),
          health: data.verdict.health,
          reasons: data.verdict.reasons,
          since: data.verdict.since,
          stages: data.stages.map(({ title, health, reason }) => ({
            ...{ title, health, reason },
          })),
          alarmCounts: data.alarmCounts,
          alarmsInAlarm: listed.data.alarms
            .filter(isRed)
            .map(alarm => toAlarmOutput(alarm, scope)),
          page: pageOf(scope, 'monitoring'),
          sources: toSourcesOutput([...sources, ...listed.sources]),
        },
      };
    },
  });
}
