import type { Health } from '../health';
import type { Problem, Refusal } from './envelope';

export interface EnvironmentSummary {
  name: string;
  /** Ids of the sources it reads. */
  sourceIds: string[];
  region: string;
}

export interface ResourceSummary {
  /** Stable within the pipeline, such as `lambda:deliveryWorker`. */
  id: string;
  /** Service pack that describes it, such as `lambda` or `states`. */
  kind: string;
  /** Name of the AWS resource. */
  name: string;
  title: string;
  /** Link to its place in the AWS console. */
  consoleUrl?: string;
  health: Health;
  /** One line that says why, when it is not healthy. */
  reason?: string;
}

export interface StageSummary {
  id: string;
  title: string;
  resourceIds: string[];
  health: Health;
  /** One line that says why, such as `2 of 3 alarms in ALARM`. */
  reason?: string;
  /** 0 to 1, when the stage's metrics give it. */
  successRate?: number;
  /** Per minute, when the stage's metrics give it. */
  throughput?: number;
  /** Unix seconds of the newest data point of the stage, when any is known. */
  lastDataAt?: number;
  /** Throughput (else successes) over the asked range, for a sparkline. */
  sparkline?: (number | null)[];
}

export interface PipelineVerdict {
  health: Health;
  /** What decided it, most important first, in words. */
  reasons: string[];
  /** Names of the alarms that decided it. */
  alarmNames: string[];
  /** Since when. ISO 8601, UTC. */
  since?: string;
}

export interface PipelineOverview {
  pipelineId: string;
  title: string;
  entityRef: string;
  owner?: string;
  environments: EnvironmentSummary[];
  /** The environment this answer is about. */
  environment: string;
  verdict: PipelineVerdict;
  stages: StageSummary[];
  resources: ResourceSummary[];
  alarmCounts: { alarm: number; ok: number; insufficientData: number };
  runbookCount: number;
  checklistCount: number;
  refusals: Refusal[];
  problems: Problem[];
}

export interface Overview {
  /** One for each id in the entity's annotation. */
  pipelines: PipelineOverview[];
}
