import { parseEntityRef } from '@backstage/catalog-model';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Notice } from '../notices/Notices';
import type { ReplayedRun } from './replay/replay';

/** What the owner of a pipeline is told of its runs. */
export type RunOccasion = 'start' | 'escalated' | 'end';

/**
 * The notices that the newest event of a run gives rise to, for the owner of the entity. They hold no text of the run:
 * who may read notifications need not be who may read the pipeline.
 *
 * @param occasions - What is told
 */
export function runNotices(
  pipeline: ResolvedPipeline,
  run: ReplayedRun,
  event: RunEvent,
  occasions: ReadonlySet<RunOccasion>,
): Notice[] {
  const occasion = occasionOf(event, occasions);
  if (!pipeline.owner || !occasion) {
    return [];
  }
  const where = `${pipeline.title} (${run.environment})`;
  const who = nameOf(event.by);
  const level = run.escalation.find(one => one.level === run.escalatedTo);
  const told: Record<
    RunOccasion,
    Pick<Notice, 'title' | 'description' | 'severity'>
  > = {
    start: {
      title: `${who} runs “${run.title}” for ${where}`,
      description: run.alarmName && `Because of the alarm ${run.alarmName}.`,
      severity: run.alarmName ? 'high' : 'normal',
    },
    escalated: {
      title: `${who} escalated “${run.title}” of ${where}`,
      description: level && `To level ${level.level}: ${level.title}.`,
      severity: 'critical',
    },
    end: {
      title: `${who} ended “${run.title}” of ${where}: ${run.outcome}`,
      severity: run.outcome === 'abandoned' ? 'normal' : 'low',
    },
  };
  return [
    {
      key: `run/${run.id}/${occasion}/${event.revision}`,
      recipients: [pipeline.owner],
      ...told[occasion],
      link: linkTo(pipeline, run),
      topic: 'runs',
    },
  ];
}

/** An escalation ends the run as well: it is told as one of the two. */
function occasionOf(
  event: RunEvent,
  occasions: ReadonlySet<RunOccasion>,
): RunOccasion | undefined {
  const fitting: RunOccasion[] = [];
  if (event.type === 'started') fitting.push('start');
  if (event.type === 'end' && event.outcome === 'escalated') {
    fitting.push('escalated');
  }
  if (event.type === 'end') fitting.push('end');
  return fitting.find(occasion => occasions.has(occasion));
}

function nameOf(ref: string): string {
  return parseEntityRef(ref).name;
}

function linkTo(pipeline: ResolvedPipeline, run: ReplayedRun): string {
  const { kind, namespace, name } = parseEntityRef(pipeline.entityRef);
  const place = [namespace, kind, name].map(encodeURIComponent).join('/');
  const search = new URLSearchParams({
    pipeline: run.pipelineId,
    env: run.environment,
    run: run.id,
  });
  return `/catalog/${place}/runbook?${search}`;
}
