import { InputError } from '@backstage/errors';
import type {
  CheckAnswer,
  RunEvent,
  RunEventRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ReplayedRun } from './replay/replay';
import { escalationLevel } from './rules';

/**
 * The event that a request makes of a run that takes it. Evidence comes from the data that the server asks, never from
 * the request.
 *
 * @throws InputError when data does not confirm a step that is to be done because of it
 */
export async function toEvent(
  run: ReplayedRun,
  request: RunEventRequest,
  context: {
    by: string;
    at: string;
    ask: (stepId: string, checkId: string) => Promise<CheckAnswer>;
  },
): Promise<RunEvent> {
  const { by, at, ask } = context;
  const base = { revision: run.revision + 1, at, by };
  switch (request.type) {
    case 'joined':
      return { ...base, type: 'joined' };
    case 'step-done': {
      const { type, step, note, checkId } = request;
      if (checkId === undefined) return { ...base, type, step, note };
      const evidence = await ask(step, checkId);
      assertHolds(evidence);
      return { ...base, type, step, note, evidence };
    }
    case 'step-skipped':
    case 'step-failed': {
      const { type, step, note } = request;
      return { ...base, type, step, note };
    }
    case 'step-reopened': {
      const { type, step, note } = request;
      return { ...base, type, step, note };
    }
    case 'checked': {
      const { type, step, checkId } = request;
      return { ...base, type, step, evidence: await ask(step, checkId) };
    }
    case 'note': {
      const { type, step, note } = request;
      return { ...base, type, step, note };
    }
    case 'output': {
      const { type, step, output, commandId } = request;
      return { ...base, type, step, output, commandId };
    }
    case 'variable': {
      const { type, name, value } = request;
      return { ...base, type, name, value };
    }
    case 'end': {
      const { type, outcome, note } = request;
      const level = escalationLevel(run, request);
      return { ...base, type, outcome, note, level };
    }
    default:
      return { ...base, type: 'reopened', note: request.note };
  }
}

function assertHolds({ verdict, check, summary }: CheckAnswer): void {
  if (verdict !== 'holds') {
    throw new InputError(
      `Data does not confirm this step now (${check.title}: ${summary}). Mark it as done without the check, or keep what data says as evidence.`,
    );
  }
}
