import type { DocumentPosition, Problem } from './envelope';

/** What a reader of Markdown recognises in an operations document. */
export type DocumentElementKind =
  | 'threshold'
  | 'alarm'
  | 'query'
  | 'dashboard'
  | 'log-group'
  | 'log-filter'
  | 'runbook'
  | 'checklist'
  | 'escalation'
  | 'contact';

/** One recognised element. */
export interface RecognisedElement {
  /** Stable across edits elsewhere in the document; unique with `kind` and the line. */
  id: string;
  kind: DocumentElementKind;
  title: string;
  /** What it came out as, in one line, such as `> 0 (critical)` or `4 steps, 2 commands`. */
  summary?: string;
  position: DocumentPosition;
}

/** Lines that look like an element and are none, or that are wrong in themselves. */
export interface DocumentRemark {
  kind: 'near-miss' | 'problem';
  /** What it nearly was, such as `runbook`; absent for a problem. */
  nearly?: string;
  /** Why, and what would make it right. */
  reason: string;
  position: DocumentPosition;
}

/** Which text of a document is in use. */
export type DocumentVersion =
  /** The one in the repository. */
  | { state: 'current' }
  /** An earlier one: the one in the repository cannot be used. */
  | {
      state: 'last-good';
      /** Why, and what to do. */
      reason: string;
      /** When it was first found so. ISO 8601, UTC. */
      since: string;
    }
  /** None: it could not be read, and no earlier one is known. */
  | { state: 'none'; reason: string };

/** One operations document and what was read from it. */
export interface DocumentReading {
  /** Path as the entity or its definition names it. */
  path: string;
  title?: string;
  /** View and edit links, when the repository host is known. */
  url?: string;
  editUrl?: string;
  /** When the repository last had the text in use. ISO 8601, UTC. */
  readAt?: string;
  version: DocumentVersion;
  /** By line; at most 2,000. */
  elements: RecognisedElement[];
  /** By line; at most 2,000. */
  remarks: DocumentRemark[];
  /** Of all that was recognised, also where `elements` was cut off. */
  counts: Partial<Record<DocumentElementKind, number>>;
  /** Environments that the document names. */
  environments: string[];
  /** Placeholders of its commands and names. */
  placeholders: string[];
}

export interface DocumentList {
  pipelineId: string;
  documents: DocumentReading[];
  /** About documents as files: missing, too large, refused. */
  problems: Problem[];
}
