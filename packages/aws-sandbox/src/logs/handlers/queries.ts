import {
  DescribeQueriesRequest,
  GetQueryResultsRequest,
  StartQueryRequest,
  StopQueryRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Handlers, Place } from '../../model';
import * as constraint from '../constraints';
import { invalidParameter, limitExceeded, resourceNotFound } from '../errors';
import { LogStore } from '../store';
import { readToken, writeToken } from '../tokens';
import {
  execute,
  LANGUAGES,
  prepare,
  QueryRun,
  statisticsOf,
} from './queryRun';

const RESULTS_PER_PAGE = 10_000;
const MAX_CONCURRENT = 100;
const KEPT_QUERIES = 1_000;
const STATUSES = [
  'Scheduled',
  'Running',
  'Complete',
  'Failed',
  'Cancelled',
  'Timeout',
  'Unknown',
];

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
      const run = prepare(store, input, context);
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

    GetQueryResults(input: GetQueryResultsRequest, { place, meter }) {
      const run = find(place, input.queryId);
      constraint.inRange(input.maxItems, 'maxItems', 1, RESULTS_PER_PAGE);
      const scannedBefore = run.outcome !== undefined;
      const answer = results(store, run, statusOf(run), input);
      if (!scannedBefore) {
        meter?.('bytesScanned', answer.statistics.bytesScanned);
      }
      return answer;
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
