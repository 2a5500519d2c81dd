import type {
  Envelope,
  Run,
  RunEvent,
  RunbookStep,
  RunOutcome,
  RunStatistics,
  RunStep,
  RunSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { RunConflictError, type PipelineOpsApi } from '../api';
import { withEvent, type RunAct } from '../queries/runActs';
import { alarms } from './alarms';
import { NOW } from './clock';
import { checkAnswer, runbook, runbookList } from './procedures';

const YOU = 'user:default/you';
const MINUTE = 60_000;

type RunApi = Pick<
  PipelineOpsApi,
  | 'startRun'
  | 'getRuns'
  | 'getRun'
  | 'getRunStatistics'
  | 'addRunEvent'
  | 'exportRun'
  | 'getRunbookChecks'
>;

function stepsOf(
  steps: RunbookStep[],
  parent?: { id: string; number: string },
): RunStep[] {
  return steps.flatMap((step, i) => {
    const number = parent ? `${parent.number}.${i + 1}` : String(i + 1);
    return [
      {
        id: step.id,
        section: 'steps' as const,
        number,
        title: step.title,
        parentId: parent?.id,
        counted: !parent,
        state: 'open' as const,
      },
      ...stepsOf(step.steps, { id: step.id, number }),
    ];
  });
}

function pointsOf(
  points: string[],
  section: 'verification' | 'rollback',
): RunStep[] {
  return points.map((title, i) => ({
    id: `${section}-${i + 1}`,
    section,
    number: String(i + 1),
    title,
    counted: section === 'verification',
    state: 'open',
  }));
}

/** The procedure of the story, whose verification data can answer. */
function procedure() {
  const { check } = checkAnswer('holds');
  return {
    ...runbook(),
    verificationChecks: [{ index: 0, checks: [check] }],
  };
}

export function newRun(
  id: string,
  options: { now?: number; by?: string; alarm?: string; minutes?: number } = {},
): Run {
  const { now = NOW, by = YOU, alarm: alarmName, minutes = 0 } = options;
  const alarm = alarms(now).find(({ name }) => name === alarmName);
  const text = procedure();
  const startedAt = new Date(now - minutes * MINUTE).toISOString();
  const steps = [
    ...stepsOf(text.steps),
    ...pointsOf(text.verification, 'verification'),
    ...pointsOf(text.rollback, 'rollback'),
  ];
  return {
    id,
    runbookId: text.id,
    title: text.title,
    severity: text.severity,
    pipelineId: 'orders-feed',
    environment: 'prod',
    state: 'running',
    startedBy: by,
    startedAt,
    participants: [by],
    alarmName: alarm?.name,
    alarm: alarm && {
      name: alarm.name,
      state: alarm.state,
      since: alarm.since,
      condition: alarm.condition,
      stateReason: alarm.stateReason,
    },
    progress: {
      total: steps.filter(({ counted }) => counted).length,
      done: 0,
      skipped: 0,
      failed: 0,
    },
    times: { totalSeconds: minutes * 60, estimateSeconds: 900 },
    revision: 1,
    procedure: text,
    escalation: runbookList().escalation,
    variables: {},
    steps,
    events: [{ type: 'started', revision: 1, at: startedAt, by }],
    editable: true,
  };
}

/** A run of last month, and its neighbour that nobody finished. */
export function pastRuns(now = NOW): Run[] {
  const past = newRun('past', {
    now: now - 30 * 24 * 60 * MINUTE,
    by: 'user:default/ana',
    alarm: 'orders-feed-delivery-failures',
    minutes: 20,
  });
  const at = (minutes: number) =>
    new Date(Date.parse(past.startedAt) + minutes * MINUTE).toISOString();
  const events: RunEvent[] = [
    {
      type: 'step-done',
      step: 'look',
      revision: 2,
      at: at(2),
      by: past.startedBy,
    },
    {
      type: 'step-skipped',
      step: 'pause',
      note: 'It was over already',
      revision: 3,
      at: at(5),
      by: 'user:default/ben',
    },
    {
      type: 'end',
      outcome: 'resolved',
      note: 'The warehouse came back by itself.',
      revision: 4,
      at: at(11),
      by: past.startedBy,
    },
  ];
  const ended = events.reduce(withEvent, past);
  return [{ ...ended, times: { totalSeconds: 660, estimateSeconds: 900 } }];
}

function summaryOf(run: Run): RunSummary {
  const { procedure: _text, steps: _steps, events: _events, ...summary } = run;
  return summary;
}

function statisticsOf(runs: Run[]): RunStatistics {
  const count = (outcome: RunOutcome) =>
    runs.filter(run => run.outcome === outcome).length;
  const outcomes = {
    resolved: count('resolved'),
    mitigated: count('mitigated'),
    escalated: count('escalated'),
    abandoned: count('abandoned'),
  };
  const [newest] = runs;
  const medianSeconds = runs.find(({ state }) => state === 'ended')?.times
    .totalSeconds;
  return {
    pipelineId: 'orders-feed',
    runbooks: newest
      ? [
          {
            runbookId: newest.runbookId,
            title: newest.title,
            runs: runs.length,
            outcomes,
            lastRunId: newest.id,
            lastStartedAt: newest.startedAt,
            lastOutcome: newest.outcome,
            medianSeconds,
            estimateSeconds: 900,
            medianAlarmToFirstStepSeconds: 190,
            mostSkipped: {
              stepId: 'pause',
              title: 'Pause the deliveries',
              times: 1,
              of: runs.length,
            },
          },
        ]
      : [],
    total: { runs: runs.length, outcomes, medianSeconds },
  };
}

/** Runs in memory: revisions, conflicts and repeated keys as the real backend has them. */
export function createRunBackend(
  options: { now?: number; runs?: Run[] } = {},
): {
  api: RunApi;
  /** Somebody else does something. */
  happens: (runId: string, by: string, act: RunAct) => void;
  run: (runId: string) => Run;
} {
  const { now = NOW } = options;
  const runs = new Map((options.runs ?? pastRuns(now)).map(r => [r.id, r]));
  const answered = new Map<string, string>();
  const answer = async <T>(data: T): Promise<Envelope<T>> => ({
    data: structuredClone(data),
    sources: [],
  });
  const run = (runId: string) => {
    const found = runs.get(runId);
    if (!found) {
      throw Object.assign(new Error(`There is no run ${runId}`), {
        response: { status: 404 },
      });
    }
    return found;
  };
  const happens = (runId: string, by: string, act: RunAct) => {
    const before = run(runId);
    const { checkId, ...rest } = { checkId: undefined, ...act };
    const event = {
      ...rest,
      ...(checkId && { evidence: checkAnswer('holds') }),
      revision: before.revision + 1,
      at: new Date(now).toISOString(),
      by,
    } as RunEvent;
    runs.set(runId, withEvent(before, event));
  };
  const newestFirst = () => [...runs.values()].reverse();
  return {
    happens,
    run,
    api: {
      startRun: ({ run: { alarm, variables = {}, idempotencyKey } }) => {
        const known = answered.get(idempotencyKey);
        const id = known ?? `run-${runs.size + 1}`;
        if (!known) {
          runs.set(id, { ...newRun(id, { now, alarm }), variables });
          answered.set(idempotencyKey, id);
        }
        return answer(run(id));
      },
      getRun: async ({ runId }) => answer(run(runId)),
      getRuns: ({ runbookId }) =>
        answer({
          pipelineId: 'orders-feed',
          changesId: 'runs-of-orders-feed',
          runs: newestFirst()
            .filter(one => !runbookId || one.runbookId === runbookId)
            .sort(
              (a, b) =>
                Number(a.state === 'ended') - Number(b.state === 'ended'),
            )
            .map(summaryOf),
        }),
      getRunStatistics: () => answer(statisticsOf(newestFirst())),
      addRunEvent: async ({ runId, event }) => {
        const { idempotencyKey, revision, ...act } = event;
        if (!answered.has(idempotencyKey)) {
          if (revision !== run(runId).revision) {
            throw new RunConflictError('Somebody was faster', run(runId));
          }
          happens(runId, YOU, act);
          answered.set(idempotencyKey, runId);
        }
        return answer(run(runId));
      },
      exportRun: async ({ runId, format }) =>
        format === 'md'
          ? `# ${run(runId).title}\n`
          : JSON.stringify({ id: runId }),
      getRunbookChecks: ({ runbookId }) =>
        answer({
          runbookId,
          answers: [{ step: 'verification-1', answer: checkAnswer('holds') }],
        }),
    },
  };
}
