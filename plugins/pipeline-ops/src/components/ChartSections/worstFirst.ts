import type {
  ChartSection,
  Health,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const URGENCY: Health[] = ['failing', 'degraded'];

/** Sections of failing stages first, then of degraded ones; otherwise the order in which the data flows. */
export function worstFirst(
  sections: ChartSection[],
  stages: StageSummary[],
): ChartSection[] {
  const urgencyOf = ({ stageId }: ChartSection) => {
    const health = stages.find(({ id }) => id === stageId)?.health;
    const urgency = health ? URGENCY.indexOf(health) : -1;
    return urgency < 0 ? URGENCY.length : urgency;
  };
  return [...sections].sort((a, b) => urgencyOf(a) - urgencyOf(b));
}
