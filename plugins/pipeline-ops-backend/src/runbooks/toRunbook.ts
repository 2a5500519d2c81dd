import type {
  CommandBlock,
  RunbookElement,
  RunbookStepElement,
} from '@pipeline-ops/operations-document';
import {
  type Alarm,
  type Runbook,
  type RunbookCommand,
  type RunbookStep,
  type RunbookSummary,
  type Severity,
  fillCommand,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  PipelineDocument,
  ResolvedEnvironment,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../documents/position';
import { allCommands, searchTextOf, servicesOf, stagesOf } from './about';
import { alarmTimes } from './alarmValues';
import { knownValues } from './knownValues';

const SEVERITIES: [RegExp, Severity][] = [
  [/critical|sev(erity)?[- ]?1|\bp1\b|kritisch|crítica|critique/i, 'critical'],
  [/high|sev(erity)?[- ]?2|\bp2\b|hoch|alta|élevée/i, 'high'],
  [/medium|moderate|sev(erity)?[- ]?3|\bp3\b|mittel|media|moyenne/i, 'medium'],
  [/warn/i, 'warning'],
  [/low|minor|info|sev(erity)?[- ]?[45]|\bp[45]\b|niedrig|baja|faible/i, 'low'],
];

/** A document's severity label as one of ours; absent when it says nothing that is known. */
export function toSeverity(label: string | undefined): Severity | undefined {
  if (!label) return undefined;
  return SEVERITIES.find(([pattern]) => pattern.test(label))?.[1];
}

/** The heading without the word that only says what kind of section it is: `Issue: High iterator age`. */
export function titleOf(element: RunbookElement): string {
  return element.title.replace(
    /^(runbook|issue|problem|procedure|scenario(?: \d+)?|alarm)\s*:\s*(?=\S)/i,
    '',
  );
}

export function toRunbookSummary(
  document: PipelineDocument,
  element: RunbookElement,
  environment: ResolvedEnvironment,
): RunbookSummary {
  const services = servicesOf(element, document);
  return {
    id: element.id,
    title: titleOf(element),
    kind: element.kind,
    severity: toSeverity(element.severity),
    estimatedTime: element.estimatedTime,
    stepCount: element.steps.length,
    commandCount: allCommands(element).length,
    alarmNames: element.alarmNames,
    headingPath: element.headingPath,
    position: positionIn(document, element.lines),
    services,
    stageIds: stagesOf(element, services, environment),
    ...(element.reviewedOn && { reviewedOn: element.reviewedOn }),
    searchText: searchTextOf(element),
  };
}

/** A procedure as the page shows it, with what is known filled into its commands. */
export function toRunbook(
  document: PipelineDocument,
  element: RunbookElement,
  environment: ResolvedEnvironment,
  alarm?: Alarm,
): Runbook {
  const values = knownValues(environment, alarm);
  const fill = (command: CommandBlock): RunbookCommand =>
    fillCommand(
      command,
      alarm ? new Map([...alarmTimes(alarm, command.text), ...values]) : values,
    );
  const toStep = (step: RunbookStepElement): RunbookStep => ({
    id: step.id,
    title: step.title,
    body: step.body,
    commands: step.commands.map(fill),
    steps: step.steps.map(toStep),
    position: positionIn(document, step.lines),
  });
  return {
    ...toRunbookSummary(document, element, environment),
    intro: element.intro,
    symptoms: element.symptoms,
    causes: element.causes,
    prerequisites: element.prerequisites,
    steps: element.steps.map(toStep),
    commands: element.commands.map(fill),
    verification: element.verification,
    rollback: element.rollback,
    escalation: element.escalation,
    prevention: element.prevention,
  };
}
