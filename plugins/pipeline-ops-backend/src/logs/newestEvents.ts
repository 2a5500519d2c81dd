import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  CloudLogEvent,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { hasFailed } from '../telemetry/sourceStates';
import type { LogCursor } from './cursor';

/** Events that CloudWatch gives in one page at most. Source: FilterLogEvents in the CloudWatch Logs API reference. */
const PAGE = 10_000;

/** Requests that one answer may take: five a second is all that some regions allow. */
const MOST_REQUESTS = 6;

/** Milliseconds. */
const FIRST_STEP = 5 * 60_000;
const SMALLEST_STEP = 1_000;

export interface NewestEvents {
  /** Newest first. */
  events: CloudLogEvent[];
  /** Where to go on; absent when the range was searched to its start. */
  next?: LogCursor;
  states: SourceState[];
}

/**
 * The newest events of a range. CloudWatch searches forwards, so the range is searched in steps from its end, smaller
 * ones where events are dense and greater ones where they are rare, until there are enough or a few requests are made.
 * Times in Unix milliseconds.
 */
export async function newestEvents(
  telemetry: TelemetrySource,
  request: {
    source: SourceRef;
    logGroup: string;
    from: number;
    to: number;
    pattern?: string;
    limit: number;
    cursor?: LogCursor;
  },
  options?: CallOptions,
): Promise<NewestEvents> {
  const { from, to, limit } = request;
  let end = Math.min(request.cursor?.before ?? to, to);
  let skip = request.cursor?.skip ?? 0;
  let step = request.cursor?.step ?? FIRST_STEP;
  let requestsLeft = MOST_REQUESTS;
  const events: CloudLogEvent[] = [];
  const states: SourceState[] = [];
  while (end > from && requestsLeft > 0) {
    const start = Math.max(from, end - step);
    const slice = await readSlice(
      telemetry,
      { ...request, from: start, to: end },
      requestsLeft,
      options,
    );
    requestsLeft -= slice.requests;
    states.push(...slice.states);
    if (slice.outcome === 'failed') {
      break;
    }
    if (slice.outcome === 'too-many' && end - start > SMALLEST_STEP) {
      step = Math.max(SMALLEST_STEP, Math.floor((end - start) / 8));
      continue;
    }
    const fresh = withoutDelivered(slice.events, end, skip);
    const taken = fresh.slice(0, limit - events.length);
    events.push(...taken);
    if (taken.length < fresh.length) {
      const at = taken[taken.length - 1]?.timestamp ?? end - 1;
      const sameTime =
        taken.filter(event => event.timestamp === at).length +
        (at === end - 1 ? skip : 0);
      return { events, states, next: { before: at + 1, skip: sameTime, step } };
    }
    end = start;
    skip = 0;
    step *= taken.length < limit / 4 ? 4 : 1;
    if (events.length >= limit) {
      break;
    }
  }
  return {
    events,
    states,
    next: end > from ? { before: end, skip, step } : undefined,
  };
}

interface Slice {
  outcome: 'whole' | 'too-many' | 'failed';
  /** Newest first. */
  events: CloudLogEvent[];
  states: SourceState[];
  requests: number;
}

/** All events of [from, to), unless they are more than a page: empty pages with a token are normal and followed. */
async function readSlice(
  telemetry: TelemetrySource,
  request: {
    source: SourceRef;
    logGroup: string;
    from: number;
    to: number;
    pattern?: string;
  },
  requestsLeft: number,
  options?: CallOptions,
): Promise<Slice> {
  const { source, logGroup, from, to, pattern } = request;
  const byId = new Map<string, CloudLogEvent>();
  const states: SourceState[] = [];
  let cursor: string | undefined;
  let requests = 0;
  do {
    const answer = await telemetry.filterLogEvents(
      { source, logGroup, from, to, pattern, limit: PAGE, cursor },
      options,
    );
    requests += 1;
    states.push(answer.state);
    const failed =
      hasFailed(answer.state) ||
      (answer.state.status === 'partial' && answer.data.events.length === 0);
    if (failed) {
      return { outcome: 'failed', events: [], states, requests };
    }
    answer.data.events
      .filter(({ timestamp }) => timestamp >= from && timestamp < to)
      .forEach(event => byId.set(event.id, event));
    cursor = answer.data.cursor;
  } while (cursor && byId.size < PAGE && requests < requestsLeft);
  const events = [...byId.values()]
    .map((event, index) => ({ event, index }))
    .sort((a, b) => b.event.timestamp - a.event.timestamp || b.index - a.index)
    .map(({ event }) => event);
  return {
    outcome: cursor ? 'too-many' : 'whole',
    events,
    states,
    requests,
  };
}

/** Events of one millisecond may be spread over two answers; the first ones of it have been delivered. */
function withoutDelivered(
  events: CloudLogEvent[],
  end: number,
  skip: number,
): CloudLogEvent[] {
  let skipped = 0;
  return events.filter(({ timestamp }) => {
    if (timestamp === end - 1 && skipped < skip) {
      skipped += 1;
      return false;
    }
    return true;
  });
}
