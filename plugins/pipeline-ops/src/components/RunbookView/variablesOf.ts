import {
  normalisePlaceholder,
  type Runbook,
  type RunbookCommand,
  type RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** A value that commands of the procedure ask for. */
export interface Variable {
  /** Normalised name: what the values are kept by. */
  key: string;
  /** Name as first written. */
  name: string;
  /** Filled by the server; absent when a person has to give it. */
  value?: string;
  valueFrom?: string;
}

/** A command and the point of the procedure that it stands in. */
export interface PlacedCommand {
  pointId: string;
  number: string;
  command: RunbookCommand;
}

function placedIn(steps: RunbookStep[], prefix: string): PlacedCommand[] {
  return steps.flatMap((step, i) => {
    const number = `${prefix}${i + 1}`;
    return [
      ...step.commands.map(command => ({ pointId: step.id, number, command })),
      ...placedIn(step.steps, `${number}.`),
    ];
  });
}

/** Every command of the procedure with its place, in the order of the page. */
export function commandsOf(runbook: Runbook): PlacedCommand[] {
  return [
    ...placedIn(runbook.steps, ''),
    ...runbook.commands.map((command, i) => ({
      pointId: `command-${i + 1}`,
      number: String(i + 1),
      command,
    })),
  ];
}

/** Everything the procedure's commands ask for, each once, in the order of the text; what is open first. */
export function variablesOf(runbook: Runbook): Variable[] {
  const variables = new Map<string, Variable>();
  for (const { command } of commandsOf(runbook)) {
    for (const { name, value, valueFrom } of command.placeholders) {
      const key = normalisePlaceholder(name);
      const known = variables.get(key);
      if (!known || (known.value === undefined && value !== undefined)) {
        variables.set(key, { key, name, value, valueFrom });
      }
    }
  }
  const all = [...variables.values()];
  return [
    ...all.filter(({ value }) => value === undefined),
    ...all.filter(({ value }) => value !== undefined),
  ];
}
