import {
  FilterLogEventsRequest,
  GetLogEventsRequest,
  PutLogEventsRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Handlers, RequestContext } from '../../model';
import * as constraint from '../constraints';
import { BAD_TOKEN, invalidParameter } from '../errors';
import { parseFilterPattern } from '../filterPattern';
import { scan } from '../scan';
import { LogEvent, LogGroup } from '../groups';
import { LogStore } from '../store';
import { readToken, writeToken } from '../tokens';
import { streamOf } from './streams';
import { targetGroup } from './target';

const MAX_EVENTS = 10_000;
const MAX_BYTES = 1_048_576;
const EVENT_OVERHEAD = 26;
const DAY_MS = 86_400_000;
/** Events FilterLogEvents looks at before it answers with what it has, perhaps nothing, and a token. */
const SCANNED_PER_PAGE = 50_000;
/** `startFromHead: false` of FilterLogEvents goes no further back. */
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

/** Told of every batch that was accepted, so that metric filters see it. */
export type AcceptedEvents = (
  context: RequestContext,
  group: LogGroup,
  events: readonly LogEvent[],
) => void;

/** PutLogEvents, GetLogEvents and FilterLogEvents. */
export function createEventHandlers(
  store: LogStore,
  accepted: AcceptedEvents,
): Handlers {
  return {
    PutLogEvents(input: PutLogEventsRequest, context) {
      const output = put(store, input, context, accepted);
      return {
        ...output,
        nextSequenceToken: String(context.clock.now()).padStart(56, '4'),
      };
    },
    GetLogEvents: (input: GetLogEventsRequest, context) =>
      get(store, input, context),
    FilterLogEvents: (input: FilterLogEventsRequest, context) =>
      filter(store, input, context),
  };
}

function put(
  store: LogStore,
  input: PutLogEventsRequest,
  context: RequestContext,
  accepted: AcceptedEvents,
) {
  constraint.groupName(input.logGroupName, 'logGroupName');
  constraint.streamName(input.logStreamName, 'logStreamName');
  constraint.required(input.logEvents, 'logEvents');
  const events = input.logEvents.map((event, i) => {
    const member = `logEvents.${i + 1}.member`;
    constraint.required(event.timestamp, `${member}.timestamp`);
    constraint.required(event.message, `${member}.message`);
    constraint.hasLength(event.message, `${member}.message`, 1, Infinity);
    constraint.inRange(event.timestamp, `${member}.timestamp`, 0, Infinity);
    return { timestamp: event.timestamp, message: event.message };
  });
  constraint.hasLength(events, 'logEvents', 1, MAX_EVENTS);
  const group = store.get(context.place, input.logGroupName!);
  const stream = streamOf(group, input.logStreamName!);

  if (events.some((e, i) => i > 0 && e.timestamp < events[i - 1].timestamp)) {
    throw invalidParameter(
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  }
  checkSize(events);

  const now = context.clock.now();
  const tooOld = now - 14 * DAY_MS;
  const tooNew = now + 2 * 3_600_000;
  const expired = store.horizon(group);
  const valid = events.filter(
    ({ timestamp }) =>
      timestamp >= tooOld && timestamp <= tooNew && timestamp >= expired,
  );
  if (
    valid.length > 0 &&
    valid.at(-1)!.timestamp - valid[0].timestamp > DAY_MS
  ) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
  accepted(context, group, store.append(group, stream, valid));
  if (valid.length === events.length) return {};

  // Ends are exclusive; an event that is too old is not counted as expired as well.
  const oldEnd = events.filter(e => e.timestamp < tooOld).length;
  const expiredEnd = events.filter(e => e.timestamp < expired).length;
  const newStart = events.findIndex(e => e.timestamp > tooNew);
  return {
    rejectedLogEventsInfo: {
      tooOldLogEventEndIndex: oldEnd > 0 ? oldEnd : undefined,
      expiredLogEventEndIndex: expiredEnd > oldEnd ? expiredEnd : undefined,
      tooNewLogEventStartIndex: newStart >= 0 ? newStart : undefined,
    },
  };
}

function checkSize(events: readonly { message: string }[]): void {
  let total = 0;
  for (const { message } of events) {
    const bytes = Buffer.byteLength(message) + EVENT_OVERHEAD;
    if (bytes > MAX_BYTES) {
      throw invalidParameter(
        `Log event too large: ${bytes} bytes exceeds limit of ${MAX_BYTES}`,
      );
    }
    total += bytes;
  }
  if (total > MAX_BYTES) {
    throw invalidParameter(
      `Upload too large: ${total} bytes exceeds limit of ${MAX_BYTES}`,
    );
  }
}

function get(
  store: LogStore,
  input: GetLogEventsRequest,
  context: RequestContext,
) {
  constraint.inRange(input.limit, 'limit', 1, MAX_EVENTS);
  constraint.inRange(input.startTime, 'startTime', 0, Infinity);
  constraint.inRange(input.endTime, 'endTime', 0, Infinity);
  constraint.streamName(input.logStreamName, 'logStreamName');
  const group = targetGroup(store, context, input);
  const stream = streamOf(group, input.logStreamName!);
  const token = readPosition(input.nextToken);
  const forward = token ? token.forward : (input.startFromHead ?? false);
  const start = input.startTime ?? 0;
  const end = input.endTime ?? Infinity;

  const page: LogEvent[] = [];
  let bytes = 0;
  const range = forward
    ? { from: Math.max(start, token?.timestamp ?? 0), to: end }
    : {
        from: start,
        to: Math.min(end, (token?.timestamp ?? Infinity) + 1),
        descending: true,
      };
  for (const event of scan(store, context.place, group, range)) {
    if (event.stream !== stream.name) continue;
    if (token && (forward ? event.id <= token.id : event.id >= token.id)) {
      continue;
    }
    bytes += Buffer.byteLength(event.message) + EVENT_OVERHEAD;
    if (page.length > 0 && bytes > MAX_BYTES) break;
    page.push(event);
    if (page.length === (input.limit ?? MAX_EVENTS)) break;
  }
  if (!forward) page.reverse();

  // With nothing to show, both tokens stay where the caller is.
  const here =
    token?.id ??
    positionAt(forward ? start : Math.min(end, context.clock.now() + 1));
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({
      timestamp,
      message,
      ingestionTime,
    })),
    nextForwardToken: `f/${page.at(-1)?.id ?? here}/s`,
    nextBackwardToken: `b/${page[0]?.id ?? here}/s`,
  };
}

