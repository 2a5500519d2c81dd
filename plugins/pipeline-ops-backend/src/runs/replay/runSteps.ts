import type {
  Check,
  Runbook,
  RunbookCommand,
  RunbookStep,
  RunStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** Longest title that a command or a point gives. UTF-16 code units. */
const LONGEST_TITLE = 200;

/** What can be ticked off in a procedure, in reading order, all of it open. */
export function runSteps(procedure: Runbook): RunStep[] {
  return [
    ...ofSteps(procedure.steps),
    ...(procedure.steps.length === 0 ? ofCommands(procedure.commands) : []),
    ...ofPoints(procedure.verification, 'verification', true),
    ...ofPoints(procedure.rollback, 'rollback', false),
  ];
}

/** The checks that are bound to a step of the procedure, by the id of the step within a run. */
export function checksOfStep(procedure: Runbook, stepId: string): Check[] {
  const step = allSteps(procedure.steps).find(({ id }) => id === stepId);
  if (step) {
    return step.checks ?? [];
  }
  return (procedure.verificationChecks ?? [])
    .filter(({ index }) => stepId === pointId('verification', index))
    .flatMap(({ checks }) => checks);
}

/** Every command of the procedure. */
export function commandsOf(procedure: Runbook): RunbookCommand[] {
  return [
    ...allSteps(procedure.steps).flatMap(({ commands }) => commands),
    ...procedure.commands,
  ];
}

function allSteps(steps: readonly RunbookStep[]): RunbookStep[] {
  return steps.flatMap(step => [step, ...allSteps(step.steps)]);
}

function ofSteps(
  steps: readonly RunbookStep[],
  parent?: { id: string; number: string },
): RunStep[] {
  return steps.flatMap((step, index) => {
    const number = parent ? `${parent.number}.${index + 1}` : `${index + 1}`;
    return [
      {
        id: step.id,
        section: 'steps' as const,
        number,
        title: step.title,
        ...(parent && { parentId: parent.id }),
        counted: !parent,
        state: 'open' as const,
      },
      ...ofSteps(step.steps, { id: step.id, number }),
    ];
  });
}

function ofCommands(commands: readonly RunbookCommand[]): RunStep[] {
  return commands.map(({ filled }, index) => ({
    id: `command-${index + 1}`,
    section: 'commands',
    number: `${index + 1}`,
    title: firstLine(filled),
    counted: true,
    state: 'open',
  }));
}

function ofPoints(
  points: readonly string[],
  section: 'verification' | 'rollback',
  counted: boolean,
): RunStep[] {
  return points.map((point, index) => ({
    id: pointId(section, index),
    section,
    number: `${index + 1}`,
    title: firstLine(point),
    counted,
    state: 'open',
  }));
}

function pointId(section: 'verification' | 'rollback', index: number): string {
  return `${section}-${index + 1}`;
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > LONGEST_TITLE
    ? `${line.slice(0, LONGEST_TITLE)}…`
    : line;
}
