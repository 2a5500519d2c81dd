import {
  DescribeQueriesRequest,
  GetQueryResultsRequest,
  StartQueryRequest,
  StopQueryRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { randomUUID } from 'crypto';
import { Handlers, Place, RequestContext, ServiceError } from '../../model';
import * as constraint from '../constraints';
import { invalidParameter, limitExceeded, resourceNotFound } from '../errors';
import { compileQuery, Query, QueryResult } from '../insights/query';
import { scan } from '../scan';
import { groupNameOf, LogEvent, LogGroup, LogStore } from '../store';
import { readToken, writeToken } from '../tokens';

const MAX_GROUPS = 50;
const MAX_RESULTS = 100_000;
const RESULTS_PER_PAGE = 10_000;
const MAX_CONCURRENT = 100;
const KEPT_QUERIES = 1_000;
const LANGUAGES = ['CWLI', 'SQL', 'PPL'];
const STATUSES = [
  'Scheduled',
  'Running',
  'Complete',
  'Failed',
  'Cancelled',
  'Timeout',
  'Unknown',
];

interface QueryRun {
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

interface Outcome extends QueryResult {
  recordsScanned: number;
  bytesScanned: number;
}

/** How long queries take, in real milliseconds, until they are running and until they are complete. */
export interface QueryPace {
  scheduled: number;
  complete: number;
}

const USUAL_PACE: QueryPace = { scheduled: 20, complete: 120 };

/** StartQuery, GetQueryResults, StopQuery and DescribeQueries. */
export function createQueryHandlers(
  store: LogStore,
  pace: QueryPace = USUAL_PACE,
): Handlers {
  const runs = new Map<string, QueryRun>();
  const statusOf = (run: QueryRun) => {
    if (run.cancelled) return 'Cancelled';
    const elapsed = performance.now() - run.begun;
    if (elapsed < pace.scheduled) return 'Scheduled';
    return elapsed < pace.complete ? 'Running' : 'Complete';
  };
  const find = (place: Place, id: string | undefined) => {
    constraint.required(id, 'queryId');
    constraint.hasLength(id, 'queryId', 0, 256);
    const run = runs.get(id);
    if (!run || !samePlace(run.place, place)) {
      throw resourceNotFound(`Query with id ${id} does not exist.`);
    }
    return run;
  };

  return {
    StartQuery(input: StartQueryRequest, context) {
      const run = start(store, input, context);
      const active = [...runs.values()].filter(
        other =>
          samePlace(other.place, context.place) &&
          ['Scheduled', 'Running'].includes(statusOf(other)),
      );
      if (active.length >= MAX_CONCURRENT) {
        throw limitExceeded(
          `Account maximum query concurrency limit of [${MAX_CONCURRENT}] reached.`,
        );
      }
      if (runs.size >= KEPT_QUERIES) runs.delete(runs.keys().next().value!);
      runs.set(run.id, run);
      return { queryId: run.id };
    },

    GetQueryResults(input: GetQueryResultsRequest, { place }) {
      const run = find(place, input.queryId);
      constraint.inRange(input.maxItems, 'maxItems', 1, RESULTS_PER_PAGE);
      return results(store, run, statusOf(run), input);
    },

    StopQuery(input: StopQueryRequest, { place }) {
      const run = find(place, input.queryId);
      const status = statusOf(run);
      if (status !== 'Scheduled' && status !== 'Running') {
        throw invalidParameter(
          `Query ${run.id} has already ended with status [${status}]`,
        );
      }
      run.cancelled = true;
      return { success: true };
    },

    DescribeQueries(input: DescribeQueriesRequest, { place }) {
      constraint.inRange(input.maxResults, 'maxResults', 1, 1000);
      constraint.oneOf(input.status, 'status', STATUSES);
      constraint.oneOf(input.queryLanguage, 'queryLanguage', LANGUAGES);
      if (input.logGroupName !== undefined) {
        constraint.groupName(input.logGroupName, 'logGroupName');
      }
      const found = [...runs.values()]
        .reverse()
        .filter(
          run =>
            samePlace(run.place, place) &&
            (input.logGroupName === undefined ||
              run.groups.some(group => group.name === input.logGroupName)) &&
            (input.status === undefined || statusOf(run) === input.status) &&
            (input.queryLanguage ?? 'CWLI') === 'CWLI',
        );
      const request = [
        ...[place, input.logGroupName, input.status, input.queryLanguage],
      ];
      const from =
        input.nextToken === undefined
          ? 0
          : Number(readToken(request, input.nextToken));
      const to = from + (input.maxResults ?? 1000);
      return {
        queries: found.slice(from, to).map(run => ({
          queryLanguage: 'CWLI',
          queryId: run.id,
          queryString: sourceOf(run),
          status: statusOf(run),
          createTime: run.createTime,
          logGroupName: run.groups[0].name,
        })),
        nextToken:
          to < found.length ? writeToken(request, String(to)) : undefined,
      };
    },
  };
}

function samePlace(a: Place, b: Place): boolean {
  return a.accountId === b.accountId && a.region === b.region;
}

/** The query as the service lists it, with the source that the request named. */
function sourceOf({ groups, startTime, endTime, text }: QueryRun): string {
  const names = groups.map(({ name }) => `"${name}"`).join(', ');
  return `SOURCE ${names} START=${startTime}000 END=${endTime}999 | ${text}`;
}

function start(
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
      'end date and time is either before the log groups creation time or exceeds the log groups log retention settings',
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

function results(
  store: LogStore,
  run: QueryRun,
  status: string,
  input: GetQueryResultsRequest,
) {
  if (status !== 'Complete') {
    return {
      queryLanguage: 'CWLI',
      results: [],
      statistics: statisticsOf(run, undefined),
      status,
    };
  }
  run.outcome ??= execute(store, run);
  const { outcome } = run;
  const from =
    input.nextToken === undefined
      ? 0
      : Number(readToken(run.id, input.nextToken));
  const to = from + (input.maxItems ?? RESULTS_PER_PAGE);
  return {
    queryLanguage: 'CWLI',
    results: outcome.results.slice(from, to),
    statistics: statisticsOf(run, outcome),
    status,
    nextToken:
      to < outcome.results.length ? writeToken(run.id, String(to)) : undefined,
  };
}

function statisticsOf({ groups }: QueryRun, outcome: Outcome | undefined) {
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
function execute(store: LogStore, run: QueryRun): Outcome {
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
