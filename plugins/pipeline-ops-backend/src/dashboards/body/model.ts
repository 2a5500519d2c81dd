import type {
  DashboardVariable,
  MetricView,
  TextWidget,
  UnsupportedWidget,
  WidgetAnnotation,
  WidgetAxis,
  WidgetPlace,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** How one row of `metrics` is drawn and read; what is absent follows the widget. */
export interface RowOptions {
  /** A lower-case letter, then letters, digits and underscores. */
  id?: string;
  label?: string;
  stat?: string;
  /** Seconds. */
  period?: number;
  color?: string;
  axis: 'left' | 'right';
  visible: boolean;
  region?: string;
  /** Never reaches telemetry: it is only compared with the accounts of declared sources. */
  accountId?: string;
}

/** A stored metric, its shorthand written out. */
export interface StoredRow extends RowOptions {
  type: 'stored';
  /** Place among the rows of `metrics`, from 0. */
  index: number;
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
}

/** Metric math, SEARCH or Metrics Insights. */
export interface ExpressionRow extends RowOptions {
  type: 'expression';
  index: number;
  expression: string;
}

export type MetricRow = StoredRow | ExpressionRow;

/** An alarm that a widget names. The account and region are those of its ARN. */
export interface AlarmReference {
  name: string;
  accountId: string;
  region: string;
}

export interface ParsedMetricWidget {
  type: 'metric';
  view: MetricView;
  stacked: boolean;
  sparkline: boolean;
  legend: 'bottom' | 'right' | 'hidden';
  liveData: boolean;
  /** One value for the whole range instead of one for each period. */
  wholeRange: boolean;
  stat: string;
  /** Seconds. */
  period: number;
  region?: string;
  accountId?: string;
  rows: MetricRow[];
  left: WidgetAxis;
  right: WidgetAxis;
  horizontal: WidgetAnnotation[];
  vertical: WidgetAnnotation[];
  alarms: AlarmReference[];
  problems: string[];
}

export interface ParsedAlarmWidget {
  type: 'alarm';
  alarms: AlarmReference[];
  /** Only alarms in these states are shown; empty for all. */
  states: string[];
  sortBy: 'default' | 'stateUpdatedTimestamp' | 'timestamp';
}

export interface ParsedLogWidget {
  type: 'log';
  /** Without its `SOURCE` commands. */
  query: string;
  logGroups: string[];
  view: 'table' | 'timeSeries' | 'bar' | 'pie';
  region?: string;
  accountId?: string;
  /** Why the query cannot be run as it stands. */
  refusal?: string;
}

export type ParsedContent =
  | ParsedMetricWidget
  | ParsedAlarmWidget
  | ParsedLogWidget
  | TextWidget
  | UnsupportedWidget;

export interface ParsedWidget {
  /** Index in the body, as text. */
  id: string;
  title?: string;
  place: WidgetPlace;
  content: ParsedContent;
}

export interface ParsedDashboard {
  /** `-PT6H` as seconds before now, or a moment. */
  start?: { before: number } | { at: number };
  /** Unix seconds; absent for now. */
  end?: number;
  periodOverride: 'auto' | 'inherit';
  variables: DashboardVariable[];
  widgets: ParsedWidget[];
  problems: string[];
}
