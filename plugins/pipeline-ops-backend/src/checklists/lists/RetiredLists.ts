import {
  periodAt,
  type RetiredChecklist,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ListVersion, ListVersions } from '../storage/ListVersions';
import type { HistoricList } from './HistoricList';
import type { PlannedList } from './plannedLists';

/** Of a list that nobody can be late with any more. */
const NO_LEAD = 0;

const endOf = ({ gone, seenAt }: ListVersion, at: Date) => (gone ? seenAt : at);

/** Lists that document and definition had once. Their history stays. */
export class RetiredLists {
  constructor(
    private readonly parts: { versions: ListVersions; now: () => Date },
  ) {}

  /** Keeps which lists there are now and which are not there any more, and gives the latter, newest end first. */
  async lookedAt(
    pipeline: ResolvedPipeline,
    planned: PlannedList[],
  ): Promise<RetiredChecklist[]> {
    const { versions, now } = this.parts;
    const at = now();
    const refOf = (checklistId: string) => ({
      entityRef: pipeline.entityRef,
      pipelineId: pipeline.pipelineId,
      checklistId,
    });
    const known = await versions.newest(pipeline);
    await versions.seen(
      planned.map(({ id, list }) => ({ ref: refOf(id), list })),
      at,
    );
    if (!isReadInFull(pipeline)) return [];
    const present = new Set(planned.map(({ id }) => id));
    const retired = [...known].filter(([id]) => !present.has(id));
    await versions.gone(
      retired.flatMap(([id, { gone, list }]) =>
        gone ? [] : [{ ref: refOf(id), list }],
      ),
      at,
    );
    return retired
      .map(([id, version]) => ({ id, version, endedAt: endOf(version, at) }))
      .sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime())
      .map(({ id, version: { list }, endedAt }) => ({
        id,
        title: list.title,
        cadence: list.calendar.cadence,
        lastPeriodKey: periodAt(list.calendar, endedAt).key,
      }));
  }

  /** A list as it was last; undefined when there never was one. */
  async find(
    { entityRef, pipelineId }: ResolvedPipeline,
    checklistId: string,
  ): Promise<HistoricList | undefined> {
    const last = (
      await this.parts.versions.of({ entityRef, pipelineId, checklistId })
    ).at(-1);
    return last && { id: checklistId, list: last.list, leadSeconds: NO_LEAD };
  }
}

/** A list that stands in what cannot be read right now is not gone. */
function isReadInFull({ documents, problems }: ResolvedPipeline): boolean {
  return (
    documents.every(({ content }) => content !== undefined) &&
    problems.every(({ code }) => code !== 'definition-invalid')
  );
}
