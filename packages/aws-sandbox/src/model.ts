/** Where a request lands: an account and a region, told from the credential and its scope. */
export interface Place {
  /** Twelve digits. */
  accountId: string;
  region: string;
}

/** Unix milliseconds. Real time by default; tests set and advance it. */
export interface Clock {
  now(): number;
}

/** What a handler knows of the request besides its decoded input. */
export interface RequestContext {
  place: Place;
  clock: Clock;
  operation: string;
  requestId: string;
  /** Adds to the counters of what AWS would bill or limit: metrics of GetMetricData, bytes scanned by queries. */
  meter?(what: Metered, amount: number): void;
  /** Set while a scenario is applied: its name. What it declares is to look as if it had always been there. */
  scenario?: string;
}

/** What handlers meter. Points are data points put out; bytesScanned those that log queries and filters looked at. */
export type Metered = 'billedMetrics' | 'points' | 'bytesScanned';

/**
 * An operation of a service: decoded input (Dates are Dates, as the SDK's client sees them) to output of the same kind.
 * Throws {@link ServiceError} for every answer that is not a success.
 */
export type Handler<I = any, O = any> = (
  input: I,
  context: RequestContext,
) => O | Promise<O>;

export type Handlers = Record<string, Handler>;

/** An error as AWS sends it. */
export class ServiceError extends Error {
  constructor(
    /** Full type, such as `com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound` or `ResourceNotFoundException`. */
    readonly type: string,
    message: string,
    readonly status = 400,
    /** Code of the `x-amzn-query-error` header (CloudWatch only), such as `ResourceNotFound`. */
    readonly queryCode?: string,
    /** Further members of the error's body. */
    readonly members: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** One series of raw points, as stored. */
export interface MetricIdentity {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
}

/** Statistics of one metric in one bucket; percentiles come from `samples`. */
export interface Bucket {
  /** Unix milliseconds of the bucket's start. */
  start: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Values with their counts; what percentiles, trimmed means and PR() are computed from. */
  samples: readonly { value: number; count: number }[];
  unit?: string;
}

/**
 * The telemetry of all places. Stored data (PutMetricData) and scenario generators answer through it alike, so that
 * GetMetricData, SEARCH, ListMetrics and alarm evaluation cannot disagree.
 */
export interface MetricStore {
  /** Metrics of a namespace (or all) that had data in the two weeks before `now`. */
  list(place: Place, namespace?: string): MetricIdentity[];
  /** Non-empty buckets of `periodSeconds` in [from, to), oldest first. Times in Unix milliseconds. */
  read(
    place: Place,
    metric: MetricIdentity,
    from: number,
    to: number,
    periodSeconds: number,
  ): Bucket[];
  put(
    place: Place,
    metric: MetricIdentity,
    point: {
      timestamp: number;
      value?: number;
      values?: number[];
      counts?: number[];
      statistics?: { count: number; sum: number; min: number; max: number };
      unit?: string;
      /** Seconds: 1 for high resolution, else 60. */
      storageResolution: number;
    },
  ): void;
}

/** Synthetic log events; deterministic for a given seed. */
export interface LogGenerator {
  /** Events in [from, to), oldest first. Times in Unix milliseconds. */
  read(
    place: Place,
    logGroup: string,
    from: number,
    to: number,
  ): { timestamp: number; stream: string; message: string }[];
}
