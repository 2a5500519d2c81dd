import type {
  ChartSection,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** The section that shows a stage: its own, else that of one of its resources. */
export function sectionOfStage(
  sections: readonly ChartSection[],
  stage: Pick<StageSummary, 'id' | 'resourceIds'>,
): ChartSection | undefined {
  return sections.find(
    ({ stageId, resourceId }) =>
      stageId === stage.id ||
      (resourceId !== undefined && stage.resourceIds.includes(resourceId)),
  );
}

/** The section that shows a resource: its own, else one that holds a chart of it, else that of its stage. */
export function sectionOfResource(
  sections: readonly ChartSection[],
  stages: readonly StageSummary[],
  resourceId: string,
): ChartSection | undefined {
  const stage = stages.find(({ resourceIds }) =>
    resourceIds.includes(resourceId),
  );
  return (
    sections.find(section => section.resourceId === resourceId) ??
    sections.find(({ charts }) =>
      charts.some(chart => chart.resourceId === resourceId),
    ) ??
    (stage && sectionOfStage(sections, stage))
  );
}
