import { z } from 'zod';
import { asGithub, asJson, asText } from './formats';
import { hasProblems, reportOn, unreadable, type FileReport } from './report';

/** What the command needs of the world around it. */
export interface CommandWorld {
  /** Text of a file; throws when it cannot be read. */
  read(file: string): string;
  print(text: string): void;
  complain(text: string): void;
}

const USAGE = `Usage: operations-document lint [--json | --format text|json|github] FILE…

Prints what is recognised in operations documents, what nearly is and why not, and what is wrong.
Exit code: 0 nothing wrong, 1 problems found, 2 wrong usage.`;

const argumentsSchema = z.object({
  format: z.enum(['text', 'json', 'github']),
  files: z.array(z.string().min(1)).min(1),
});

type Arguments = z.infer<typeof argumentsSchema>;

/**
 * The `operations-document` command.
 * @param args - arguments after the command's name
 * @returns the exit code
 */
export function runCommand(
  args: readonly string[],
  world: CommandWorld,
): number {
  if (args.includes('--help') || args.includes('-h')) {
    world.print(USAGE);
    return 0;
  }
  const parsed = readArguments(args);
  if (!parsed) {
    world.complain(USAGE);
    return 2;
  }
  const reports = parsed.files.map(file => read(file, world));
  print(reports, parsed.format, world);
  return reports.some(hasProblems) ? 1 : 0;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  if (args[0] !== 'lint') return undefined;
  const files: string[] = [];
  let format = 'text';
  let onlyFiles = false;
  for (let i = 1; i < args.length; i += 1) {
    const arg = args[i];
    if (onlyFiles || !arg.startsWith('-')) files.push(arg);
    else if (arg === '--') onlyFiles = true;
    else if (arg === '--json') format = 'json';
    else if (arg.startsWith('--format='))
      format = arg.slice('--format='.length);
    else if (arg === '--format') {
      i += 1;
      format = args[i] ?? '';
    } else return undefined;
  }
  const result = argumentsSchema.safeParse({ format, files });
  return result.success ? result.data : undefined;
}

function read(file: string, world: CommandWorld): FileReport {
  let markdown: string;
  try {
    markdown = world.read(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return unreadable(file, `The file could not be read: ${why}`);
  }
  return reportOn(file, markdown);
}

function print(
  reports: FileReport[],
  format: Arguments['format'],
  world: CommandWorld,
): void {
  if (format === 'json') {
    const values = reports.map(asJson);
    world.print(
      JSON.stringify(values.length === 1 ? values[0] : values, null, 2),
    );
    return;
  }
  for (const report of reports) {
    const text = format === 'github' ? asGithub(report) : asText(report);
    if (text !== '') world.print(text);
  }
}
