import type {
  Health,
  ResourceSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';

export interface ResourceGroup {
  kind: string;
  resources: ResourceSummary[];
}

const URGENCY: Health[] = [
  'failing',
  'degraded',
  'no-data',
  'unknown',
  'healthy',
];

const urgencyOf = ({ health }: ResourceSummary) => URGENCY.indexOf(health);

/** By kind, in the order in which the kinds first appear; within a kind the ones in trouble first. */
export function groupResources(
  resources: readonly ResourceSummary[],
): ResourceGroup[] {
  const groups = new Map<string, ResourceSummary[]>();
  for (const resource of resources) {
    const group = groups.get(resource.kind) ?? [];
    groups.set(resource.kind, [...group, resource]);
  }
  return [...groups].map(([kind, members]) => ({
    kind,
    resources: members.sort((a, b) => urgencyOf(a) - urgencyOf(b)),
  }));
}

/** The `limit` resources that deserve the place most: those in trouble, then the first of the flow. */
export function mostUrgent(
  resources: readonly ResourceSummary[],
  limit: number,
): ResourceSummary[] {
  const chosen = new Set(
    [...resources].sort((a, b) => urgencyOf(a) - urgencyOf(b)).slice(0, limit),
  );
  return resources.filter(resource => chosen.has(resource));
}