function positionAt(timestamp: number): string {
  return `${String(timestamp).padStart(15, '0')}${'0'.repeat(41)}`;
}

function readPosition(token: string | undefined) {
  if (token === undefined) return undefined;
  const match = /^([fb])\/(\d{56})(?:\/s)?$/.exec(token);
  if (!match) throw invalidParameter(BAD_TOKEN);
  const [, direction, id] = match;
  return {
    forward: direction === 'f',
    id,
    timestamp: Number(id.slice(0, 15)),
  };
}

function filter(
  store: LogStore,
  input: FilterLogEventsRequest,
  context: RequestContext,
) {
  constraint.inRange(input.limit, 'limit', 1, MAX_EVENTS);
  constraint.inRange(input.startTime, 'startTime', 0, Infinity);
  constraint.inRange(input.endTime, 'endTime', 0, Infinity);
  constraint.hasLength(input.logStreamNames, 'logStreamNames', 1, 100);
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter(
      'logStreamNames and logStreamNamePrefix are mutually exclusive parameters.',
    );
  }
  const group = targetGroup(store, context, input);
  const pattern = parseFilterPattern(input.filterPattern ?? '');
  const { startTime = 0, endTime = Infinity } = input;
  if (startTime > endTime) {
    throw invalidParameter('startTime must not be after endTime.');
  }
  if (input.startFromHead === false && startTime < NEWEST_FIRST_SINCE) {
    throw invalidParameter(
      'startFromHead false is supported only for a startTime on or after Jan 1, 2024 00:00:00 UTC.',
    );
  }
  for (const name of names ?? []) streamOf(group, name);
  const streams = names && new Set(names);

  const request = [
    context.place,
    group.name,
    names,
    prefix,
    input.filterPattern,
  ];
  const token =
    input.nextToken === undefined
      ? undefined
      : readToken(request, input.nextToken).split(' ');
  const descending = token ? token[0] === 'b' : input.startFromHead === false;
  const after = token?.[1];
  const position = after === undefined ? undefined : Number(after.slice(0, 15));

  const range = {
    from: descending ? startTime : Math.max(startTime, position ?? 0),
    to: Math.min(endTime, (descending ? position : undefined) ?? Infinity) + 1,
    descending,
  };
  const page: LogEvent[] = [];
  let bytes = 0;
  let scanned = 0;
  let last = after;
  const answer = (more: boolean) => ({
    events: page.map(event => ({
      logStreamName: event.stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: event.id,
    })),
    searchedLogStreams: [],
    nextToken: more
      ? writeToken(request, `${descending ? 'b' : 'f'} ${last}`)
      : undefined,
  });
  for (const event of scan(store, context.place, group, range)) {
    if (
      after !== undefined &&
      (descending ? event.id >= after : event.id <= after)
    ) {
      continue;
    }
    scanned += 1;
    const wanted =
      (!streams || streams.has(event.stream)) &&
      (prefix === undefined || event.stream.startsWith(prefix)) &&
      pattern.matches(event.message);
    if (wanted) {
      bytes += Buffer.byteLength(event.message) + EVENT_OVERHEAD;
      if (page.length > 0 && bytes > MAX_BYTES) return answer(true);
      page.push(event);
    }
    last = event.id;
    if (page.length === (input.limit ?? MAX_EVENTS)) return answer(true);
    if (scanned >= SCANNED_PER_PAGE) return answer(true);
  }
  return answer(false);
}
