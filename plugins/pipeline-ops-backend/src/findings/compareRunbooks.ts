import type { RunbookElement } from '@pipeline-ops/operations-document';
import type { Alarm, Finding } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  PipelineDocument,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../documents/position';
import { titleOf } from '../runbooks/toRunbook';
import { finding } from './finding';

/**
 * Procedures against a certain trouble that nothing leads to: no alarm, no link of the definition, no metric whose chart
 * would show the trouble, no other section of the document, no symptoms to find them by, and nobody who ever ran them.
 * General procedures (recovery, incident response, how to look into anything) are looked up by people and are never meant
 * here; nor is a section of prose.
 */
export function unreachableRunbooks(
  pipeline: ResolvedPipeline,
  alarms: readonly Alarm[],
  /** Procedures that somebody has run. */
  usedRunbookIds: ReadonlySet<string> = new Set(),
): Finding[] {
  const answering = new Set(
    alarms.flatMap(({ runbooks }) =>
      runbooks.map(({ runbookId }) => runbookId),
    ),
  );
  const linked = new Set(
    pipeline.runbookLinks.map(({ runbook }) => runbook.toLowerCase()),
  );
  return pipeline.documents.flatMap(document =>
    (document.content?.runbooks ?? [])
      .filter(
        runbook =>
          answersTrouble(runbook) &&
          !answering.has(runbook.id) &&
          !usedRunbookIds.has(runbook.id) &&
          ![runbook.id, runbook.title, titleOf(runbook)].some(name =>
            linked.has(name.toLowerCase()),
          ) &&
          !hasOtherWays(runbook),
      )
      .map(runbook => toFinding(document, runbook)),
  );
}

/** Who writes down how bad it is has a certain trouble in mind. */
function answersTrouble({ kind, form, severity }: RunbookElement): boolean {
  return (
    (kind === 'runbook' || (kind === 'troubleshooting' && Boolean(severity))) &&
    (form === 'steps' || form === 'commands')
  );
}

function hasOtherWays(runbook: RunbookElement): boolean {
  const { alarmNames, linked, metricNames, symptoms } = runbook;
  return linked || alarmNames.length + metricNames.length + symptoms.length > 0;
}

function toFinding(
  document: PipelineDocument,
  runbook: RunbookElement,
): Finding {
  const position = positionIn(document, runbook.lines);
  return finding({
    kind: 'runbook-unreachable',
    severity: 'low',
    subject: titleOf(runbook),
    expected: 'an alarm, metric or symptom that leads to the procedure',
    found: `nothing names it (${document.path}, line ${position.startLine})`,
    advice:
      'Name in it the alarm or metric that shows the trouble, or how to tell it, so that it is found in time.',
    position,
  });
}
