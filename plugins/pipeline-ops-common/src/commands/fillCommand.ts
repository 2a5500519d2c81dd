import type { CommandPlaceholder, RunbookCommand } from '../api';
import { quoteForShell, shellContexts } from './shellQuoting';

/** A value for a placeholder, and where it comes from, in words. */
export interface KnownValue {
  value: string;
  from: string;
}

const SHELLS = new Set([
  '',
  'bash',
  'sh',
  'shell',
  'zsh',
  'console',
  'shell-session',
]);

/** Outside the shell only a value of these characters is filled in: it can end no string and start no statement. */
const HARMLESS = /^[A-Za-z0-9_.:/@+-]+$/;

/** `ENV`, `env` and `your-env` ask for the same thing. */
export function normalisePlaceholder(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^your-/, '');
}

/** A command as its document has it. */
export interface CommandTemplate {
  id: string;
  /** Lower case; empty or a shell's name for shell commands. */
  language: string;
  text: string;
  /** In order, not overlapping. */
  placeholders: Pick<CommandPlaceholder, 'name' | 'text' | 'start' | 'end'>[];
}

/** A documented command with every known placeholder replaced; what is not known stays as written. */
export function fillCommand(
  command: CommandTemplate,
  values: Map<string, KnownValue>,
): RunbookCommand {
  const contexts = SHELLS.has(command.language)
    ? shellContexts(
        command.text,
        command.placeholders.map(placeholder => placeholder.start),
      )
    : undefined;
  let filled = '';
  let done = 0;
  const placeholders: CommandPlaceholder[] = [];
  command.placeholders.forEach((placeholder, index) => {
    const known = values.get(normalisePlaceholder(placeholder.name));
    let text: string | undefined;
    if (known && contexts) {
      try {
        text = quoteForShell(known.value, contexts[index]);
      } catch {
        text = undefined;
      }
    } else if (known && HARMLESS.test(known.value)) {
      text = known.value;
    }
    filled += command.text.slice(done, placeholder.start);
    filled += text ?? placeholder.text;
    done = placeholder.end;
    placeholders.push({
      name: placeholder.name,
      text: placeholder.text,
      start: placeholder.start,
      end: placeholder.end,
      ...(text !== undefined && {
        value: known!.value,
        valueFrom: known!.from,
      }),
    });
  });
  return {
    id: command.id,
    language: command.language,
    text: command.text,
    filled: filled + command.text.slice(done),
    placeholders,
  };
}
