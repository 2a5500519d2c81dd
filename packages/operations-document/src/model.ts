/** Lines count from 1 and are inclusive. */
export interface LineRange {
  startLine: number;
  endLine: number;
}

/** What every recognised element carries. */
export interface DocumentElement {
  /**
   * Stable across edits elsewhere in the document: explicit (`{#id}` or `<!-- id: … -->`) or a hash of the normalised
   * text under its heading path; never a line number.
   */
  id: string;
  /** Headings above the element, outermost first, as plain text. */
  headingPath: string[];
  lines: LineRange;
}

export type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';

export interface ThresholdValue {
  comparison: Comparison;
  /** In `unit`; a percentage is 0 to 100. */
  value: number;
  /** CloudWatch unit name (`Milliseconds`, `Seconds`, `Percent`, `Count`, `Bytes`, …) where the text gives one. */
  unit?: string;
  /** Seconds that the value is counted over, as in `> 5 errors in 5 minutes`. */
  windowSeconds?: number;
  /** What a percentage or factor is relative to, as written: `timeout`, `provisioned`, `baseline`, `account limit`, … */
  relativeTo?: string;
  /** How far a value lies from its base, as in `120% of baseline`; true when the text speaks of a deviation. */
  deviation?: boolean;
}

export interface MetricThreshold extends DocumentElement {
  /** What the row, block or bullet calls it, as written: the metric itself, or an alarm (`High Failure Rate`). */
  name: string;
  /** Metric names, literal; a row may name two (`ReadIOPS`/`WriteIOPS`). */
  metrics: string[];
  description?: string;
  /** Threshold as written. */
  text: string;
  /** Absent when the text is no value (`Sustained high values`, `N/A`). */
  threshold?: ThresholdValue;
  /**
   * Which side the text describes: what is well (bullets under "Normal ranges") or what is wrong. Absent where the
   * document does not tell, as under "Metrics to check".
   */
  describes?: 'healthy' | 'trouble';
  severity?: string;
  action?: string;
  /** Kind of resource it is about (`lambda`, `states`, `dynamodb`, …), where heading, namespace or metric tell. */
  service?: string;
  namespace?: string;
  statistic?: string;
  origin: 'table' | 'block' | 'bullet';
}

export interface DocumentedAlarm extends DocumentElement {
  /** Literal, placeholders included. */
  name: string;
  kind: 'metric' | 'composite';
  description?: string;
  namespace?: string;
  metric?: string;
  dimensions?: Record<string, string>;
  statistic?: string;
  /** Seconds. */
  period?: number;
  evaluationPeriods?: number;
  datapointsToAlarm?: number;
  comparison?: Comparison;
  threshold?: number;
  treatMissingData?: string;
  /** Rule of a composite alarm. */
  rule?: string;
  actions?: string[];
  severity?: string;
  origin: 'cli' | 'terraform' | 'cloudformation' | 'yaml' | 'table';
}

export interface InsightsQuery extends DocumentElement {
  title: string;
  query: string;
  /** Log groups that the text around it names. */
  logGroups: string[];
}

export interface DashboardBody extends DocumentElement {
  title: string;
  /** As written. */
  text: string;
  /** Parsed; absent when the text is no JSON even after comments and trailing text are dropped. */
  body?: { widgets: unknown[]; [key: string]: unknown };
}

export interface LogGroupMention extends DocumentElement {
  name: string;
  retentionDays?: number;
}

/** A metric filter or a subscription filter that the document creates. */
export interface LogFilter extends DocumentElement {
  name: string;
  logGroup: string;
  kind: 'metric' | 'subscription';
  /** Empty when it lets everything through. */
  pattern: string;
  /** Metric and namespace that a metric filter writes to. */
  metric?: string;
  namespace?: string;
}

export interface EscalationStep extends DocumentElement {
  level: number;
  title: string;
  details: string[];
}

export interface Contact extends DocumentElement {
  name: string;
  details: string[];
}

export interface CommandBlock {
  id: string;
  /** `bash`, `sql`, `logs-insights`, …; lower case. */
  language: string;
  text: string;
  lines: LineRange;
  /** Placeholders in order: `{env}`, `${ENV}`, `<topic-arn>`, `YOUR_BUCKET`. */
  placeholders: Placeholder[];
}

export interface Placeholder {
  /** Normalised: `env`, `topic-arn`, `your-bucket`. */
  name: string;
  /** As written. */
  text: string;
  /** UTF-16 offsets in the block's text; end exclusive. */
  start: number;
  end: number;
}

export interface RunbookStepElement extends DocumentElement {
  title: string;
  /** Markdown of the step without commands and nested steps. */
  body?: string;
  commands: CommandBlock[];
  steps: RunbookStepElement[];
}

export interface RunbookElement extends DocumentElement {
  title: string;
  kind:
    | 'runbook'
    | 'troubleshooting'
    | 'recovery'
    | 'incident-response'
    | 'procedure';
  /** Whether it has counted steps, only commands, only a config snippet, or only prose. */
  form: 'steps' | 'commands' | 'snippet' | 'prose';
  /** As written in a severity label. */
  severity?: string;
  /** As written in an estimated-time label. */
  estimatedTime?: string;
  /** Day of the last review, of the procedure or else of the document, where one is stated. `YYYY-MM-DD`. */
  reviewedOn?: string;
  /** What a link to its heading has behind the `#`, as repository hosts make it; the written id where there is one. */
  anchor?: string;
  /** True when another part of the document links to it. */
  linked?: boolean;
  /** Markdown before the first recognised part. */
  intro?: string;
  symptoms: string[];
  causes: string[];
  prerequisites: string[];
  steps: RunbookStepElement[];
  /** Commands outside every step. */
  commands: CommandBlock[];
  verification: string[];
  rollback: string[];
  escalation: string[];
  prevention: string[];
  /** Alarm names that the procedure names. */
  alarmNames: string[];
  /** Those of them that its title or a label says it answers; absent when none. */
  answers?: string[];
  /** Metric names that the procedure names. */
  metricNames: string[];
}

export type CadenceWord =
  'shift' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

export interface ChecklistItemElement extends DocumentElement {
  text: string;
  /** Ticked in the document. */
  ticked?: boolean;
  details: string[];
  /** Nearest heading or label between the list and its items, where there is one. */
  group?: string;
}

export interface ChecklistElement extends DocumentElement {
  title: string;
  cadence: CadenceWord;
  /** `HH:MM`, where stated. */
  timeOfDay?: string;
  /** 1 Monday to 7 Sunday, where stated. */
  weekday?: number;
  /** IANA name or `UTC`, where stated. */
  timeZone?: string;
  owner?: string;
  items: ChecklistItemElement[];
}

/** Looks like an element but misses something. */
export interface NearMiss {
  lines: LineRange;
  /** What it nearly was. */
  kind: string;
  /** Why it was not recognised, and what would make it one. */
  reason: string;
}

/** Something wrong in the document itself, such as mis-encoded characters. */
export interface DocumentProblem {
  lines: LineRange;
  message: string;
}

export interface OperationsDocument {
  title?: string;
  metricThresholds: MetricThreshold[];
  alarms: DocumentedAlarm[];
  queries: InsightsQuery[];
  dashboards: DashboardBody[];
  logGroups: LogGroupMention[];
  logFilters: LogFilter[];
  runbooks: RunbookElement[];
  checklists: ChecklistElement[];
  escalation: EscalationStep[];
  contacts: Contact[];
  /** Environments that the document names (`dev1`, `prod`), and its placeholders. */
  environments: string[];
  placeholders: string[];
  nearMisses: NearMiss[];
  problems: DocumentProblem[];
}
