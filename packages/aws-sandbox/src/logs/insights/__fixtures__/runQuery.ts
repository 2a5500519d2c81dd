import { ServiceError } from '../../../model';
import { LogEvent } from '../../groups';
import { compileQuery } from '../query';

const START = Date.parse('2026-11-21T10:00:00.000Z');

interface Line {
  message: string;
  /** Milliseconds after the start; a second after the line before if not given. */
  at?: number;
  stream?: string;
}

/** Runs a query over lines in order of time; rows as objects, without @ptr. */
export function run(
  text: string,
  lines: readonly (string | Line)[],
  logGroup = '/app/log',
) {
  const events = lines.map((line, i) => {
    const { message, at, stream } =
      typeof line === 'string'
        ? { message: line, at: i * 1000, stream: 's' }
        : line;
    const timestamp = START + (at ?? i * 1000);
    const event: LogEvent = {
      id: String(i).padStart(56, '0'),
      timestamp,
      ingestionTime: timestamp + 500,
      stream: stream ?? 's',
      message,
    };
    return { event, source: { accountId: '111111111111', logGroup } };
  });
  const result = compileQuery(text).run(events.reverse(), {
    startedAt: START + 60_000,
    from: START,
    to: START + 3_600_000,
  });
  return {
    ...result,
    rows: result.results.map(fields =>
      Object.fromEntries(
        fields
          .filter(({ field }) => field !== '@ptr')
          .map(({ field, value }) => [field, value]),
      ),
    ),
  };
}

/** The rows alone. */
export const rows = (...args: Parameters<typeof run>) => run(...args).rows;

/** The value of an expression for one event. */
export const value = (expression: string, message = '{}') =>
  rows(`fields ${expression} as x`, [message])[0].x;

/** Messages that a condition lets through. */
export const filtered = (condition: string, lines: readonly string[]) =>
  rows(
    `fields @message | filter ${condition} | sort @timestamp asc`,
    lines,
  ).map(row => row['@message']);

/** How a query is refused, with the part of it that the location names; undefined when it is not. */
export function refusal(text: string) {
  try {
    compileQuery(text);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { location } = error.members.queryCompileError as {
      location: { startCharOffset: number; endCharOffset: number };
    };
    return {
      type: error.type,
      message: error.message,
      at: text.slice(location.startCharOffset, location.endCharOffset),
    };
  }
  return undefined;
}

/** Four JSON events and one line of text, a second apart. */
export const REQUESTS = [
  '{"level":"INFO","status":200,"ms":10.5,"user":{"id":"u1"},"tags":["a","b"]}',
  '{"level":"ERROR","status":500,"ms":250,"user":{"id":"u2"},"tags":["b"]}',
  '{"level":"INFO","status":200,"ms":30,"user":{"id":"u1"},"ok":true}',
  '{"level":"WARN","status":404,"ms":20,"user":{"id":"u3"},"none":null}',
  'not JSON at all',
];
