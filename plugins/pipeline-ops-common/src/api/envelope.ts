/** How the last read of one source went. `stale`: an earlier answer is shown, `asOf` says from when. */
export type SourceStatus =
  'ok' | 'partial' | 'stale' | 'denied' | 'throttled' | 'unavailable';

export interface SourceState {
  /** Id of the source in app-config. */
  id: string;
  /** AWS account id. Twelve digits. */
  account: string;
  region: string;
  status: SourceStatus;
  /** When the data was read. ISO 8601, UTC. */
  asOf: string;
  /** What happened and what to do, when `status` is not `ok`. */
  message?: string;
  /** The IAM action the source's role lacks, when `status` is `denied`. */
  missingAction?: string;
  /** When the source will be asked again, when it is `throttled` or `unavailable` and that is known. ISO 8601, UTC. */
  retryAt?: string;
}

/** Every answer of the HTTP API about telemetry: partial is normal, so each source's state comes along. */
export interface Envelope<T> {
  data: T;
  sources: SourceState[];
}

export type Severity = 'critical' | 'high' | 'medium' | 'warning' | 'low';

/** Where an element of a document stands, for a link to its lines. Lines count from 1, inclusive. */
export interface DocumentPosition {
  /** Path of the document in its repository. */
  path: string;
  /** View link, when the repository host is known. */
  url?: string;
  /** Edit link, when the repository host is known. */
  editUrl?: string;
  startLine: number;
  endLine: number;
}

/** An operator's or writer's mistake, with the place and the fix. */
export interface Problem {
  /** Machine-readable kind, such as `definition-invalid`, `document-missing`, `document-too-large`, `unknown-source`, `duplicate-claim`. */
  code: string;
  /** What happened, where, and what to do. */
  message: string;
  /** File that holds the mistake. */
  file?: string;
  /** Line in that file, from 1. */
  line?: number;
}

/** A reference of an entity or its definition that the trust rules did not let through. Shown to the entity's owner. */
export interface Refusal {
  /** What was asked for, such as `alarms aurora-*` or `logGroup /aws/lambda/x`. */
  reference: string;
  /** The rule that refused it, in words. */
  rule: string;
  /** Environment the reference belongs to. */
  environment?: string;
}
