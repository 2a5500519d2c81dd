import type {
  Health,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const URGENCY: Health[] = ['failing', 'degraded', 'no-data'];

/** Of the stages whose flow is known: the worst one, else the last. */
export function stageToShow(
  stages: readonly StageSummary[],
): StageSummary | undefined {
  const known = stages.filter(({ sparkline }) =>
    sparkline?.some(value => value !== null),
  );
  const urgent = URGENCY.map(health =>
    known.find(stage => stage.health === health),
  ).find(Boolean);
  return urgent ?? known.at(-1);
}
