import {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Handlers, Place, RequestContext } from '../../model';
import * as constraint from '../constraints';
import {
  alreadyExists,
  invalidParameter,
  NO_SUCH_STREAM,
  resourceNotFound,
} from '../errors';
import { scan } from '../scan';
import { groupArn } from '../arns';
import { LogGroup, LogStream } from '../groups';
import { compareText, LogStore } from '../store';
import { pageByName } from '../tokens';
import { targetGroup } from './target';

const PAGE = 50;

/** CreateLogStream, DeleteLogStream and DescribeLogStreams. */
export function createStreamHandlers(store: LogStore): Handlers {
  return {
    CreateLogStream(input: CreateLogStreamRequest, { place, clock }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.streamName(input.logStreamName, 'logStreamName');
      const group = store.get(place, input.logGroupName!);
      const name = input.logStreamName!;
      if (group.streams.has(name)) {
        throw alreadyExists('The specified log stream already exists');
      }
      group.streams.set(name, {
        name,
        creationTime: clock.now(),
        generated: false,
      });
      return {};
    },

    DeleteLogStream(input: DeleteLogStreamRequest, { place }) {
      constraint.groupName(input.logGroupName, 'logGroupName');
      constraint.streamName(input.logStreamName, 'logStreamName');
      const group = store.get(place, input.logGroupName!);
      const stream = streamOf(group, input.logStreamName!);
      group.streams.delete(stream.name);
      group.events = group.events.filter(event => event.stream !== stream.name);
      return {};
    },

    DescribeLogStreams: (input: DescribeLogStreamsRequest, context) =>
      describe(store, input, context),
  };
}

/** @throws ResourceNotFoundException when the log group has no such stream */
export function streamOf(group: LogGroup, name: string): LogStream {
  const stream = group.streams.get(name);
  if (!stream) throw resourceNotFound(NO_SUCH_STREAM);
  return stream;
}

function describe(
  store: LogStore,
  input: DescribeLogStreamsRequest,
  context: RequestContext,
) {
  const { logStreamNamePrefix: prefix, descending = false } = input;
  constraint.inRange(input.limit, 'limit', 1, PAGE);
  constraint.oneOf(input.orderBy, 'orderBy', [
    'LogStreamName',
    'LastEventTime',
  ]);
  if (prefix !== undefined) {
    constraint.streamName(prefix, 'logStreamNamePrefix');
  }
  if (input.orderBy === 'LastEventTime' && prefix !== undefined) {
    throw invalidParameter(
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  }
  const group = targetGroup(store, context, input);
  const streams = [...group.streams.values()]
    .filter(stream => prefix === undefined || stream.name.startsWith(prefix))
    .map(stream => withGeneratedTimes(store, context.place, group, stream))
    .sort((a, b) => compareText(a.name, b.name));
  if (input.orderBy === 'LastEventTime') {
    streams.sort(
      (a, b) => (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0),
    );
  }
  if (descending) streams.reverse();

  const { page, nextToken } = pageByName(streams, stream => stream.name, {
    request: [context.place, group.name, prefix, input.orderBy, descending],
    nextToken: input.nextToken,
    limit: input.limit ?? PAGE,
  });
  const arn = groupArn(context.place, group.name);
  return {
    logStreams: page.map(stream => ({
      logStreamName: stream.name,
      creationTime: stream.creationTime,
      firstEventTimestamp: stream.firstEventTimestamp,
      lastEventTimestamp: stream.lastEventTimestamp,
      lastIngestionTime: stream.lastIngestionTime,
      uploadSequenceToken: stream.lastIngestionTime
        ? String(stream.lastIngestionTime).padStart(56, '4')
        : undefined,
      arn: `${arn}:log-stream:${stream.name}`,
      storedBytes: 0,
    })),
    nextToken,
  };
}

/** A scenario's stream has no record of its events; its first and last are looked up. */
function withGeneratedTimes(
  store: LogStore,
  place: Place,
  group: LogGroup,
  stream: LogStream,
): LogStream {
  if (!stream.generated) return stream;
  const range = { from: store.earliest(place, group, stream), to: Infinity };
  const first = firstOf(scan(store, place, group, range), stream.name);
  const last = firstOf(
    scan(store, place, group, { ...range, descending: true }),
    stream.name,
  );
  return {
    ...stream,
    firstEventTimestamp: first?.timestamp,
    lastEventTimestamp: last?.timestamp,
    lastIngestionTime: last?.ingestionTime,
  };
}

function firstOf(events: ReturnType<typeof scan>, stream: string) {
  for (const event of events) {
    if (event.stream === stream) return event;
  }
  return undefined;
}
