import type { Entity } from '@backstage/catalog-model';
import type { OperationsDocument } from '@pipeline-ops/operations-document';
import type {
  Cadence,
  CheckCondition,
  EvidenceRequest,
  Problem,
  Refusal,
  Severity,
  Shift,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** An AWS account and region that the operator declared, with the id that everything else refers to it by. */
export interface SourceRef {
  /** Key under `pipelineOps.sources`. */
  id: string;
  /** Twelve digits. */
  accountId: string;
  region: string;
  /** How readers get into the AWS console of this account; absent: they have signed in themselves. */
  signIn?: ConsoleSignIn;
}

/** An IAM Identity Center shortcut: links to the console sign in with it first. */
export interface ConsoleSignIn {
  /** Of the access portal, such as `https://acme.awsapps.com/start`; no slash at its end. */
  startUrl: string;
  /** Permission set that is signed in with. */
  roleName: string;
}

/** One metric over time. */
export interface MetricRef {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  /** `Sum`, `Average`, `Maximum`, `p99`, … */
  stat: string;
}

/** What a threshold says, before it is known whether its base can be told. */
export interface ThresholdSpec {
  comparison: '>' | '>=' | '<' | '<=' | '==';
  /** In the chart's unit, or in percent of `relativeTo`. */
  value?: number;
  /** What `value` is a percentage of, such as `timeout`; absent for an absolute threshold. */
  relativeTo?: string;
  /** Value of the base in the chart's unit, where definition or pack know it (a function's timeout in ms). */
  base?: number;
  /** Key of the definition that gives the base, such as `timeout` or `limits.memory`. */
  baseKey?: string;
  /** Seconds that the value counts over. */
  windowSeconds?: number;
  /** As written. */
  text: string;
  action?: string;
  severity?: Severity;
  origin: 'document' | 'definition' | 'service-pack';
  /** Path and lines in the document, when it comes from one. */
  document?: { path: string; startLine: number; endLine: number };
}

export interface ChartSpec {
  /** Stable within the pipeline, such as `lambda:deliveryWorker:Errors`. */
  id: string;
  title: string;
  /** CloudWatch unit name. */
  unit: string;
  description?: string;
  advice?: string;
  series: ChartSeriesSpec[];
  thresholds: ThresholdSpec[];
  /** What the chart tells about a stage: successes, failures or throughput. */
  role?: 'success' | 'failure' | 'throughput' | 'latency';
}

export interface ChartSeriesSpec {
  /** Letters, digits and underscores, starting with a lower-case letter: usable as a GetMetricData id. */
  id: string;
  label: string;
  /** A stored metric, or … */
  metric?: MetricRef;
  /** … metric math over the ids of the same chart. */
  expression?: string;
  /** False for an input of metric math that is not drawn. */
  visible: boolean;
}

export interface ResolvedResource {
  /** `kind:name`, such as `lambda:deliveryWorker`. */
  id: string;
  kind: string;
  name: string;
  title: string;
  sourceId: string;
  charts: ChartSpec[];
  consoleUrl?: string;
  /** True when the definition or the document names it; false when discovery found it. */
  declared: boolean;
}

export interface ResolvedStage {
  id: string;
  title: string;
  resourceIds: string[];
}

/**
 * A name rule: exactly this name, or every name that begins with this prefix as whole words. Names that begin with a
 * prefix in `except` belong to somebody else and do not count.
 */
export type NameSelector =
  | { type: 'exact'; name: string }
  | { type: 'prefix'; prefix: string; except?: string[] };

/** A rule about metrics, where it is not a resource's own chart that reads them (widgets of a dashboard). */
export type MetricSelector =
  | { type: 'any' }
  | {
      type: 'namespace';
      /** A namespace, or the beginning of namespaces as whole words. */
      namespace: NameSelector;
      /** Beginnings that the values of these dimensions must have; a metric without one of them does not count. */
      dimensions: Record<string, string>;
    }
  | {
      type: 'resource';
      namespace: string;
      /**
       * Dimensions that name the resource, its parts with slashes between them as far as a metric has them; of an ARN,
       * the name at its end counts. Never empty.
       */
      dimensions: string[];
      names: NameSelector[];
    };

export interface SourceSelection {
  source: SourceRef;
  /** Alarms that belong to the pipeline here. */
  alarms: NameSelector[];
  logGroups: NameSelector[];
  dashboards: NameSelector[];
  /** What the `runbook_url` tags of alarms say, by alarm name, of those whose tags were read to prove their owner. */
  runbookTags?: Record<string, string>;
  /** Metrics that may be read besides those of the pipeline's charts; absent: none. */
  metrics?: MetricSelector[];
}

/** A Logs Insights query that the definition gives, for one environment. */
export interface QuerySpec {
  /** Unique within the pipeline. */
  id: string;
  title: string;
  /** As written: nobody has checked yet what it reads. */
  query: string;
  /** None for all log groups of the pipeline. */
  logGroups: NameSelector[];
}

/** One deployment of a pipeline: what may be read for it, and nothing else. */
export interface ResolvedEnvironment {
  name: string;
  /** Values for `${env}`-style variables and runbook placeholders. */
  variables: Record<string, string>;
  selections: SourceSelection[];
  resources: ResolvedResource[];
  stages: ResolvedStage[];
  /** Absent when the definition has none. */
  queries?: QuerySpec[];
  refusals: Refusal[];
}

/** An operations document of the pipeline, read and recognised; `content` is absent when it could not be (see problems). */
export interface PipelineDocument {
  /** Path in the repository. */
  path: string;
  /** Where the reader fetches it. */
  url: string;
  /** View and edit links, when the repository host is known. */
  viewUrl?: string;
  editUrl?: string;
  /** Backstage's integration for the repository host, such as `github`, when it is known. */
  host?: string;
  content?: OperationsDocument;
  /** When the repository last had what `content` was read from. ISO 8601, UTC. */
  readAt?: string;
  /** Set when the document cannot be used as it is, and `content` is of the last version that could. */
  lastGood?: {
    /** Why, and what to do. */
    reason: string;
    /** When it was first found so. ISO 8601, UTC. */
    since: string;
  };
}

/** What the definition says about one item of a checklist. */
export interface ChecklistItemSpec {
  /** Text or id of the documented item that it refines; absent for an item of its own. */
  refines?: string;
  /** Of an item of its own. */
  id?: string;
  text?: string;
  group?: string;
  details?: string[];
  /** How data can answer it. */
  check?: CheckCondition;
  evidence?: EvidenceRequest;
  /** Entity ref of a user. */
  assignee?: string;
  /** Title or id of the runbook or chart that it speaks of. */
  runbook?: string;
  chart?: string;
}

/** What the definition says about one checklist. Absent parts are left to the document, or are defaults. */
export interface ChecklistSpec {
  /** Title or id of the documented list that it refines; absent for a list of its own. */
  refines?: string;
  /** Of a list of its own. */
  id?: string;
  title?: string;
  cadence?: Cadence;
  /** Entity ref of a group or user. */
  owner?: string;
  /** Entity refs of users. */
  assignees?: string[];
  /** Wall-clock time, `HH:MM`. */
  dueTime?: string;
  /** 1 Monday to 7 Sunday. */
  dueDay?: number;
  graceSeconds?: number;
  leadSeconds?: number;
  /** IANA zone. */
  timeZone?: string;
  /** 1 Monday to 7 Sunday. */
  weekStart?: number;
  shifts?: Shift[];
  freeze?: 'first-touch' | 'period-start';
  selfComplete?: boolean;
  /** Name of the environment whose data answers. */
  environment?: string;
  items: ChecklistItemSpec[];
}

/** A pipeline of an entity after every layer and every trust rule: the only thing that services work on. */
export interface ResolvedPipeline {
  pipelineId: string;
  title: string;
  entity: Entity;
  entityRef: string;
  /** Entity ref of `spec.owner`. */
  owner?: string;
  /** In the order of the definition; never empty. */
  environments: ResolvedEnvironment[];
  documents: PipelineDocument[];
  /** Explicit alarm -> runbook links of the definition: runbook title or id by alarm name. */
  runbookLinks: { alarmName: string; runbook: string }[];
  /** IANA zone that checklists are kept in. */
  timeZone: string;
  /** What the definition says about checklists; absent when it says nothing. */
  checklists?: ChecklistSpec[];
  /** True when another entity with another owner claims the same id: logs are withheld. */
  contested: boolean;
  problems: Problem[];
}
