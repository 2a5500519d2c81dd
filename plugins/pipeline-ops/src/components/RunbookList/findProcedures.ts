import type {
  RunbookKind,
  RunbookSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** Order of the sections. */
const KINDS: RunbookKind[] = [
  'runbook',
  'troubleshooting',
  'recovery',
  'incident-response',
  'procedure',
];

export interface ProcedureSection {
  kind: RunbookKind | 'answers-now';
  procedures: RunbookSummary[];
}

/** The procedures whose words hold all of the asked words, by kind; those that answer a red alarm first of all. */
export function findProcedures(
  procedures: RunbookSummary[],
  text: string,
  redRunbookIds: ReadonlySet<string>,
): ProcedureSection[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = procedures.filter(procedure => {
    const haystack = [
      procedure.title,
      procedure.severity,
      ...procedure.headingPath,
      ...procedure.alarmNames,
    ]
      .join(' ')
      .toLowerCase();
    return words.every(word => haystack.includes(word));
  });
  const answersNow = matching.filter(({ id }) => redRunbookIds.has(id));
  const rest = matching.filter(({ id }) => !redRunbookIds.has(id));
  const sections: ProcedureSection[] = [
    { kind: 'answers-now', procedures: answersNow },
    ...KINDS.map(kind => ({
      kind,
      procedures: rest.filter(procedure => procedure.kind === kind),
    })),
  ];
  return sections.filter(section => section.procedures.length > 0);
}
