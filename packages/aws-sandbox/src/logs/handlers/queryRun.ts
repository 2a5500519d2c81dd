import { StartQueryRequest } from '@aws-sdk/client-cloudwatch-logs';
import { randomUUID } from 'crypto';
import { Place, RequestContext, ServiceError } from '../../model';
import { groupNameOf } from '../arns';
import * as constraint from '../constraints';
import { invalidParameter, resourceNotFound } from '../errors';
import { LogEvent, LogGroup } from '../groups';
import { compileQuery, Query, QueryResult } from '../insights/query';
import { scan } from '../scan';
import { LogStore } from '../store';

const MAX_GROUPS = 50;
const MAX_RESULTS = 100_000;

/** The query languages that the model knows; the sandbox speaks the first. */
export const LANGUAGES = ['CWLI', 'SQL', 'PPL'];

/** A query that was started. */
export interface QueryRun {
  id: string;
  place: Place;
  groups: LogGroup[];
  text: string;
  query: Query;
  /** Seconds, both inclusive. */
  startTime: number;
  endTime: number;
  limit?: number;
  /** Sandbox time of StartQuery, Unix milliseconds. */
  createTime: number;
  /** Real time of StartQuery in milliseconds: a query takes its time also while the sandbox's clock stands still. */
  begun: number;
  cancelled: boolean;
  outcome?: Outcome;
}

/** What a query found, and what it looked at. */
export interface Outcome extends QueryResult {
  recordsScanned: number;
  bytesScanned: number;
}

/**
 * Checks and compiles a request to start a query.
 *
 * @throws InvalidParameterException, ResourceNotFoundException, MalformedQueryException
 */
export function prepare(
  store: LogStore,
  input: StartQueryRequest,
  context: RequestContext,
): QueryRun {
  const { place, clock } = context;
  constraint.oneOf(input.queryLanguage, 'queryLanguage', LANGUAGES);
  constraint.required(input.startTime, 'startTime');
  constraint.required(input.endTime, 'endTime');
  constraint.required(input.queryString, 'queryString');
  constraint.inRange(input.startTime, 'startTime', 0, Infinity);
  constraint.inRange(input.endTime, 'endTime', 0, Infinity);
  constraint.hasLength(input.queryString, 'queryString', 0, 10_000);
  constraint.inRange(input.limit, 'limit', 1, MAX_RESULTS);
  if ((input.queryLanguage ?? 'CWLI') !== 'CWLI') {
    throw invalidParameter(
      `Queries in ${input.queryLanguage} are not supported by the sandbox. Use CWLI.`,
    );
  }
  const groups = groupsOf(store, input, context);
  const endMs = input.endTime * 1000 + 999;
  if (input.endTime < input.startTime) {
    throw invalidParameter(
      'Query end time must not be before the query start time.',
    );
  }
  if (groups.every(group => endMs < store.horizon(group))) {
    throw new ServiceError(
      'MalformedQueryException',
      `Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings ([0,${input.queryString.length}])`,
    );
  }
  return {
    id: randomUUID(),
    place,
    groups,
    text: input.queryString,
    query: compileQuery(input.queryString),
    startTime: input.startTime,
    endTime: input.endTime,
    limit: input.limit,
    createTime: clock.now(),
    begun: performance.now(),
    cancelled: false,
  };
}

function groupsOf(
  store: LogStore,
  input: StartQueryRequest,
  { place, requestId }: RequestContext,
): LogGroup[] {
  const given = [
    input.logGroupName === undefined ? undefined : [input.logGroupName],
    input.logGroupNames,
    input.logGroupIdentifiers,
  ].filter(names => names !== undefined);
  if (given.length !== 1) {
    throw invalidParameter(
      'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.',
    );
  }
  const [names] = given;
  const member = input.logGroupIdentifiers
    ? 'logGroupIdentifiers'
    : 'logGroupNames';
  constraint.hasLength(names, member, 1, MAX_GROUPS);
  return [...new Set(names)].map(identifier => {
    const name = input.logGroupIdentifiers
      ? groupNameOf(place, identifier)
      : identifier;
    constraint.groupName(name, 'logGroupName');
    const group = store.find(place, name);
    if (!group) {
      throw resourceNotFound(
        `Log group '${name}' does not exist for account ID '${place.accountId}' (Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: ${requestId}; Proxy: null)`,
      );
    }
    return group;
  });
}

/** The statistics as the service gives them; zeros while there are none. */
export function statisticsOf(
  { groups }: QueryRun,
  outcome: Outcome | undefined,
) {
  return {
    recordsMatched: outcome?.recordsMatched ?? 0,
    recordsScanned: outcome?.recordsScanned ?? 0,
    estimatedRecordsSkipped: 0,
    bytesScanned: outcome?.bytesScanned ?? 0,
    estimatedBytesSkipped: 0,
    logGroupsScanned: groups.length,
  };
}

/** Runs the query over what was there when it was started. */
export function execute(store: LogStore, run: QueryRun): Outcome {
  const from = run.startTime * 1000;
  const to = run.endTime * 1000 + 999;
  let recordsScanned = 0;
  let bytesScanned = 0;
  function* counted() {
    for (const entry of newestFirst(store, run, from, to)) {
      if (entry.event.ingestionTime > run.createTime + 1000) continue;
      recordsScanned += 1;
      bytesScanned += Buffer.byteLength(entry.event.message);
      yield entry;
    }
  }
  const result = run.query.run(
    counted(),
    { startedAt: run.createTime, from, to },
    run.limit,
  );
  return { ...result, recordsScanned, bytesScanned };
}

/** The events of all the query's log groups, merged. */
function* newestFirst(
  store: LogStore,
  run: QueryRun,
  from: number,
  to: number,
) {
  const sources = run.groups.map(group => {
    const events = scan(store, run.place, group, {
      from,
      to: to + 1,
      descending: true,
    });
    return {
      events,
      source: { accountId: run.place.accountId, logGroup: group.name },
      next: events.next().value as LogEvent | undefined,
    };
  });
  for (;;) {
    let newest: (typeof sources)[number] | undefined;
    for (const candidate of sources) {
      if (
        candidate.next &&
        (!newest || candidate.next.timestamp > newest.next!.timestamp)
      ) {
        newest = candidate;
      }
    }
    if (!newest) return;
    yield { event: newest.next!, source: newest.source };
    newest.next = newest.events.next().value ?? undefined;
  }
}
