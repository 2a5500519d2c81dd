import type {
  RunbookStatistics,
  RunOutcome,
  RunStatistics,
  RunSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { RunProjection } from './replay/projection';

/**
 * How runs went. Times are medians of ended runs, in seconds.
 *
 * @param projections - Newest first
 */
export function runStatistics(
  pipelineId: string,
  projections: readonly RunProjection[],
): RunStatistics {
  const byRunbook = new Map<string, RunProjection[]>();
  for (const projection of projections) {
    const { runbookId } = projection.summary;
    const group = byRunbook.get(runbookId);
    if (group) group.push(projection);
    else byRunbook.set(runbookId, [projection]);
  }
  return {
    pipelineId,
    runbooks: [...byRunbook.values()]
      .map(ofRunbook)
      .sort((one, other) => other.runs - one.runs),
    total: {
      runs: projections.length,
      ...outcomesAndTimes(projections.map(({ summary }) => summary)),
    },
  };
}

function ofRunbook(projections: readonly RunProjection[]): RunbookStatistics {
  const [newest] = projections;
  const { summary } = newest;
  return {
    runbookId: summary.runbookId,
    title: summary.title,
    runs: projections.length,
    lastRunId: summary.id,
    lastStartedAt: summary.startedAt,
    lastOutcome: summary.outcome,
    estimateSeconds: summary.times.estimateSeconds,
    ...outcomesAndTimes(projections.map(one => one.summary)),
    mostSkipped: mostSkipped(projections),
  };
}

function outcomesAndTimes(summaries: readonly RunSummary[]) {
  const ended = summaries.filter(({ state }) => state === 'ended');
  const outcomes: Record<RunOutcome, number> = {
    resolved: 0,
    mitigated: 0,
    escalated: 0,
    abandoned: 0,
  };
  for (const { outcome } of ended) {
    if (outcome) outcomes[outcome] += 1;
  }
  const times = ended.map(summary => summary.times);
  return {
    outcomes,
    medianSeconds: median(times.map(one => one.totalSeconds)),
    medianAlarmToFirstStepSeconds: median(
      times.map(one => one.alarmToFirstStepSeconds),
    ),
    medianAlarmToEndSeconds: median(times.map(one => one.alarmToEndSeconds)),
  };
}

function mostSkipped(
  projections: readonly RunProjection[],
): RunbookStatistics['mostSkipped'] {
  const ended = projections.filter(({ summary }) => summary.state === 'ended');
  const counts = new Map<string, { title: string; times: number }>();
  for (const { skipped } of ended) {
    for (const { stepId, title } of skipped) {
      const count = counts.get(stepId) ?? { title, times: 0 };
      counts.set(stepId, { ...count, times: count.times + 1 });
    }
  }
  const [most] = [...counts].sort(
    ([, one], [, other]) => other.times - one.times,
  );
  return (
    most && {
      stepId: most[0],
      title: most[1].title,
      times: most[1].times,
      of: ended.length,
    }
  );
}

/** Of an even number, the mean of the two in the middle. */
function median(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values
    .filter(value => value !== undefined)
    .sort((one, other) => one - other);
  if (sorted.length === 0) return undefined;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : Math.round((sorted[middle - 1] + sorted[middle]) / 2);
}
