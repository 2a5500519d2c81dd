import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';

/** What all replicas together spent. Days as `YYYY-MM-DD`, UTC. */
export interface UsageStore {
  /** Adds metrics that were billed, and tells how many they are now on that day. */
  add(source: SourceRef, day: string, billedMetrics: number): Promise<number>;

  /** Forgets the days before this one. */
  prune(day: string): Promise<void>;
}
