import type { SeriesData } from './metrics';

/** What data has to say for the check to hold. Windows end now. */
export type CheckCondition =
  /** None of these alarms is in ALARM; none of the resource's, or of the pipeline's, when the list is empty. */
  | { type: 'alarms'; alarmNames: string[]; resourceId?: string }
  /** Every bucket of the chart's visible series in the window compares so; with `aggregate`, the whole window does. */
  | {
      type: 'metric';
      chartId: string;
      /** Charts of the same metric of other resources, for which it has to be true as well. */
      otherChartIds?: string[];
      comparison: '>' | '>=' | '<' | '<=' | '==';
      /** In the chart's unit, unless `unit` says otherwise. */
      value: number;
      /** As a definition writes it (`s`, `%`, `GiB`); never in a check, whose value is in the chart's unit. */
      unit?: string;
      windowSeconds: number;
      /** Length of a bucket, such as 300 for `5 errors in 5 minutes`; what suits the window when absent. */
      periodSeconds?: number;
      aggregate?: 'sum' | 'average' | 'maximum' | 'minimum' | 'newest';
    }
  /** The chart has a data point above zero that is no older. */
  | { type: 'freshness'; chartId: string; withinSeconds: number }
  /** The query's number of rows, or its only number, compares so. */
  | {
      type: 'log-query';
      queryId: string;
      comparison: '>' | '>=' | '<' | '<=' | '==';
      value: number;
      windowSeconds: number;
    }
  /** No finding of these kinds is open; of any kind when the list is empty. */
  | { type: 'findings'; kinds: string[] };

/** How data can answer a step or an item. */
export interface Check {
  /** Stable while the condition is the same. */
  id: string;
  condition: CheckCondition;
  /** The condition in words, such as `Errors Sum <= 5 in each 5 min of the last 24 h`. */
  title: string;
  /** Why it is bound to this text, such as `the definition says so` or `names the metric IteratorAge`. */
  why: string;
  /** True when definition or document bind it; false when words were matched. */
  explicit: boolean;
}

/** What data said, with its numbers: kept as evidence when somebody confirms it. */
export interface CheckAnswer {
  check: Check;
  /** `unknown` when there was no data, or it could not be read. */
  verdict: 'holds' | 'fails' | 'unknown';
  /** Such as `highest 3 at 06:15, limit 5` or `2 of 7 alarms in ALARM: orders-errors, orders-age`. */
  summary: string;
  /** The number that decided, in `unit`. */
  value?: number;
  unit?: string;
  /** Start and end of what was looked at. ISO 8601, UTC. */
  from: string;
  to: string;
  /** When the data was read. ISO 8601, UTC. */
  asOf: string;
  /** For a small chart beside it; of the series that decided. */
  series?: SeriesData;
  /** Height of the line to draw over `series`. */
  limit?: number;
  /** Names of what speaks against it (alarms, findings), at most ten. */
  culprits?: string[];
}
