import type {
  RunbookKind,
  RunbookSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { excerptOf, holdsWord, wordsOf } from './searchWords';

/** Order of the sections. */
const KINDS: RunbookKind[] = [
  'runbook',
  'troubleshooting',
  'recovery',
  'incident-response',
  'procedure',
];

export interface ProcedureFilter {
  text?: string;
  severity?: string;
  /** Kind of resource. */
  service?: string;
  /** Id of a stage. */
  stage?: string;
}

export interface FoundProcedure extends RunbookSummary {
  /** Where words were found that the title does not hold. */
  excerpt?: string;
}

export interface ProcedureSection {
  kind: RunbookKind | 'answers-now';
  procedures: FoundProcedure[];
}

function found(
  procedure: RunbookSummary,
  filter: ProcedureFilter,
): FoundProcedure | undefined {
  const { severity, service, stage } = filter;
  const passes =
    (!severity || procedure.severity === severity) &&
    (!service || procedure.services.includes(service)) &&
    (!stage || procedure.stageIds.includes(stage));
  if (!passes) {
    return undefined;
  }
  const words = wordsOf(filter.text ?? '');
  const places = [
    ...procedure.alarmNames,
    procedure.searchText,
    procedure.headingPath.join(' › '),
    procedure.severity ?? '',
  ];
  const elsewhere = words.filter(word => !holdsWord(procedure.title, word));
  if (!elsewhere.every(word => places.some(place => holdsWord(place, word)))) {
    return undefined;
  }
  const place = places.find(text => holdsWord(text, elsewhere[0] ?? ''));
  return elsewhere.length > 0 && place
    ? { ...procedure, excerpt: excerptOf(place, elsewhere[0]) }
    : procedure;
}

/** The procedures that pass the filter and hold all of its words, by kind; those that answer a red alarm first of all. */
export function findProcedures(
  procedures: RunbookSummary[],
  filter: ProcedureFilter,
  answersNow: (runbookId: string) => boolean,
): ProcedureSection[] {
  const matching = procedures.flatMap(one => found(one, filter) ?? []);
  const rest = matching.filter(({ id }) => !answersNow(id));
  const sections: ProcedureSection[] = [
    {
      kind: 'answers-now',
      procedures: matching.filter(({ id }) => answersNow(id)),
    },
    ...KINDS.map(kind => ({
      kind,
      procedures: rest.filter(procedure => procedure.kind === kind),
    })),
  ];
  return sections.filter(section => section.procedures.length > 0);
}
