import type {
  Runbook,
  RunbookCommand,
  RunbookStep,
  SearchablePoint,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** What can be opened in a procedure, with ids and numbers as its page gives them. */
export function pointsOf(runbook: Runbook): SearchablePoint[] {
  return [
    ...stepsOf(runbook.steps),
    ...runbook.commands.map((command, index) => ({
      ...numbered('commands', 'command', index),
      title: '',
      text: textOfCommands([command]),
    })),
    ...runbook.verification.map((title, index) => ({
      ...numbered('verification', 'verification', index),
      ...{ title, text: '' },
    })),
    ...runbook.rollback.map((title, index) => ({
      ...numbered('rollback', 'rollback', index),
      ...{ title, text: '' },
    })),
  ];
}

/** All words of a procedure besides its title. */
export function textOf(runbook: Runbook): string {
  return [
    runbook.intro ?? '',
    ...runbook.symptoms,
    ...runbook.causes,
    ...runbook.prerequisites,
    ...pointsOf(runbook).flatMap(({ title, text }) => [title, text]),
    ...runbook.escalation,
    ...runbook.prevention,
  ]
    .filter(Boolean)
    .join('\n');
}

function stepsOf(steps: RunbookStep[], prefix = ''): SearchablePoint[] {
  return steps.flatMap((step, index) => {
    const number = `${prefix}${index + 1}`;
    const { id, title, body = '', commands } = step;
    return [
      {
        ...{ id, section: 'steps' as const, number, title },
        text: [body, textOfCommands(commands)].filter(Boolean).join('\n'),
      },
      ...stepsOf(step.steps, `${number}.`),
    ];
  });
}

function numbered<S extends SearchablePoint['section']>(
  section: S,
  id: string,
  index: number,
) {
  const number = String(index + 1);
  return { id: `${id}-${number}`, section, number };
}

function textOfCommands(commands: RunbookCommand[]): string {
  return commands.map(({ text }) => text).join('\n');
}
