import type { Check } from './checks';
import type { DocumentPosition, Severity } from './envelope';

export type RunbookKind =
  | 'runbook'
  | 'troubleshooting'
  | 'recovery'
  | 'incident-response'
  | 'procedure';

export interface CommandPlaceholder {
  /** The variable's name, such as `env` or `topic-arn`. */
  name: string;
  /** As written in the command, such as `{env}` or `<topic-arn>`. */
  text: string;
  /** Offset and end (exclusive) in the command's `text`, in UTF-16 code units. */
  start: number;
  end: number;
  /** The value that the environment or the resources give; absent when a person has to give it. */
  value?: string;
  /** Where `value` comes from, in words. */
  valueFrom?: string;
}

export interface RunbookCommand {
  id: string;
  language: string;
  /** As written in the document. */
  text: string;
  /** With every known placeholder replaced, quoted for the shell where needed. */
  filled: string;
  placeholders: CommandPlaceholder[];
  /** The saved Logs Insights query that the text is, which can be run in place. */
  queryId?: string;
}

export interface RunbookStep {
  id: string;
  title: string;
  /** Markdown of the step without its commands and nested steps. */
  body?: string;
  commands: RunbookCommand[];
  steps: RunbookStep[];
  position: DocumentPosition;
  /** How data can answer it, best first; absent when it cannot. */
  checks?: Check[];
}

export interface RunbookSummary {
  id: string;
  title: string;
  kind: RunbookKind;
  severity?: Severity;
  /** As written. */
  estimatedTime?: string;
  stepCount: number;
  commandCount: number;
  /** Names of alarms it answers. */
  alarmNames: string[];
  headingPath: string[];
  position: DocumentPosition;
  /** Kinds of resources it is about (`lambda`, `states`, …), where words, metrics or commands tell. */
  services: string[];
  /** Ids of stages whose resources it is about. */
  stageIds: string[];
  /** Day that the text was last reviewed, where the document says so. `YYYY-MM-DD`. */
  reviewedOn?: string;
  /** Text that the list's search looks through besides the title: symptoms, step titles, causes. */
  searchText: string;
}

export interface Runbook extends RunbookSummary {
  /** Markdown before the first step, without the recognised parts. */
  intro?: string;
  symptoms: string[];
  causes: string[];
  prerequisites: string[];
  steps: RunbookStep[];
  /** Commands that stand outside every step. */
  commands: RunbookCommand[];
  verification: string[];
  rollback: string[];
  escalation: string[];
  prevention: string[];
  /** How data can answer points of `verification`, by their index. */
  verificationChecks?: { index: number; checks: Check[] }[];
}

export interface EscalationLevel {
  level: number;
  title: string;
  details: string[];
}

export interface RunbookList {
  pipelineId: string;
  environment: string;
  runbooks: RunbookSummary[];
  escalation: EscalationLevel[];
  /** Of the alarms AWS has: how many are answered by a runbook. */
  coverage: {
    alarms: number;
    answered: number;
    /** Names of alarms without an answer. */
    unanswered: string[];
  };
}
