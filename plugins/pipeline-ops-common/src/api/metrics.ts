import type { Severity, DocumentPosition } from './envelope';
import type { AlarmState } from './alarms';

/** Columnar: value `i` belongs to the bucket that starts at `t0 + i * step`. Missing points are `null`. */
export interface SeriesData {
  /** Unix seconds. */
  t0: number;
  /** Seconds. */
  step: number;
  values: (number | null)[];
}

/** What is usual at this weekday and hour, from the two weeks before. Same columns as the series it belongs to. */
export interface Baseline {
  low: (number | null)[];
  high: (number | null)[];
  /** How the newest value compares: 1.0 is in the middle of what is usual. Absent when that cannot be told. */
  ratio?: number;
  /** True when the newest value lies outside the band. */
  unusual?: boolean;
}

/** An area between two lines, such as an anomaly detection band. Same columns as the chart's series. */
export interface ChartBand extends SeriesData {
  label: string;
  /** Upper line; `values` is the lower one. */
  upper: (number | null)[];
}

/** A moment worth seeing on the time axis. */
export interface ChartMark {
  /** Unix seconds. */
  at: number;
  label: string;
  kind: 'alarm' | 'ok' | 'no-data' | 'annotation';
}

export interface ChartSeries extends SeriesData {
  id: string;
  label: string;
  /** `Complete`, or what CloudWatch said about an incomplete series. */
  status: 'complete' | 'partial' | 'failed';
  message?: string;
  /** True when CloudWatch knows no point of it in the range. */
  empty: boolean;
  baseline?: Baseline;
}

export interface ChartThreshold {
  /** The line's height in the chart's unit; absent when the base of a relative threshold is not known. */
  value?: number;
  comparison: '>' | '>=' | '<' | '<=' | '==';
  /** As written, such as `>75% of timeout`. */
  text: string;
  /** What to do when it is crossed. */
  action?: string;
  severity?: Severity;
  origin: 'document' | 'definition' | 'service-pack' | 'alarm';
  alarmName?: string;
  position?: DocumentPosition;
  /** True when the newest point crosses it; absent when that cannot be told. */
  breached?: boolean;
  /** Newest value that was compared, in the chart's unit. */
  observed?: number;
  /** Since when it is crossed without a break, when that lies within the range. Unix seconds. */
  since?: number;
  /** Of a relative threshold: where its base comes from, in words, such as `timeout of 900 s in the definition`. */
  base?: string;
}

export interface AlarmBandSegment {
  /** Unix seconds. */
  from: number;
  to: number;
  state: AlarmState;
}

export interface Chart {
  id: string;
  title: string;
  /** CloudWatch unit name, such as `Count`, `Milliseconds`, `Percent`, `Bytes`, `None`. */
  unit: string;
  resourceId?: string;
  stageId?: string;
  /** Heading of the operations document under which the metric stands, for grouping by the document's own sections. */
  documentSection?: string;
  description?: string;
  /** What the team or AWS advises when it goes wrong. */
  advice?: string;
  series: ChartSeries[];
  thresholds: ChartThreshold[];
  /** State of the alarms on this chart's metric over the range, worst first. */
  alarmBand?: AlarmBandSegment[];
  /** Changes of state of these alarms within the range, oldest first. */
  marks?: ChartMark[];
  bands?: ChartBand[];
  alarmNames: string[];
  consoleUrl?: string;
}

export interface ChartSection {
  id: string;
  title: string;
  subtitle?: string;
  resourceId?: string;
  stageId?: string;
  charts: Chart[];
}

export interface MetricsAnswer {
  pipelineId: string;
  environment: string;
  /** True while what alarms say about the charts is still being read: ask again in a moment. */
  pending?: boolean;
  /** Unix seconds. End-exclusive, on period boundaries. */
  from: number;
  to: number;
  /** Seconds. */
  period: number;
  sections: ChartSection[];
}
