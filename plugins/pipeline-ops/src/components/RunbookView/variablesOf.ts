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

function commandsOf(steps: RunbookStep[]): RunbookCommand[] {
  return steps.flatMap(step => [...step.commands, ...commandsOf(step.steps)]);
}

/** Everything the procedure's commands ask for, each once, in the order of the text; what is open first. */
export function variablesOf(runbook: Runbook): Variable[] {
  const variables = new Map<string, Variable>();
  for (const command of [...runbook.commands, ...commandsOf(runbook.steps)]) {
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
