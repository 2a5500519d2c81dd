import type { DocumentPosition } from './envelope';
import type { ChartSeries } from './metrics';

export interface LogGroup {
  name: string;
  /** Days; absent when events never expire. */
  retentionDays?: number;
  /** Days that the document asks for. */
  documentedRetentionDays?: number;
  storedBytes?: number;
  /** `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`. */
  logGroupClass?: string;
  metricFilterCount?: number;
  sourceId: string;
  region: string;
  /** False when the document or definition names it and AWS does not have it. */
  exists: boolean;
  consoleUrl?: string;
}

export interface LogGroupList {
  pipelineId: string;
  environment: string;
  groups: LogGroup[];
}

export interface LogEvent {
  id: string;
  /** Unix milliseconds. */
  timestamp: number;
  stream: string;
  /** Masked, without control and bidirectional characters. */
  message: string;
  level?: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG';
}

export interface LogEvents {
  logGroup: string;
  events: LogEvent[];
  /** Hand back as `cursor` for the next page. */
  cursor?: string;
  /** Of a first page: hand back as `after` to follow; the next answer holds only what has come since. */
  newest?: string;
  /** True when the range was searched to its end. */
  complete: boolean;
}

/** What is done with the lines of a log group besides keeping them. */
export interface LogGroupFilters {
  logGroup: string;
  metricFilters: {
    name: string;
    pattern: string;
    metrics: { namespace: string; metricName: string; value: string }[];
  }[];
  /** Destinations in words, such as `Lambda function forward-errors`. No ARN. */
  subscriptions: { name: string; pattern: string; destination: string }[];
}

export interface SavedQuery {
  /** Stable: from the document's element or the definition's key. */
  id: string;
  title: string;
  query: string;
  /** Log groups that the caller may read and AWS has. */
  logGroups: string[];
  sourceId?: string;
  region?: string;
  origin: 'document' | 'definition';
  position?: DocumentPosition;
  consoleUrl?: string;
  /** Why it cannot be run, such as that none of its log groups exists. */
  unavailable?: string;
}

export interface SavedQueryList {
  pipelineId: string;
  environment: string;
  queries: SavedQuery[];
  /** True when the caller may run free text. */
  freeText: boolean;
  /** Longest range of a query. Seconds. */
  longestSeconds: number;
}

/** Body of `POST …/logs/query-runs`: a saved query by id, or free text with the permission for it. */
export interface QueryRunRequest {
  queryId?: string;
  /** Logs Insights QL; needs `pipelineOps.logs.query` and log groups. */
  query?: string;
  logGroups?: string[];
}

export interface QueryRun {
  id: string;
  title?: string;
  query: string;
  logGroups: string[];
  status:
    'running' | 'complete' | 'failed' | 'cancelled' | 'timeout' | 'unknown';
  /** Unix seconds. */
  from: number;
  to: number;
  columns: string[];
  /** Masked. One value for each column. */
  rows: (string | null)[][];
  bytesScanned: number;
  recordsScanned: number;
  recordsMatched: number;
  /** US dollars, from bytes scanned and the list price. */
  estimatedCost: number;
  /** Why it ended before it was complete. */
  message?: string;
  /** The rows as series, when the query is `stats … by bin()`. */
  series?: ChartSeries[];
  consoleUrl?: string;
}
