import { InputError } from '@backstage/errors';
import {
  nextEscalationLevel,
  normalisePlaceholder,
  type RunEvent,
  type RunEventRequest,
  type RunStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { RUN_LIMITS } from './limits';
import type { ReplayedRun } from './replay/replay';
import { commandsOf } from './replay/runSteps';

/** What an ended run still takes. */
const AFTER_THE_END: ReadonlySet<RunEventRequest['type']> = new Set([
  'reopened',
  'note',
  'output',
  'joined',
]);

/** What changes a step's state, and from which states it may. */
const STEP_CHANGES: Partial<
  Record<RunEventRequest['type'], readonly RunStep['state'][]>
> = {
  'step-done': ['open', 'failed'],
  'step-skipped': ['open', 'failed'],
  'step-failed': ['open'],
  'step-reopened': ['done', 'skipped', 'failed'],
};

/**
 * Holds a request against the run as it is. Texts are clean and trimmed by now.
 *
 * @throws InputError that says what does not fit
 */
export function assertAcceptable(
  run: ReplayedRun,
  request: RunEventRequest,
): void {
  if (run.state === 'ended' && !AFTER_THE_END.has(request.type)) {
    throw new InputError(
      `This run of ${run.title} has ended (${run.outcome}). Reopen it to go on; notes and outputs can still be added.`,
    );
  }
  if (run.state === 'running' && request.type === 'reopened') {
    throw new InputError(
      `This run of ${run.title} has not ended, so that it cannot be reopened.`,
    );
  }
  if (run.events.length >= RUN_LIMITS.events) {
    throw new InputError(
      `This run of ${run.title} holds ${RUN_LIMITS.events} events, and takes no more. Start another run.`,
    );
  }
  assertTexts(run, request);
  if ('step' in request && request.step !== undefined) {
    assertStep(run, request, request.step);
  }
  if (request.type === 'variable') {
    assertPlaceholder(run, request.name);
  }
  if (request.type === 'output' && request.commandId !== undefined) {
    const { commandId } = request;
    if (!commandsOf(run.procedure).some(({ id }) => id === commandId)) {
      throw new InputError(
        `${run.title} has no command of this id (commandId). The run keeps the text of its start; take the id from there.`,
      );
    }
  }
}

/** Normalised names of the placeholders of the run's commands. */
export function placeholderNames(
  procedure: ReplayedRun['procedure'],
): Set<string> {
  return new Set(
    commandsOf(procedure).flatMap(({ placeholders }) =>
      placeholders.map(({ name }) => normalisePlaceholder(name)),
    ),
  );
}

/**
 * The level that an end escalates to: what the request says, else the next of the path.
 *
 * @returns undefined when it does not escalate, or the document has no path
 * @throws InputError when the path has no such level
 */
export function escalationLevel(
  run: ReplayedRun,
  request: Extract<RunEventRequest, { type: 'end' }>,
): number | undefined {
  if (request.outcome !== 'escalated') return undefined;
  const { escalation } = run;
  if (request.level === undefined) {
    return nextEscalationLevel(escalation, run.escalatedTo)?.level;
  }
  if (!escalation.some(({ level }) => level === request.level)) {
    const levels = escalation.map(({ level }) => level).join(', ');
    throw new InputError(
      `The escalation path has no level ${request.level}. It has ${levels || 'none'}.`,
    );
  }
  return request.level;
}

function assertStep(
  run: ReplayedRun,
  request: RunEventRequest,
  stepId: string,
): void {
  const step = run.steps.find(({ id }) => id === stepId);
  if (!step) {
    throw new InputError(
      `${run.title} has no step of this id. The run keeps the text of its start; take the id from there.`,
    );
  }
  const from = STEP_CHANGES[request.type];
  if (from && !from.includes(step.state)) {
    throw new InputError(
      request.type === 'step-reopened'
        ? `${nameOf(step)} is open, so that it cannot be reopened.`
        : `${nameOf(step)} is ${step.state} already, by ${step.by}. Reopen it first.`,
    );
  }
}

function assertPlaceholder(run: ReplayedRun, name: string): void {
  if (!placeholderNames(run.procedure).has(normalisePlaceholder(name))) {
    throw new InputError(
      `No command of ${run.title} has a placeholder of this name.`,
    );
  }
}

function assertTexts(run: ReplayedRun, request: RunEventRequest): void {
  const note = 'note' in request ? request.note : undefined;
  if (
    (request.type === 'step-skipped' || request.type === 'step-failed') &&
    !note
  ) {
    throw new InputError(
      request.type === 'step-skipped'
        ? 'A step that is skipped needs a note with the reason.'
        : 'A step that failed needs a note that says how.',
    );
  }
  if (request.type === 'note' && !note) {
    throw new InputError('The note is empty.');
  }
  if (request.type === 'output' && !request.output) {
    throw new InputError('The output is empty.');
  }
  assertLength('note', note, RUN_LIMITS.note);
  if (request.type === 'output') {
    assertLength('output', request.output, RUN_LIMITS.output);
  }
  if (request.type === 'variable') {
    assertLength('value', request.value, RUN_LIMITS.value);
  }
  const held = run.events.reduce((sum, event) => sum + textLength(event), 0);
  if (held + textLength(request) > RUN_LIMITS.text) {
    throw new InputError(
      `Notes and outputs of this run of ${run.title} are longer than ${RUN_LIMITS.text} characters together. Put the text elsewhere, and a link to it here.`,
    );
  }
}

function assertLength(
  what: string,
  text: string | undefined,
  most: number,
): void {
  if (text && text.length > most) {
    throw new InputError(
      `The ${what} is ${text.length} characters long; at most ${most} are kept. Shorten it to what matters.`,
    );
  }
}

function textLength(event: RunEvent | RunEventRequest): number {
  return (
    ('note' in event ? (event.note?.length ?? 0) : 0) +
    ('output' in event ? event.output.length : 0)
  );
}

function nameOf(step: RunStep): string {
  const place = {
    steps: 'Step',
    commands: 'Command',
    verification: 'Verification',
    rollback: 'Rollback',
  }[step.section];
  return `${place} ${step.number}`;
}
