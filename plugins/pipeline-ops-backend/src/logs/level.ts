import type { LogEvent } from '@pipeline-ops/plugin-pipeline-ops-common';

type Level = NonNullable<LogEvent['level']>;

const LEVELS: Record<string, Level> = {
  error: 'ERROR',
  err: 'ERROR',
  fatal: 'ERROR',
  critical: 'ERROR',
  severe: 'ERROR',
  panic: 'ERROR',
  alert: 'ERROR',
  emergency: 'ERROR',
  warn: 'WARN',
  warning: 'WARN',
  info: 'INFO',
  information: 'INFO',
  notice: 'INFO',
  debug: 'DEBUG',
  trace: 'DEBUG',
  fine: 'DEBUG',
  verbose: 'DEBUG',
};

/** A level is looked for near the start of a line; further in, the words are part of what it says. */
const HEAD = 200;

const JSON_LEVEL =
  /"(?:level|levelname|log_level|loglevel|severity|lvl)"\s{0,8}:\s{0,8}"([A-Za-z]{1,16})"/i;

const KEY_LEVEL = /\b(?:level|severity|lvl)=["']?([A-Za-z]{1,16})/i;

const UPPER_WORD =
  /(?:^|[^A-Za-z])(FATAL|CRITICAL|SEVERE|PANIC|ERROR|WARN|WARNING|INFO|NOTICE|DEBUG|TRACE)(?![A-Za-z])/;

const BRACKETED = /\[\s?(error|warning|warn|info|debug|trace|fatal)\s?\]/i;

const TROUBLE =
  /Task timed out after|Traceback \(most recent call last\)|\bUnhandled\b|\b[A-Za-z.]{0,60}(?:Exception|Error):/;

/** How bad a log line says it is; undefined when it does not say. */
export function levelOf(message: string): Level | undefined {
  const structured = JSON_LEVEL.exec(message.slice(0, 4_000))?.[1];
  const head = message.slice(0, HEAD);
  const word =
    structured ??
    KEY_LEVEL.exec(head)?.[1] ??
    UPPER_WORD.exec(head)?.[1] ??
    BRACKETED.exec(head)?.[1];
  const level = word ? LEVELS[word.toLowerCase()] : undefined;
  if (level) {
    return level;
  }
  return TROUBLE.test(head) ? 'ERROR' : undefined;
}
