import type { DocumentPosition, Severity } from './envelope';

export type FindingKind =
  /** Documented, not in AWS. */
  | 'alarm-missing'
  | 'log-group-missing'
  | 'dashboard-missing'
  /** In AWS, not in any document. */
  | 'alarm-undocumented'
  /** Documented differently than deployed. */
  | 'alarm-differs'
  | 'retention-differs'
  /** Documented or defined, but CloudWatch has no data of it. */
  | 'metric-silent'
  /** An alarm that nobody is told of. */
  | 'alarm-without-action'
  | 'alarm-without-runbook'
  /** No alarm, section or person leads to it. */
  | 'runbook-unreachable';

/** Where document, definition and AWS disagree. */
export interface Finding {
  /** Stable while the disagreement lasts. */
  id: string;
  kind: FindingKind;
  severity: Severity;
  /** What it is about, such as the alarm's name. */
  subject: string;
  /** What was expected, in words, such as `threshold > 5 (docs/operations.md, line 120)`. */
  expected: string;
  /** What was found, in words. */
  found: string;
  /** What to do about it. */
  advice: string;
  position?: DocumentPosition;
  sourceId?: string;
  consoleUrl?: string;
}

export interface FindingList {
  pipelineId: string;
  environment: string;
  findings: Finding[];
  /** What could not be compared, and why. */
  unchecked: string[];
  /** Alarms that a procedure answers, of all. */
  coverage: { answered: number; alarms: number };
}
