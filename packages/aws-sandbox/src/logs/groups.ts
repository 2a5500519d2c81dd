import { FilterPattern } from './filterPattern';

/** One stored or generated event. */
export interface LogEvent {
  /** 56 digits, unique within the log group and ascending in reading order. */
  id: string;
  /** Unix milliseconds. */
  timestamp: number;
  ingestionTime: number;
  stream: string;
  message: string;
}

export interface LogStream {
  name: string;
  creationTime: number;
  /** Whether the stream came with a scenario, so that its events are generated. */
  generated: boolean;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}

export interface MetricTransformation {
  metricName: string;
  metricNamespace: string;
  /** A number, or a selector such as `$.duration_ms` or `$bytes`. */
  metricValue: string;
  defaultValue?: number;
  dimensions?: Record<string, string>;
  unit?: string;
}

export interface MetricFilter {
  name: string;
  patternText: string;
  pattern: FilterPattern;
  transformation: MetricTransformation;
  creationTime: number;
  /** Unix milliseconds from which events count; a scenario's filters have always been there. */
  appliesFrom: number;
}

export interface SubscriptionFilter {
  name: string;
  patternText: string;
  destinationArn: string;
  roleArn?: string;
  distribution: string;
  creationTime: number;
}

export interface LogGroup {
  name: string;
  creationTime: number;
  retentionDays?: number;
  kmsKeyId?: string;
  groupClass: string;
  deletionProtection: boolean;
  tags: Map<string, string>;
  streams: Map<string, LogStream>;
  metricFilters: Map<string, MetricFilter>;
  subscriptionFilters: Map<string, SubscriptionFilter>;
  storedBytes: number;
  /** Put events, ascending by id. */
  events: LogEvent[];
}
