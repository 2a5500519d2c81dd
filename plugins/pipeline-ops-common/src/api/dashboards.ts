import type { AlarmState } from './alarms';
import type { DocumentPosition } from './envelope';
import type { ChartBand, ChartMark, SeriesData } from './metrics';

export interface DashboardSummary {
  /** Name in CloudWatch, or the document's element id when it was never deployed. */
  id: string;
  title: string;
  /** False when the body only stands in an operations document. */
  deployed: boolean;
  sourceId?: string;
  region?: string;
  /** ISO 8601, UTC. */
  modifiedAt?: string;
  position?: DocumentPosition;
  consoleUrl?: string;
}

export interface DashboardList {
  pipelineId: string;
  environment: string;
  dashboards: DashboardSummary[];
}

/** A value that the reader chooses and that replaces text or a property in every widget. */
export interface DashboardVariable {
  id: string;
  label: string;
  input: 'select' | 'radio' | 'input';
  value: string;
  choices: { value: string; label: string }[];
}

/** In CloudWatch's grid: 24 columns, rows of one unit. */
export interface WidgetPlace {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WidgetSeries extends SeriesData {
  id: string;
  label: string;
  /** CSS colour as the dashboard gives it, checked; absent for the theme's own. */
  color?: string;
  axis: 'left' | 'right';
  status: 'complete' | 'partial' | 'failed';
  message?: string;
  unit?: string;
  /** Newest value, or the one of `setPeriodToTimeRange`. */
  latest?: number | null;
}

export interface WidgetAxis {
  label?: string;
  min?: number;
  max?: number;
  showUnits: boolean;
}

/** A line across the graph, at a height or at a moment. `fill` shades one side of it or the space to `until`. */
export interface WidgetAnnotation {
  value: number;
  /** Second edge of a band. */
  until?: number;
  label?: string;
  color?: string;
  fill?: 'above' | 'below' | 'before' | 'after' | 'none';
  axis?: 'left' | 'right';
}

export type MetricView =
  'timeSeries' | 'bar' | 'pie' | 'singleValue' | 'gauge' | 'table';

export interface MetricWidget {
  type: 'metric';
  view: MetricView;
  stacked: boolean;
  sparkline: boolean;
  legend: 'bottom' | 'right' | 'hidden';
  liveData: boolean;
  /** Seconds. */
  period: number;
  series: WidgetSeries[];
  bands: ChartBand[];
  marks: ChartMark[];
  left: WidgetAxis;
  right: WidgetAxis;
  /** Unix seconds for moments, axis units for heights. */
  horizontal: WidgetAnnotation[];
  vertical: WidgetAnnotation[];
  /** Rows of `metrics` that could not be understood, with the reason. */
  problems: string[];
}

export interface TextWidget {
  type: 'text';
  markdown: string;
  transparent: boolean;
}

export interface AlarmWidget {
  type: 'alarm';
  alarms: {
    name: string;
    /** Absent when the pipeline may not see the alarm or AWS does not have it. */
    state?: AlarmState;
    /** ISO 8601, UTC. */
    since?: string;
    reason?: string;
  }[];
}

/** A Logs Insights query; it runs when the reader asks for it, since it costs money. */
export interface LogWidget {
  type: 'log';
  query: string;
  logGroups: string[];
  view: 'table' | 'timeSeries' | 'bar' | 'pie';
  /** Hand it to `POST …/logs/query-runs` as `queryId`; absent when the query may not be run. */
  queryId?: string;
  refusal?: string;
}

export interface UnsupportedWidget {
  type: 'unsupported';
  /** Type as the body names it. */
  original: string;
  reason: string;
}

export type WidgetContent =
  MetricWidget | TextWidget | AlarmWidget | LogWidget | UnsupportedWidget;

export interface DashboardWidget {
  /** Index in the body, as text. */
  id: string;
  title?: string;
  place: WidgetPlace;
  region?: string;
  content: WidgetContent;
  consoleUrl?: string;
}

export interface Dashboard extends DashboardSummary {
  variables: DashboardVariable[];
  /** Unix seconds. End-exclusive. */
  from: number;
  to: number;
  widgets: DashboardWidget[];
  /** What is wrong with the body itself. */
  problems: string[];
}
