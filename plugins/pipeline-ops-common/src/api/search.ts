import type { Severity } from './envelope';
import type { RunbookKind } from './runbooks';
import type { RunStep } from './runs';

/** Type of the documents in Backstage search that procedures are. */
export const RUNBOOK_SEARCH_TYPE = 'pipeline-runbook';

/** A point of a procedure that a result can open. */
export interface SearchablePoint {
  /** As the procedure's page addresses it. */
  id: string;
  section: RunStep['section'];
  /** As the page numbers it, such as `2` or `2.1`. */
  number: string;
  /** Empty for a command outside steps. */
  title: string;
  /** Its words besides the title, commands included, those of nested steps left out. */
  text: string;
}

/** What the document of a procedure carries besides title, text and location. */
export interface RunbookSearchFields {
  kind: RunbookKind;
  severity?: Severity;
  pipelineId: string;
  /** Title of the entity whose procedure it is. */
  entityTitle: string;
  /** In the order of the page. */
  points: SearchablePoint[];
}
