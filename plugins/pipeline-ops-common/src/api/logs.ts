import type { DocumentPosition } from './envelope';

export interface LogGroup {
  name: string;
  /** Days; absent when events never expire. */
  retentionDays?: number;
  /** Days that the document asks for. */
  documentedRetentionDays?: number;
  storedBytes?: number;
  sourceId: string;
  region: string;
  /** False when the document or definition names it and AWS does not have it. */
  exists: boolean;
  consoleUrl?: string;
}

export interface LogGroupList {
  pipelineId: string;
  environment: string;
  groups: LogGroup[];
}

export interface LogEvent {
  id: string;
  /** Unix milliseconds. */
  timestamp: number;
  stream: string;
  /** Masked, without control and bidirectional characters. */
  message: string;
  level?: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG';
}

export interface LogEvents {
  logGroup: string;
  events: LogEvent[];
  /** Hand back as `cursor` for the next page. */
  cursor?: string;
  /** True when the range was searched to its end. */
  complete: boolean;
}

export interface SavedQuery {
  id: string;
  title: string;
  query: string;
  logGroups: string[];
  position?: DocumentPosition;
}
