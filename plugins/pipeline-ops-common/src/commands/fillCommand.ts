import type { CommandPlaceholder, RunbookCommand } from '../api';
import { shellPlaces, type ShellPlace } from './shellPlaces';
import { isHarmless, quoteForShell } from './shellQuoting';

/** A value for a placeholder, and where it comes from, in words. */
export interface KnownValue {
  value: string;
  from: string;
}

/** Shells that quote as POSIX says. */
const SHELLS = new Set([
  '',
  'bash',
  'sh',
  'shell',
  'zsh',
  'console',
  'shell-session',
]);

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

/** A piece of a filled command. */
export interface CommandPart {
  text: string;
  /** The placeholder that it stands for; absent for what is written as it is. */
  placeholder?: CommandTemplate['placeholders'][number];
  /** What was filled in; absent while the placeholder is open. */
  known?: KnownValue;
}

/**
 * A documented command cut at its placeholders, with every known one replaced by its value, quoted for where it stands.
 * One that is not known, or whose value cannot stand there, stays as written. Joined, the parts are the command.
 */
export function commandParts(
  command: CommandTemplate,
  values: ReadonlyMap<string, KnownValue>,
): CommandPart[] {
  const places = SHELLS.has(command.language)
    ? shellPlaces(command.text, command.placeholders)
    : undefined;
  const parts: CommandPart[] = [];
  let done = 0;
  command.placeholders.forEach((placeholder, index) => {
    const known = values.get(normalisePlaceholder(placeholder.name));
    const text = known && written(known.value, places?.[index]);
    parts.push(
      { text: command.text.slice(done, placeholder.start) },
      text === undefined
        ? { text: placeholder.text, placeholder }
        : { text, placeholder, known },
    );
    done = placeholder.end;
  });
  parts.push({ text: command.text.slice(done) });
  return parts;
}

/** Outside the shell only a harmless value is filled in: it can end no string and start no statement. */
function written(
  value: string,
  place: ShellPlace | undefined,
): string | undefined {
  if (!place) return isHarmless(value) ? value : undefined;
  try {
    return quoteForShell(value, place);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A documented command with every known placeholder replaced; what is not known stays as written. */
export function fillCommand(
  command: CommandTemplate,
  values: ReadonlyMap<string, KnownValue>,
): RunbookCommand {
  const parts = commandParts(command, values);
  return {
    id: command.id,
    language: command.language,
    text: command.text,
    filled: parts.map(({ text }) => text).join(''),
    placeholders: parts.flatMap(({ placeholder, known }) =>
      placeholder
        ? [
            {
              name: placeholder.name,
              text: placeholder.text,
              start: placeholder.start,
              end: placeholder.end,
              ...(known && { value: known.value, valueFrom: known.from }),
            },
          ]
        : [],
    ),
  };
}
