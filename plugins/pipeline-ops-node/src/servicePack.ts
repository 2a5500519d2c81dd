import type { Severity } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ChartSpec } from './pipeline';

/** What to watch for one kind of resource: data only, one file a service. */
export interface ServicePack {
  /** Key under `resources:` of a definition, such as `lambda`; lower-case letters, digits and hyphens. */
  kind: string;
  /** Where a kind has several types of resources (an RDS instance, an Aurora cluster). The first one is the default. */
  type?: string;
  /** Name of the service for people, such as `Lambda function`. */
  title: string;
  /** CloudWatch namespace of its series, such as `AWS/Lambda`. */
  namespace: string;
  /** The dimension that names the resource; rules on resource names hold for it, and discovery reads its values. */
  identity: string;
  /**
   * Dimensions of its series. Values may hold `${name}`, `${name.0}`, `${name.1}` (the parts of a name between
   * slashes), `${account}`, `${region}` and `${partition}`. The value `*` stands for one series for each value that
   * CloudWatch knows.
   */
  dimensions: Record<string, string>;
  /** A metric that every resource of the kind has; its identities are what discovery offers. Absent: no discovery. */
  discoverBy?: string;
  charts: ServicePackChart[];
}

export interface ServicePackChart {
  /** Stable within the pack; the name of the chart's main metric where there is one. */
  id: string;
  title: string;
  /** CloudWatch unit name. */
  unit: string;
  description?: string;
  /** What to do when it goes wrong. */
  advice?: string;
  role?: ChartSpec['role'];
  /** Shown only where CloudWatch knows one of its metrics, for what many resources of the kind do not have. */
  optional?: boolean;
  series: ServicePackSeries[];
  thresholds?: ServicePackThreshold[];
}

export interface ServicePackSeries {
  /** A lower-case letter, then letters, digits and underscores. */
  id: string;
  label: string;
  /** Name of a stored metric, or … */
  metric?: string;
  /** Statistic of `metric`. */
  stat?: string;
  /** … metric math over the ids of the same chart. */
  expression?: string;
  /** Where the series is in another namespace than its pack. */
  namespace?: string;
  /** Replaces the pack's dimensions for this series. */
  dimensions?: Record<string, string>;
  /** False for an input of metric math that is not drawn. Defaults to true. */
  visible?: boolean;
}

export interface ServicePackThreshold {
  /** Such as `> 0`, `>= 80`, `> 75% of timeout`, `< 20% of memory`, `> 5 in 5m`. */
  when: string;
  action?: string;
  severity?: Severity;
}
